"""The same ground twice: a character that was copied from elsewhere on the card along with what is under it.

Under like characters of a genuine card lie different parts of the guilloche and different noise. A copy has both in
common with what it was copied from, as far as later compression left them. Only ground is compared: the ink of likes
resembles itself on every card.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.print_lines import Cell, Line

LEAST_PAIRS = 6
"""Pairs of like characters from which it can be said how much likes resemble each other on a card."""

MOST_PAIRS = 150
"""Pairs that are compared; more than that are on no card."""

REACH = 0.1
"""Displacement that is tried, in heights of a character: cells are cut out that loosely."""

LEAST_GROUND = 40
"""Pixels of ground that have to be left between the strokes."""

FEATURES = ("resemblance", "excess", "lead")
"""The regression's inputs, as Fisher's z of correlations: that of the pair whose grounds resemble each other most, by
how much it exceeds the median of all pairs, and by how much the second."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two characters whose grounds resemble each other, as FEATURES names it."""

    cells: tuple[Cell, Cell]
    lines: tuple[Line, Line]
    features: NDArray[np.float64]


def closest_pair(lines: Sequence[Line]) -> Pair | None:
    """The two like characters whose grounds are most alike, if there are pairs enough to tell what is usual."""
    likes: defaultdict[str, list[tuple[Cell, Line]]] = defaultdict(list)
    for line in lines:
        for cell in line.cells:
            likes[cell.character].append((cell, line))
    pairs = [pair for cells in likes.values() for pair in combinations(cells, 2)][:MOST_PAIRS]
    compared = [(_resemblance(one[0].bare, other[0].bare), one, other) for one, other in pairs]
    known = sorted((each for each in compared if each[0] is not None), key=lambda each: -(each[0] or 0.0))
    if len(known) < LEAST_PAIRS:
        return None
    scores = [score or 0.0 for score, _, _ in known]
    _, one, other = known[0]
    features = np.array([scores[0], scores[0] - float(np.median(scores)), scores[0] - scores[1]])
    return Pair((one[0], other[0]), (one[1], other[1]), np.maximum(features, 0))


def _resemblance(one: NDArray[np.float32], other: NDArray[np.float32]) -> float | None:
    """Correlation of two grounds at their best displacement, as Fisher's z; ``None`` where too little is left."""
    reach = max(1, round(REACH * one.shape[0]))
    height, width = min(one.shape[0], other.shape[0]) - 2 * reach, min(one.shape[1], other.shape[1]) - 2 * reach
    if min(height, width) < 4:
        return None
    top, left = (one.shape[0] - height) // 2, (one.shape[1] - width) // 2
    inner = np.ascontiguousarray(one[top : top + height, left : left + width])
    if int((inner != 0).sum()) < LEAST_GROUND:
        return None
    best = float(cv2.matchTemplate(np.ascontiguousarray(other), inner, cv2.TM_CCORR_NORMED).max())
    return float(np.arctanh(min(max(best, 0.0), 0.995)))
