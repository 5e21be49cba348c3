"""The date of birth against the dates of validity: they are printed in one type.

Number and names may be in types of their own; dates on one card never are. Digits that stand in both are compared by
form, scaled to one size, with what like digits of one line resemble each other by; by weight; and by how far apart they
stand, which is seldom hit with another program's type. The last tells by itself where it holds for any size of type.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.print_lines import Cell, Line
from permit_ocr.quality.findings import ramp
from permit_ocr.types import Field

LEAST_PAIRS = 3
"""Pairs of like digits, within a line and between the lines, from which a comparison says something."""

FEATURES = ("form", "weight", "pitch")
"""The regression's inputs: by how much (Fisher's z) digits resemble their likes in the other line less than those in
their own; how far (log) the weights of both lines' digits lie apart, by their heights; and how far (log) the distances
from digit to digit do, beyond USUAL_PITCH."""

USUAL_PITCH = 0.05
"""How far the distances on a genuine card may lie apart, as a log: up to 0.052 on 290 tuning photos; of 23 dates that
were typed anew or pasted from another card, 15 differ by more."""

MOST_UNEVEN = 0.2
"""Spread of the distances in a line, in means, from which on its digits were parted wrongly, by something printed over
them: less on 95 % of 297 tuning photos, and more on all four whose lines otherwise differed by more than 0.052."""

OTHER_WIDTH = (0.065, 0.085)
"""By how much (log) the distances must differ, as they are and by the heights of the digits, from where to where a line
surely is in type of another width. On 643 photos whose dates were not typed anew it is 0.065 once and else at most
0.057, though a third of them are of cards that somebody else drew, with dates of two sizes on one card; of 18 dates
that were typed anew or pasted from another card it is 0.072 to 0.131 on six."""

_NEIGHBOURS = ((0, 1), (1, 2), (2, 3), (4, 5), (6, 7))
"""Digits of a date that stand side by side, without a mark between them."""


def differing_dates(lines: Sequence[Line]) -> NDArray[np.float64] | None:
    """Compare the two lines of dates, as FEATURES names it; ``None`` where too few digits can be compared."""
    found = _both(lines)
    if found is None:
        return None
    birth, validity = found
    own, across = _resemblances(birth, validity)
    if min(len(own), len(across)) < LEAST_PAIRS:
        return None
    form = float(np.median(own)) - float(np.median(across))
    return np.array([max(form, 0.0), abs(_weight(birth) - _weight(validity)), _other_pitch(birth, validity)])


def other_width(lines: Sequence[Line]) -> float:
    """Say how surely the two lines of dates are in types of other widths, 0 to 1."""
    found = _both(lines)
    if found is None:
        return 0.0
    wider = _wider(*found)
    birth, validity = (float(np.median(_heights(line))) for line in found)
    return ramp(min(abs(wider), abs(wider - math.log(birth / validity))), *OTHER_WIDTH)


def _both(lines: Sequence[Line]) -> tuple[Line, Line] | None:
    """The lines of the date of birth and of the dates of validity, if digits were parted in both."""
    found = {line.name: line for line in lines if line.name in (Field.BIRTH_DATE, Field.VALIDITY)}
    return (found[Field.BIRTH_DATE], found[Field.VALIDITY]) if len(found) == 2 else None


def _resemblances(birth: Line, validity: Line) -> tuple[list[float], list[float]]:
    """Resemblances of like digits: within the lines, and between them."""
    likes: defaultdict[str, list[int]] = defaultdict(list)
    cells = [(cell, line) for line in (birth, validity) for cell in line.cells]
    own: list[float] = []
    across: list[float] = []
    for i, (cell, line) in enumerate(cells):
        for k in likes[cell.character]:
            other, its_line = cells[k]
            (own if line is its_line else across).append(_resemblance(cell, other))
        likes[cell.character].append(i)
    return own, across


def _resemblance(one: Cell, other: Cell) -> float:
    """The correlation of two characters' forms, as Fisher's z: its scatter hardly depends on its height."""
    return math.atanh(min(max(float(one.form @ other.form), -0.99), 0.999))


def _weight(line: Line) -> float:
    """Median weight of a line's digits by their height, as a log."""
    weights = np.array([cell.weight for cell in line.cells])
    return float(np.median(weights - np.log(_heights(line))))


def _heights(line: Line) -> NDArray[np.float64]:
    """The height of each of a line's digits, in pixels."""
    heights = np.array([cell.height for cell in line.cells])
    return np.maximum(heights * line.height, 1.0)


def _other_pitch(birth: Line, validity: Line) -> float:
    """How far the distances from digit to digit lie apart beyond what is usual, as a log; 0 for want of digits."""
    return max(abs(_wider(birth, validity)) - USUAL_PITCH, 0.0)


def _wider(birth: Line, validity: Line) -> float:
    """By how much the digits of the first line stand wider apart, as a log; 0 for want of digits."""
    one, other = _pitch(birth), _pitch(validity)
    return math.log(one / other) if min(one, other) > 0 else 0.0


def _pitch(line: Line) -> float:
    """Mean distance in pixels of digits side by side; 0 unless the line holds whole dates, evenly set."""
    dates = len(line.cells) // 8
    if not dates or len(line.cells) % 8:
        return 0.0
    middles = np.array([(cell.box.left + cell.box.right) / 2 for cell in line.cells]).reshape(dates, 8)
    distances = np.stack([middles[:, right] - middles[:, left] for left, right in _NEIGHBOURS])
    mean = float(distances.mean())
    return mean if float(np.ptp(distances)) <= MOST_UNEVEN * mean else 0.0
