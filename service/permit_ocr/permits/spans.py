"""Lines taken apart and put together: what the detector merged, and what it split."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from permit_ocr.types import Point, Quad, TextLine

WORD_DISTANCE = 1.5
"""Gap, in line heights, that may part two pieces of one printed text."""

SAME_ROW = 0.4
"""Offset across the reading direction, in line heights, within which two lines stand on one row."""

SAME_SIZE = 1.5
"""Ratio of heights within which two pieces are of one type size; the detector's boxes are that loose."""


def span(line: TextLine, start: int, stop: int) -> TextLine:
    """Characters ``start:stop`` of a line as a line of their own, cut half-way to the neighbours."""
    left = _between(line, start - 1, start)
    right = _between(line, stop - 1, stop)
    positions = tuple((p - left) / max(right - left, 1e-6) for p in line.positions[start:stop])
    quad = _slice(line.quad, left, right)
    return TextLine(
        line.text[start:stop], quad, line.probabilities[start:stop], positions, line.alternatives[start:stop]
    )


def _between(line: TextLine, before: int, after: int) -> float:
    """Where the gap between two neighbouring characters lies along the line; its ends are the line's ends."""
    if before < 0:
        return 0.0
    if after >= len(line.positions):
        return 1.0
    return (line.positions[before] + line.positions[after]) / 2


def _slice(quad: Quad, left: float, right: float) -> Quad:
    a, b, c, d = quad.to_array()
    top, bottom = b - a, c - d
    return Quad.from_array(np.array([a + left * top, a + right * top, d + right * bottom, d + left * bottom]))


def with_room(line: TextLine) -> Quad:
    """Where a line's ink stands, with room for half a character more at either end.

    What does not fit into the photo with that room may go on beyond it.
    """
    ends = _ends(line, 1.0)
    return _slice(line.quad, *ends) if ends else line.quad


def longer_by(line: TextLine, characters: int) -> Quad | None:
    """The line's quad with room for more characters at its end; ``None`` where nothing tells how wide they are."""
    if len(line.positions) < 2:
        return None
    last, pitch = line.positions[-1], _pitch(line)
    return _slice(line.quad, 0.0, max(last + (characters + 0.5) * pitch, 1.0))


def around_ink(line: TextLine) -> Quad:
    """The part of a line's quad that its characters take; the quad of a place in a layout reaches far beyond."""
    ends = _ends(line, 0.75)
    return _slice(line.quad, max(ends[0], 0.0), min(ends[1], 1.0)) if ends else line.quad


def _ends(line: TextLine, reach: float) -> tuple[float, float] | None:
    """So many characters before the middle of the first and behind that of the last, along the line."""
    if len(line.positions) < 2:
        return None
    character = _pitch(line)
    return line.positions[0] - reach * character, line.positions[-1] + reach * character


def _pitch(line: TextLine) -> float:
    """The mean distance of a line's characters, of which there are at least two, in parts of its length."""
    return (line.positions[-1] - line.positions[0]) / (len(line.positions) - 1)


@dataclass(frozen=True, slots=True)
class _Run:
    """Where a line begins and ends, and how high it is."""

    begin: Point
    end: Point
    height: float

    @classmethod
    def of(cls, quad: Quad) -> _Run:
        a, b, c, d = quad.corners
        height = (math.dist(a, d) + math.dist(b, c)) / 2
        return cls(_middle(a, d), _middle(b, c), max(height, 1e-6))

    def goes_on_in(self, other: _Run) -> bool:
        """Whether another line is the next piece of the same text."""
        if not 1 / SAME_SIZE <= other.height / self.height <= SAME_SIZE:
            return False
        length = max(math.dist(self.begin, self.end), 1e-6)
        dx, dy = (self.end.x - self.begin.x) / length, (self.end.y - self.begin.y) / length
        gx, gy = other.begin.x - self.end.x, other.begin.y - self.end.y
        forward, sideways = gx * dx + gy * dy, gx * dy - gy * dx
        return -0.5 <= forward / self.height <= WORD_DISTANCE and abs(sideways) <= SAME_ROW * self.height


def neighbours_joined(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """Every two lines of which the second continues the first, as one line; for pictures at any angle."""
    runs = [_Run.of(line.quad) for line in lines]
    for i, j in permutations(range(len(lines)), 2):
        if runs[i].goes_on_in(runs[j]):
            yield _join(lines[i], lines[j])


def _middle(one: Point, other: Point) -> Point:
    return Point((one.x + other.x) / 2, (one.y + other.y) / 2)


def _join(first: TextLine, second: TextLine) -> TextLine:
    a, _, _, d = first.quad.to_array()
    _, b, c, _ = second.quad.to_array()
    quad = Quad.from_array(np.array([a, b, c, d]))
    return TextLine(first.text + second.text, quad, first.probabilities + second.probabilities)
