"""A value on ground of another tint than that right above and right below it.

The ground of a card changes its colours from place to place, but not along the rim of a value, on either side of it in
the same way: a box that was brought from another card, or painted, does. Tints are compared piece by piece, as those of
one rainbow differ from those of another in each place otherwise. What ink does to the ground beside it is left out of
account, and so is what the card does at its other values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.small_lines import SmallLine, small_lines
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box, Image

OTHER_TINT = (0.015, 0.025)
"""By how much a value's ground must differ from what is above and below more than that of any other value does, in
shares of its light, from where to where it surely is another's. Of 2,513 values in 600 photos that were not pasted it
is at most 0.013; of 20 boxes pasted on tuning photos, before or after the photo was taken, it is 0.019 to 0.102."""

OTHER_INK = 0.05
"""How far the colour of a value's ink may lie from that of most, before its tint spreads over the ground: compression
keeps colours at half the size. A red number among black values, by 0.07, would have a ground of another tint."""

_CLOSED = 0.8
"""Width in heights of a line that is closed over: the strokes of ink and labels, and the lines of the guilloche."""

_WITHIN, _ABOVE, _BELOW = (0.25, 0.75), (-0.65, -0.3), (1.3, 1.65)
"""Rows that are compared, in heights of a line."""

_GREY = np.full(3, 3**-0.5)

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class _Tints:
    """Closed-over ground in pieces from left to right, each ``Nx3`` BGR, and the direction of the ink's colour."""

    within: Floats
    above: Floats
    below: Floats
    ink: Floats


def other_tints(view: CardView) -> list[tuple[str, Box, float]]:
    """Find values on ground of another tint, each with how surely it is, 0 to 1."""
    lines = small_lines(view)
    if len(lines) < 3:
        return []
    tints = {name: _tints(line) for name, line in lines.items()}
    usual = np.median([found.ink for found in tints.values()], axis=0)
    steps = {name: _step(found, usual) for name, found in tints.items()}
    return [(name, lines[name].box, ramp(_excess(name, steps), *OTHER_TINT)) for name in steps]


def _excess(name: str, steps: Mapping[str, Floats]) -> float:
    """By how much a value differs from what is around it more than any other does, both ways of measuring it."""
    others = [step for other, step in steps.items() if other != name]
    return float((steps[name] - np.max(others, axis=0)).min())


def _tints(line: SmallLine) -> _Tints:
    ground = np.asarray(cv2.morphologyEx(line.picture, cv2.MORPH_CLOSE, line.square(_CLOSED)), np.uint8)
    within, above, below = (line.pieces(ground[line.rows(*ends)]) for ends in (_WITHIN, _ABOVE, _BELOW))
    return _Tints(within, above, below, _ink(line.inked))


def _ink(line: Image) -> Floats:
    """The direction in which the darkest pixels lie from the brightest."""
    pixels = line.reshape(-1, 3)
    light = pixels.sum(axis=1)
    ends = len(light) // 12, len(light) * 7 // 8
    dark, bright = np.partition(light, ends)[list(ends)].tolist()
    direction = pixels[light <= dark].mean(axis=0) - pixels[light >= bright].mean(axis=0)
    return direction / max(float(np.linalg.norm(direction)), 1e-6)


def _step(rows: _Tints, usual_ink: Floats) -> Floats:
    """How far the ground within lies from that on both sides: as a mean, and as far as both sides agree.

    In shares of its light, without the direction that ink gives to the ground beside it.
    """
    light = rows.within.mean(axis=1, keepdims=True) + 8
    above, below = (_without((rows.within - side) / light, rows.ink, usual_ink) for side in (rows.above, rows.below))
    one, other = np.linalg.norm(above, axis=1), np.linalg.norm(below, axis=1)
    agreed = np.maximum((above * below).sum(axis=1) / np.maximum(one * other, 1e-9), 0)
    mean = np.sqrt((((above + below) / 2) ** 2).sum(axis=1).mean())
    return np.array([mean, (np.minimum(one, other) * agreed).mean()])


def _without(steps: Floats, ink: Floats, usual_ink: Floats) -> Floats:
    """Take the directions of ink out of colours: of one that is not the usual, its brightness and its tint apart."""
    tint = ink - ink.mean()
    other = float(np.linalg.norm(ink - usual_ink)) > OTHER_INK
    directions: Sequence[Floats] = (_GREY, tint / max(float(np.linalg.norm(tint)), 1e-6)) if other else (ink,)
    for direction in directions:
        steps = steps - (steps @ direction)[:, None] * direction
    return steps
