"""When a digit is of another size than the others of its line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from permit_ocr.quality.edits.digit_size import odd_digits
from permit_ocr.quality.edits.print_lines import Cell, Line
from permit_ocr.quality.windows import Window

NOTHING = np.zeros((4, 4), np.float32)


def number(heights: Sequence[float], characters: str = "12345678") -> Line:
    """A line whose characters have these heights, in parts of the line's."""
    place = Window(0, 0, 4, 4)
    cells = [Cell(each, place, high, 0.0, NOTHING, NOTHING) for each, high in zip(characters, heights, strict=True)]
    return Line("number", height=20.0, cells=cells)


def sureness(line: Line) -> list[float]:
    return [sure for _, _, sure in odd_digits([line])]


@pytest.mark.parametrize("height", [0.75, 1.3])
def test_one_digit_that_is_lower_or_higher_than_the_rest_is_odd(height: float) -> None:
    assert sureness(number([1, 1, 1, height, 1, 1, 1, 1])) == [0, 0, 0, 1, 0, 0, 0, 0]


def test_digits_as_different_as_all_others_are_not() -> None:
    assert not any(sureness(number([1, 0.87, 1, 0.87, 1, 0.87, 1, 0.87])))


def test_coarse_pixels_make_no_digit_odd() -> None:
    assert not any(sureness(number([1, 0.94, 1.06, 0.89, 1, 1.05, 0.95, 1])))


def test_nothing_is_said_of_few_digits_nor_of_letters() -> None:
    assert not sureness(number([1, 1, 0.7], "123"))
    assert not any(sureness(number([0.7, 1, 1, 1, 1, 1, 1, 1], "C2345678")))
