"""The date of birth against the dates of validity: they are printed in one type.

Number and names may be in types of their own; dates on one card never are. Digits that stand in both are compared by
form, scaled to one size, with what like digits of one line resemble each other by; and by weight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.lettering import resemblance
from permit_ocr.quality.edits.print_lines import Line
from permit_ocr.quality.edits.print_measures import MEASURES

LEAST_PAIRS = 3
"""Pairs of like digits, within a line and between the lines, from which a comparison says something."""

FEATURES = ("form", "weight")
"""The regression's inputs: by how much (Fisher's z) digits resemble their likes in the other line less than those in
their own; and how far (log) the weights of both lines' digits lie apart, by their heights."""

_TOP, _FOOT, _STROKE = (MEASURES.index(name) for name in ("top", "foot", "stroke"))


def differing_dates(lines: Sequence[Line]) -> NDArray[np.float64] | None:
    """Compare the two lines of dates, as FEATURES names it; ``None`` where too few digits can be compared."""
    found = {line.name: line for line in lines if line.parted and line.name in ("birth_date", "validity")}
    if len(found) < 2:
        return None
    birth, validity = found["birth_date"], found["validity"]
    own, across = _resemblances(birth, validity)
    if min(len(own), len(across)) < LEAST_PAIRS:
        return None
    form = float(np.median(own)) - float(np.median(across))
    return np.array([max(form, 0.0), abs(_weight(birth) - _weight(validity))])


def _resemblances(birth: Line, validity: Line) -> tuple[list[float], list[float]]:
    """Resemblances of like digits: within the lines, and between them."""
    likes: defaultdict[str, list[int]] = defaultdict(list)
    cells = [(cell, line) for line in (birth, validity) for cell in line.cells]
    own: list[float] = []
    across: list[float] = []
    for i, (cell, line) in enumerate(cells):
        for k in likes[cell.character]:
            other, its_line = cells[k]
            (own if line is its_line else across).append(resemblance(cell, other))
        likes[cell.character].append(i)
    return own, across


def _weight(line: Line) -> float:
    """Median weight of a line's digits by their height, as a log."""
    measures = np.array([cell.measures for cell in line.cells])
    heights = np.maximum((measures[:, _FOOT] - measures[:, _TOP]) * line.height, 1.0)
    return float(np.median(measures[:, _STROKE] - np.log(heights)))
