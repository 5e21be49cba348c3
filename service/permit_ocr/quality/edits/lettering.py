"""A character against the others of its line, and against the same character elsewhere on the card.

One line is printed by one machine in one type at one time: its characters agree in height, foot, weight, blackness,
tint and sharpness, and the ground about them in noise and pattern. A character that was typed in afterwards, or one
whose ground was painted, differs in some of these. What differs from line to line, such as the type, is not compared.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.print_lines import Cell, Line
from permit_ocr.quality.edits.print_measures import MEASURES

FLOORS = np.array((0.05, 0.04, 0.02, 0.02, 0.04, 0.012, 0.012, 0.04, 0.05, 0.06, 0.1))
"""What a measure (as MEASURES has them) strays by within a line of a genuine card at least; added to what it strays
by on the card at hand. About the medians over 60 tuning photos."""

MOST = 6.0
"""Deviation, in strayings, beyond which more says no more."""

_PLACE = slice(MEASURES.index("top"), MEASURES.index("stroke") + 1)
_ROUGH = slice(MEASURES.index("grain"), len(MEASURES))

FEATURES = (*MEASURES, "less_grain", "less_texture", "less_relief", "form")
"""The regression's inputs: how far each measure strays, how far the ground's roughness falls short, and how much less
the character's form resembles its likes than those resemble each other."""

_ONE_TYPE = {"birth_date": "dates", "validity": "dates"}
"""Lines that are always of one type and size."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A character and how far it strays from its likes, as FEATURES names it."""

    line: Line
    cell: Cell
    features: NDArray[np.float64]


def strays(lines: Sequence[Line]) -> list[Stray]:
    """Measure how far each character of each line of three or more strays from its likes."""
    long = [line for line in lines if len(line.cells) >= 3]
    if not long:
        return []
    deviations = [_deviations(line) for line in long]
    _settle_by_character(long, deviations)
    spread = FLOORS + 1.4826 * np.median(np.abs(np.concatenate(deviations)), axis=0)
    forms = _forms(long)
    return [
        Stray(line, cell, _features(line, row / spread, forms.get(id(cell), 0.0)))
        for line, rows in zip(long, deviations, strict=True)
        for cell, row in zip(line.cells, rows, strict=True)
    ]


def _deviations(line: Line) -> NDArray[np.float64]:
    """Each character's measures less the median of the others; of many, the median of all is as good."""
    measures = np.array([cell.measures for cell in line.cells])
    if len(measures) > 6:
        return measures - np.median(measures, axis=0)
    others = (np.delete(measures, i, axis=0) for i in range(len(measures)))
    return measures - np.array([np.median(rest, axis=0) for rest in others])


def _settle_by_character(lines: Sequence[Line], deviations: Sequence[NDArray[np.float64]]) -> None:
    """Take away what a character strays by wherever it stands: a 1 has less ink than an 8."""
    likes: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, line in enumerate(lines):
        for k, cell in enumerate(line.cells):
            if line.latin:
                likes[cell.character].append((i, k))
    raw = [rows.copy() for rows in deviations]
    for places in likes.values():
        for i, k in places:
            others = [raw[a][b] for a, b in places if (a, b) != (i, k)]
            if others:
                common = np.median(others, axis=0) * (len(others) / (len(others) + 1))
                common[_ROUGH] = 0
                deviations[i][k] -= common


def _features(line: Line, deviation: NDArray[np.float64], form: float) -> NDArray[np.float64]:
    far = np.minimum(np.abs(deviation), MOST)
    if not (line.latin and line.parted):
        far[_PLACE] = 0
    short = np.clip(-deviation[_ROUGH], 0, MOST)
    return np.array([*far, *short, form])


def _forms(lines: Sequence[Line]) -> dict[int, float]:
    """For each character that stands in one type more than once, how much less it resembles its likes than usual."""
    likes: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for line in lines:
        if line.latin and line.parted:
            for cell in line.cells:
                likes[_ONE_TYPE.get(line.name, line.name), cell.character].append(cell)
    best = {
        id(cell): max(resemblance(cell, other) for other in cells if other is not cell)
        for cells in likes.values()
        if len(cells) > 1
        for cell in cells
    }
    if len(best) < 5:
        return {}
    usual = float(np.median(list(best.values())))
    return {key: min(max(usual - value, 0.0), 2.0) for key, value in best.items()}


def resemblance(one: Cell, other: Cell) -> float:
    """The correlation of two characters' forms, as Fisher's z: its scatter hardly depends on its height."""
    return math.atanh(min(max(float(one.form @ other.form), -0.99), 0.999))
