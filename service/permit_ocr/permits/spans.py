"""Parts of a line: text and place of a run of its characters."""

from __future__ import annotations

import numpy as np

from permit_ocr.types import Quad, TextLine


def span(line: TextLine, start: int, stop: int) -> TextLine:
    """Characters ``start:stop`` of a line as a line of their own, cut half-way to the neighbours."""
    left = _between(line, start - 1, start)
    right = _between(line, stop - 1, stop)
    positions = tuple((p - left) / max(right - left, 1e-6) for p in line.positions[start:stop])
    quad = _slice(line.quad, left, right)
    return TextLine(line.text[start:stop], quad, line.probabilities[start:stop], positions)


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
