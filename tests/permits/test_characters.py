"""A name's characters are taken in the script in which the card prints names, where the picture allows it."""

from __future__ import annotations

from permit_ocr.permits.characters import in_script
from permit_ocr.permits.documents import Script
from permit_ocr.types import TextLine
from tests.permits.layouts import line


def name(text: str, **twins: float) -> TextLine:
    plain = line(text, (0.3, 0.2, 0.5, 0.3), 0.7)
    return TextLine(plain.text, plain.quad, plain.probabilities, plain.positions, ({**twins}, *({} for _ in text[1:])))


def test_traditional_twin_that_the_recogniser_saw_is_taken() -> None:
    taken = in_script(name("吴超海", 吳=0.27), Script.TRADITIONAL)
    assert taken.text == "吳超海"
    assert taken.probabilities[0] > 0.96


def test_simplified_character_without_a_trace_of_its_twin_stays() -> None:
    """Some holders are registered in simplified characters."""
    assert in_script(name("吴超海", 昊=0.2), Script.TRADITIONAL).text == "吴超海"


def test_mainland_names_are_simplified() -> None:
    assert in_script(name("龍超海", 龙=0.1), Script.SIMPLIFIED).text == "龙超海"
