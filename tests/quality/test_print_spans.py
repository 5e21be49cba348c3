"""Characters are told apart though their box reaches into the label below or to a frame beside them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.quality.edits.print_measures import maps_of
from permit_ocr.quality.edits.print_spans import Spans, alone, spans_of
from permit_ocr.quality.windows import Window
from permit_ocr.types import Image

TEXT = "2006.04.27"
TOP, BOTTOM, LEFT, RIGHT = 40, 71, 40, 330


def line() -> Image:
    """Ten characters between ``LEFT`` and ``RIGHT``; digits stand from ``TOP`` to ``BOTTOM``."""
    image = np.full((140, 400, 3), 225, np.uint8)
    for i, character in enumerate(TEXT):
        x = LEFT + 29 * i
        if character == ".":
            cv2.rectangle(image, (x + 8, BOTTOM - 5), (x + 12, BOTTOM - 1), (30, 30, 30), -1)
        else:
            cv2.rectangle(image, (x + 2, TOP + 2), (x + 18, BOTTOM - 3), (30, 30, 30), 4)
    return image


def with_label(image: Image) -> Image:
    image[BOTTOM + 4 : BOTTOM + 40, 30:150:5] = 60
    return image


def with_frame(image: Image) -> Image:
    image[:, LEFT - 8 : LEFT - 5] = 60
    return image


def spans(image: Image, box: Window, text: str = TEXT) -> Spans:
    return spans_of(maps_of(image, box, float(BOTTOM - TOP), 1000.0), box, text)


def test_rows_of_a_label_below_are_not_the_lines_own() -> None:
    top, bottom = alone(with_label(line()), Window(LEFT, TOP - 3, RIGHT, BOTTOM + 14))
    assert abs(top - TOP) <= 1
    assert abs(bottom - BOTTOM) <= 1


def test_a_line_that_fills_its_box_stays_whole() -> None:
    top, bottom = alone(line(), Window(LEFT, TOP, RIGHT, BOTTOM))
    assert (top, bottom) == pytest.approx((TOP, BOTTOM), abs=1)


def test_a_frame_beside_a_line_is_no_character() -> None:
    box = Window(LEFT - 12, TOP - 5, RIGHT, BOTTOM + 5)
    found = spans(with_frame(line()), box)
    assert len(found) == len(TEXT)
    assert found == spans(line(), box)


def test_marks_taken_for_characters_are_not_parted_print() -> None:
    box = Window(LEFT, TOP - 2, RIGHT, BOTTOM + 2)
    assert spans(line(), box)
    assert not spans(line(), box, text="2006104127")
