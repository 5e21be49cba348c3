"""Dates of one card stand in one type: what is typed anew is seldom spaced like what was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from permit_ocr.quality.edits.date_type import FEATURES, differing_dates, other_width
from permit_ocr.quality.edits.print_lines import Cell, Line
from permit_ocr.quality.windows import Window

BIRTH, VALIDITY = "19900311", "2019033120290330"
MARKS = {4: 1.0, 6: 2.0, 8: 3.0, 12: 4.0, 14: 5.0}
"""From which digit on so many marks stand before it."""


def line(name: str, digits: str, pitch: float, height: float = 30.0) -> Line:
    """Draw a line of dates whose digits stand so many pixels apart; each has a form of its own."""
    forms = {digit: _form(int(digit)) for digit in set(digits)}
    cells = [_cell(digit, _place(i) * pitch, height, forms[digit]) for i, digit in enumerate(digits)]
    return Line(name, height, cells)


def _form(seed: int) -> np.ndarray:
    form = np.random.default_rng(seed).standard_normal(24 * 16).astype(np.float32)
    return form / np.linalg.norm(form)


def _place(i: int) -> float:
    return i + max((marks for first, marks in MARKS.items() if first <= i), default=0.0)


def _cell(digit: str, left: float, height: float, form: np.ndarray) -> Cell:
    place = Window(round(left), 0, round(left) + 12, round(height))
    return Cell(digit, place, 1.0, 0.0, form, np.zeros((9, 9), np.float32))


def pitch_of(lines: Sequence[Line]) -> float:
    features = differing_dates(lines)
    assert features is not None
    return float(features[FEATURES.index("pitch")])


@pytest.mark.parametrize("other", [0.97, 1.0, 1.03])
def test_dates_of_one_type_stand_equally_far_apart(other: float) -> None:
    assert pitch_of([line("birth_date", BIRTH, 20), line("validity", VALIDITY, 20 * other)]) == 0


@pytest.mark.parametrize("other", [0.88, 1.12])
def test_dates_that_were_typed_anew_do_not(other: float) -> None:
    assert pitch_of([line("birth_date", BIRTH, 20), line("validity", VALIDITY, 20 * other)]) > 0.03


def test_nothing_is_said_of_the_distances_in_a_date_of_which_digits_are_missing() -> None:
    assert pitch_of([line("birth_date", BIRTH[:7], 20), line("validity", VALIDITY, 25)]) == 0


def test_nor_where_digits_were_parted_wrongly() -> None:
    birth = line("birth_date", BIRTH, 20)
    wrong = replace(birth.cells[3], box=birth.cells[3].box._replace(left=birth.cells[3].box.left - 12))
    other = line("validity", VALIDITY, 25)
    assert pitch_of([birth, other]) > 0.1
    assert pitch_of([replace(birth, cells=[*birth.cells[:3], wrong, *birth.cells[4:]]), other]) == 0


@pytest.mark.parametrize("size", [0.8, 1.0, 1.25])
def test_dates_of_one_type_in_two_sizes_are_in_no_other_width(size: float) -> None:
    assert other_width([line("birth_date", BIRTH, 20 * size, 30 * size), line("validity", VALIDITY, 20)]) == 0


@pytest.mark.parametrize("other", [0.88, 1.12])
def test_digits_of_one_height_that_stand_otherwise_apart_are_of_another_width(other: float) -> None:
    assert other_width([line("birth_date", BIRTH, 20), line("validity", VALIDITY, 20 * other)]) == 1


def test_one_line_of_dates_has_no_other_width() -> None:
    assert other_width([line("birth_date", BIRTH, 20)]) == 0
    assert other_width([line("birth_date", BIRTH[:7], 20), line("validity", VALIDITY, 25)]) == 0
