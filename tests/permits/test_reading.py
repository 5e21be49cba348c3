"""A field is read once when clear, again when in doubt, and left empty when the looks do not agree."""

from __future__ import annotations

from collections.abc import Sequence

from permit_ocr.permits.documents import HOME_RETURN_PERMIT
from permit_ocr.permits.reading import read_fields
from permit_ocr.types import Field, FieldReading, Quad, TextLine
from tests.permits.layouts import line

PLACE = (0.3, 0.2, 0.5, 0.3)


class Looks:
    """Answers second looks from a script and counts them."""

    def __init__(self, *lines: TextLine) -> None:
        self.lines, self.asked = lines, 0

    def __call__(self, field: Field, seen: Quad | None, charset: str | None) -> Sequence[TextLine]:
        self.asked += field is Field.NAME
        return self.lines if field is Field.NAME else ()


def name(first: TextLine | None, looks: Looks) -> FieldReading:
    assigned = {Field.NAME: first} if first else {}
    return read_fields(HOME_RETURN_PERMIT, assigned, looks)[Field.NAME]


def test_clear_text_is_read_once() -> None:
    looks = Looks()
    assert name(line("刘芷兰", PLACE, 0.97), looks).value == "刘芷兰"
    assert looks.asked == 0


def test_doubtful_text_that_a_second_look_confirms_is_believed() -> None:
    looks = Looks(line("刘芷兰", PLACE, 0.5))
    assert name(line("刘芷兰", PLACE, 0.6), looks).value == "刘芷兰"
    assert looks.asked == 1


def test_one_bad_character_among_good_ones_is_doubt() -> None:
    """The mean of the characters would hide it."""
    looks = Looks()
    text = line("刘芷兰", PLACE)
    doubtful = TextLine(text.text, text.quad, (0.99, 0.40, 0.99), text.positions)
    assert name(doubtful, looks).value == ""
    assert looks.asked == 1


def test_looks_that_contradict_one_another_leave_the_field_empty() -> None:
    assert name(line("刘芷兰", PLACE, 0.6), Looks(line("刘芝兰", PLACE, 0.9))).value == ""


def test_two_looks_outvote_a_third() -> None:
    looks = Looks(line("刘芷兰", PLACE, 0.7), line("刘芝兰", PLACE, 0.8))
    assert name(line("刘芷兰", PLACE, 0.7), looks).value == "刘芷兰"


def test_faint_agreement_is_not_enough() -> None:
    looks = Looks(line("刘芷兰", PLACE, 0.2), line("刘芷兰", PLACE, 0.25))
    assert name(line("刘芷兰", PLACE, 0.2), looks).value == ""


def test_field_that_was_not_detected_is_looked_for_in_its_place() -> None:
    assert name(None, Looks(line("刘芷兰", PLACE, 0.8))).value == "刘芷兰"


def test_ill_formed_text_is_no_value() -> None:
    assert name(line("A1", PLACE), Looks(line("B2", PLACE))) == FieldReading()
