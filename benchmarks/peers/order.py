"""Brings recognised lines into reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from permit_ocr.types import TextLine

TALL = 1.5
"""Height over width from which PP-OCR's pipelines take a box for a line that runs downwards."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line stands, in pixels along and across the direction of reading, and how high it is."""

    along: float
    across: float
    height: float
    text: str


def in_reading_order(lines: Sequence[TextLine]) -> list[str]:
    """Give the texts row by row, each row from its beginning to its end; the card may lie askew."""
    rows: list[list[_Place]] = []
    for place in sorted(_places(lines), key=lambda place: place.across):
        if rows and place.across - rows[-1][-1].across < min(place.height, rows[-1][-1].height) / 2:
            rows[-1].append(place)
        else:
            rows.append([place])
    return [place.text for row in rows for place in sorted(row, key=lambda place: place.along)]


def _places(lines: Sequence[TextLine]) -> list[_Place]:
    if not lines:
        return []
    corners = np.array([line.quad.to_array() for line in lines])  # Nx4x2
    tops, sides = corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]
    widths, heights = np.linalg.norm(tops, axis=1), np.linalg.norm(sides, axis=1)
    downward = heights > TALL * widths
    x, y = np.where(downward[:, None], sides, tops).sum(axis=0)  # long lines say best where reading goes
    axes = np.array([[x, -y], [y, x]]) / (np.hypot(x, y) or 1.0)  # columns: along, across
    centres = corners.mean(axis=1) @ axes
    return [
        _Place(float(along), float(across), float(height), line.text)
        for line, (along, across), height in zip(lines, centres, np.where(downward, widths, heights), strict=True)
    ]
