"""A name's characters are taken in the script in which the card prints names, where the picture allows it."""

from __future__ import annotations

from permit_ocr.permits.characters import in_script, is_complete
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


def test_whole_name_fills_its_line() -> None:
    assert is_complete(line("欧阳晓韞", (0.3, 0.2, 0.5, 0.3)))


def test_name_that_lost_a_character_leaves_a_gap() -> None:
    whole = line("姚敏韞", (0.3, 0.2, 0.5, 0.3))
    for kept in ((0, 1), (1, 2)):
        text = "".join(whole.text[i] for i in kept)
        positions = tuple(whole.positions[i] for i in kept)
        lost = TextLine(text, whole.quad, whole.probabilities[:2], positions)
        assert not is_complete(lost)


def test_name_that_lost_a_character_inside_leaves_a_gap() -> None:
    whole = line("欧阳晓韞", (0.3, 0.2, 0.5, 0.3))
    lost = TextLine("欧阳韞", whole.quad, whole.probabilities[:3], (*whole.positions[:2], whole.positions[3]))
    assert not is_complete(lost)
