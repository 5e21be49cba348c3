"""A digit of another size than the others of its line.

Whatever the type of a card is, one line is set in one size, and digits are all equally high. That a digit differs says
something only where the others do not differ as well, as they do where a card is bent or a picture is coarse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.print_lines import Cell, Line
from permit_ocr.quality.findings import ramp

LEAST_DIGITS = 6
"""Digits of a line from which it can be said how much they differ: of a date there are eight."""

OTHER_SIZE = (0.1, 0.15)
"""By how much (log) a digit's height must differ from the usual one beyond what any other of its line does, from where
to where it surely is of another size. On 324 genuine photos of cards that somebody else drew none differs by more than
0.063, on 10 photos without a blur among 174 of other attacks by 0.058; digits that were typed anew without care do by
0.18 to 0.27."""


def odd_digits(lines: Sequence[Line]) -> Iterator[tuple[Line, Cell, float]]:
    """Find digits of another size, each with how surely it is, 0 to 1."""
    for line in lines:
        digits = [cell for cell in line.cells if cell.character.isdigit()]
        if len(digits) >= LEAST_DIGITS:
            for cell, excess in zip(digits, _excess(_heights(digits)), strict=True):
                yield line, cell, ramp(excess, *OTHER_SIZE)


def _heights(digits: Sequence[Cell]) -> NDArray[np.float64]:
    return np.log(np.maximum([cell.height for cell in digits], 1e-3))


def _excess(values: NDArray[np.float64]) -> list[float]:
    """By how much each value differs from the median of the others beyond what any of them does."""
    others = [np.delete(values, i) for i in range(len(values))]
    usual = [float(np.median(rest)) for rest in others]
    spread = [float(np.abs(rest - middle).max()) for rest, middle in zip(others, usual, strict=True)]
    return (np.abs(values - usual) - spread).tolist()
