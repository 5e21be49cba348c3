"""All lines of text in a picture: detected, turned the right way up, read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from permit_ocr.imaging.geometry import (
    Homography,
    cut_out,
    project,
    project_quad,
    rectangle,
    side_lengths,
    warp,
)
from permit_ocr.text.engine import Recognition, TextEngine
from permit_ocr.types import Image, Quad, TextLine

MAX_LINES = 40
"""Lines read in one picture, largest first: a card has fewer than 20; a page of text behind it may have hundreds."""

CROP_HEIGHT = 48
"""Height of the crops in pixels: what PP-OCR recognisers take."""

SQUEEZES = ((250, 0.8), (640, 0.6))
"""Widths in pixels from which a crop is squeezed, and the least share of its width that it keeps. It takes less time,
and is read as well or better: 1,110 of 1,131 fields of 140 tuning photos against 1,104, half of them hard."""

MIN_HEIGHT = 4.0
"""Lines lower than this (pixels) cannot be read."""

CLEARLY_LONG = 2.0
"""A line at least this many times longer than high shows the reading direction by its shape."""

VERY_LONG = 12.0
"""A line longer than this many times its height takes long to read: it votes when there are not enough others."""

OBLIQUE = 0.4
"""``|sin 2a|`` of the reading angle above which lines are detected anew on a levelled picture: the detector was
trained on level text and loses letter-spaced lines that lean by more than some 12 degrees."""

VOTERS = 3
"""Lines that are read both ways to learn which way is up."""

BATCH = 5
"""Lines read before the caller may say that it has seen enough: a title, a number, a code line, two dates."""

SURE = 0.85
"""Mean probability above which a line is not tried the other way up."""

SECOND_TRIES = 12
"""Doubtful lines that are tried the other way up, largest first; a keyboard or a carpet shows many."""


def find_upright(engine: TextEngine, image: Image, detail: float = 1.0) -> list[Quad]:
    """Detect the lines of ``HxWx3 uint8 BGR`` that is the right way up; quads are in its pixels.

    They are sought on the picture scaled by ``detail``: to find a line takes fewer pixels than to read it.
    """
    small = cv2.resize(image, None, fx=detail, fy=detail, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    back = np.diag([image.shape[1] / small.shape[1], image.shape[0] / small.shape[0], 1.0])
    return [project_quad(back, facing(quad, 0.0)) for quad in _detected(engine, small)]


def read_any_way_up(engine: TextEngine, image: Image) -> Iterator[list[TextLine]]:
    """Detect and read the lines of ``HxWx3 uint8 BGR`` that lie at any angle, the largest first.

    Yields all lines read so far, again and again with more of them, so that the caller can stop when it has seen
    enough: first the lines as most of them run, then the doubtful ones the other way up.
    """
    quads = _detected(engine, image)
    votes = _votes(engine, image, quads)
    angle = _reading_angle(votes)
    if abs(math.sin(2 * angle)) > OBLIQUE:
        quads = _detected_along(engine, image, angle)
    known = {line.quad: line for line in votes}
    lines: list[TextLine] = []
    for begin in range(0, len(quads), BATCH):
        batch = [facing(quad, angle) for quad in quads[begin : begin + BATCH]]
        fresh = read_quads(engine, image, [quad for quad in batch if quad not in known])
        known |= {line.quad: line for line in fresh}
        lines += [known[quad] for quad in batch]
        yield lines
    doubtful = [i for i, line in enumerate(lines) if line.confidence < SURE][:SECOND_TRIES]
    others = read_quads(engine, image, [_turned(lines[i].quad, 2) for i in doubtful])
    for i, other in zip(doubtful, others, strict=True):
        lines[i] = max(lines[i], other, key=lambda line: line.confidence)
    yield lines


def read_quads(
    engine: TextEngine, image: Image, quads: Sequence[Quad], charset: str | None = None, *, quick: bool = False
) -> list[TextLine]:
    """Read quads whose first side runs in reading direction."""
    readings = engine.recognise([_crop(image, quad) for quad in quads], charset, quick=quick)
    return [_line(quad, reading) for quad, reading in zip(quads, readings, strict=True)]


def facing(quad: Quad, angle: float) -> Quad:
    """The same quad, its corners ordered so that reading runs as near as possible to ``angle`` (radians)."""
    turns = (_turned(quad, k) for k in range(4)) if not _is_long(quad) else (quad, _turned(quad, 2))
    return max(turns, key=lambda turned: math.cos(_angle(turned) - angle))


def _detected(engine: TextEngine, image: Image) -> list[Quad]:
    return sorted(filter(_readable, engine.detect(image)), key=_area, reverse=True)[:MAX_LINES]


def _detected_along(engine: TextEngine, image: Image, angle: float) -> list[Quad]:
    """Detect with the picture turned so that reading runs level; quads are in the pixels of the picture as given."""
    level, back = _levelled(image, angle)
    return [project_quad(back, quad) for quad in _detected(engine, level)]


def _levelled(image: Image, angle: float) -> tuple[Image, Homography]:
    """The whole picture turned by ``-angle``, and the map back."""
    height, width = image.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((0, 0), math.degrees(angle), 1.0), [0, 0, 1]])
    corners = project(turn, rectangle(width, height))
    origin = corners.min(axis=0)
    turn = np.array([[1, 0, -origin[0]], [0, 1, -origin[1]], [0, 0, 1.0]]) @ turn
    right, bottom = np.ceil(corners.max(axis=0) - origin).astype(int)
    return warp(image, turn, int(right), int(bottom)), np.linalg.inv(turn)


def _votes(engine: TextEngine, image: Image, quads: list[Quad]) -> list[TextLine]:
    """A few of the long lines, the shorter of them first, read both ways."""
    long = [quad for quad in quads if _is_long(quad)]
    voters = sorted(long, key=lambda quad: side_lengths(quad)[0] > VERY_LONG * side_lengths(quad)[1])[:VOTERS]
    return read_quads(engine, image, [*voters, *(_turned(quad, 2) for quad in voters)])


def _reading_angle(votes: list[TextLine]) -> float:
    """The direction in which most of the lines that vote read."""
    weighed = [(_angle(line.quad), line.confidence**4 * len(line.text)) for line in votes]
    return max((angle for angle, _ in weighed), key=lambda angle: _support(angle, weighed), default=0.0)


def _support(angle: float, votes: list[tuple[float, float]]) -> float:
    return sum(weight * max(math.cos(other - angle), 0.0) for other, weight in votes)


def _crop(image: Image, quad: Quad) -> Image:
    along, across = side_lengths(quad)
    natural = CROP_HEIGHT * along / max(across, 1.0)
    width = min(natural, *(max(least, share * natural) for least, share in SQUEEZES))
    return cut_out(image, quad, max(round(width), CROP_HEIGHT // 3), CROP_HEIGHT)


def _line(quad: Quad, reading: Recognition) -> TextLine:
    return TextLine(reading.text, quad, reading.probabilities, reading.positions, reading.alternatives)


def _turned(quad: Quad, quarter_turns: int) -> Quad:
    return Quad.from_array(np.roll(quad.to_array(), -quarter_turns, axis=0))


def _angle(quad: Quad) -> float:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad.corners
    return math.atan2((by - ay) + (cy - dy), (bx - ax) + (cx - dx))


def _is_long(quad: Quad) -> bool:
    along, across = side_lengths(quad)
    return along >= CLEARLY_LONG * across


def _readable(quad: Quad) -> bool:
    return min(side_lengths(quad)) >= MIN_HEIGHT


def _area(quad: Quad) -> float:
    along, across = side_lengths(quad)
    return along * across
