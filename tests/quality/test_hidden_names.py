"""What is left of a name that something hides in part is another name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from permit_ocr.quality.hidden_names import hidden_names
from permit_ocr.quality.view import CardView
from permit_ocr.types import Evidence, Field
from tests.quality.shipped_views import box_of, painted, part, read, truths, view_of

CARD = "hk-macao.jpg"
NOTE, LAMP = (90, 220, 250), (255, 255, 255)


def agreeing(view: CardView) -> CardView:
    """Let the name and its spelling confirm each other."""
    evidence = Evidence(0.99, 2, support=1)
    fields = {field: replace(reading, evidence=evidence) for field, reading in view.fields.items()}
    return replace(view, fields=fields)


@pytest.mark.parametrize("name", truths())
def test_names_on_a_whole_card_are_not_hidden(name: str) -> None:
    assert hidden_names(read(view_of(name))) == frozenset()


@pytest.mark.parametrize("field", [Field.NAME, Field.LATIN_NAME])
def test_a_thing_over_a_part_of_a_name_hides_it(field: Field) -> None:
    spot = part(box_of(CARD, field), 0.5, 1.1)
    assert hidden_names(read(view_of(CARD, painted(CARD, spot, NOTE)))) == {field}


def test_a_highlight_over_a_part_of_a_name_hides_it() -> None:
    spot = part(box_of(CARD, Field.LATIN_NAME), 0.3, 0.8)
    photo = painted(CARD, spot, LAMP, soft=2)
    darker = (np.minimum(photo, painted(CARD, spot, LAMP)) * 0.9).astype(np.uint8)
    lit = np.where(photo > 250, photo, darker)
    assert Field.LATIN_NAME in hidden_names(read(view_of(CARD, lit)))


def test_names_that_confirm_each_other_are_whole_whatever_lies_beside_them() -> None:
    spot = part(box_of(CARD, Field.LATIN_NAME), 0.5, 1.1)
    assert hidden_names(agreeing(read(view_of(CARD, painted(CARD, spot, NOTE))))) == frozenset()


def test_other_fields_are_left_to_their_form() -> None:
    spot = part(box_of(CARD, Field.NUMBER), 0.3, 0.8)
    assert hidden_names(view_of(CARD, painted(CARD, spot, NOTE))) == frozenset()
