"""Dates that the detector cut off are read to their end; nothing else is read again, or made longer."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.card.whole_dates import whole_dates
from permit_ocr.imaging.geometry import rectangle
from permit_ocr.permits.documents import CARD_ASPECT, EXIT_ENDORSEMENT_HK_MACAO
from permit_ocr.types import Field, Quad, TextLine
from tests.card.test_whole_name import HEIGHT, WIDTH, Reader
from tests.permits.layouts import line

WHOLE = "2025.02.10-2035.02.09"


def card() -> RectifiedCard:
    return rectify(np.full((HEIGHT, WIDTH, 3), 225, np.uint8), Quad.from_array(rectangle(WIDTH, HEIGHT)), CARD_ASPECT)


def cut(text: str) -> TextLine:
    return line(text, (0.356, 0.621, 0.356 + 0.018 * len(text), 0.676))


def read(reader: Reader, field: Field, seen: TextLine) -> TextLine:
    return whole_dates(reader, card(), EXIT_ENDORSEMENT_HK_MACAO, field, seen)


def test_validity_without_its_last_day_is_read_as_far_as_so_many_characters_reach() -> None:
    found = read(Reader(WHOLE), Field.VALIDITY, cut(WHOLE[:-3]))
    assert found.text == WHOLE
    assert found.quad.to_array()[1, 0] > 0.356 + 0.018 * (len(WHOLE) - 0.1)


def test_birth_date_without_its_last_digit_is_read_again() -> None:
    assert read(Reader("1987.01.16"), Field.BIRTH_DATE, cut("1987.01.1")).text == "1987.01.16"


@pytest.mark.parametrize("text", [WHOLE, WHOLE[:10]])
def test_nothing_is_read_again_of_a_whole_value_or_of_a_piece_that_lacks_half(text: str) -> None:
    reader = Reader(WHOLE)
    assert read(reader, Field.VALIDITY, cut(text)).text == text
    assert reader.looks == 0


@pytest.mark.parametrize("again", [WHOLE[:-3], "2025.02.10-2035.01.09", WHOLE[:-2] + "99"])
def test_what_does_not_go_on_as_two_dates_is_left_as_it_was(again: str) -> None:
    assert read(Reader(again), Field.VALIDITY, cut(WHOLE[:-3])).text == WHOLE[:-3]
