"""Of the characters that the recogniser hesitates between, a name takes those that make it a likely name."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_ocr.permits.documents import EXIT_ENDORSEMENT_TAIWAN, HOME_RETURN_PERMIT, Document
from permit_ocr.permits.names import is_heard_in, likeliest, sounds_like
from permit_ocr.permits.support import support
from permit_ocr.types import Field, TextLine
from tests.permits.layouts import line


def read(text: str, alternatives: Mapping[int, Mapping[str, float]], probability: float = 0.7) -> TextLine:
    plain = line(text, (0.3, 0.2, 0.5, 0.3), probability)
    others = tuple(alternatives.get(i, {}) for i in range(len(text)))
    return TextLine(plain.text, plain.quad, plain.probabilities, plain.positions, others)


def chosen(document: Document, text: str, alternatives: Mapping[int, Mapping[str, float]], latin: str = "") -> str:
    return likeliest(read(text, alternatives), document, latin).text


def test_character_in_the_script_of_the_rest_of_the_name_is_taken() -> None:
    assert chosen(HOME_RETURN_PERMIT, "黄惠靜", {0: {"黃": 0.2}}) == "黃惠靜"
    assert chosen(HOME_RETURN_PERMIT, "黃惠静", {0: {"黄": 0.2}}) == "黄惠静"


def test_cards_of_mainland_holders_print_simplified_names() -> None:
    assert chosen(EXIT_ENDORSEMENT_TAIWAN, "龍超海", {0: {"龙": 0.1}}) == "龙超海"


def test_character_of_which_the_recogniser_saw_nothing_else_stays() -> None:
    """Some holders are registered in simplified characters."""
    assert chosen(HOME_RETURN_PERMIT, "吴超海", {}) == "吴超海"


def test_surname_is_taken_for_its_look_alike() -> None:
    assert chosen(HOME_RETURN_PERMIT, "洗志明", {0: {"冼": 0.25}}) == "冼志明"


def test_pinyin_beside_the_name_decides_between_look_alikes() -> None:
    seen = {2: {"晓": 0.1}}
    assert chosen(EXIT_ENDORSEMENT_TAIWAN, "霍小晚", seen, "HUO,XIAOXIAO") == "霍小晓"
    assert chosen(EXIT_ENDORSEMENT_TAIWAN, "霍小晚", seen, "HUO,XIAOWAN") == "霍小晚"


def test_hong_kong_spelling_says_nothing_of_pinyin() -> None:
    assert chosen(HOME_RETURN_PERMIT, "霍小晚", {2: {"晓": 0.1}}, "FOK,SIU HIU") == "霍小晚"


def test_sureness_grows_with_the_evidence() -> None:
    seen = read("霍小晚", {2: {"晓": 0.25}})
    unaided = likeliest(seen, EXIT_ENDORSEMENT_TAIWAN)
    aided = likeliest(seen, EXIT_ENDORSEMENT_TAIWAN, "HUO,XIAOWAN")
    assert unaided.probabilities[2] < 0.8
    assert aided.probabilities[2] > 0.9


@pytest.mark.parametrize(
    ("name", "latin"),
    [("单吕佳", "SHAN,LYUJIA"), ("欧阳曌", "OUYANG,ZHAO"), ("吕雅", "LU,YA")],
)
def test_pinyin_in_every_customary_spelling_is_recognised(name: str, latin: str) -> None:
    assert sounds_like(name, latin)


def test_names_joined_by_a_dot_are_not_judged_by_pinyin() -> None:
    values = {Field.NAME: "阿依古丽·买买提", Field.LATIN_NAME: "MAIMAITI,AYIGULI"}
    assert not sounds_like(values[Field.NAME], values[Field.LATIN_NAME])
    assert support(EXIT_ENDORSEMENT_TAIWAN, Field.NAME, values) == 0


@pytest.mark.parametrize(("latin", "heard"), [("LI,WEI", True), ("ZHANG", True), ("SUN,QIANG", False)])
def test_a_name_of_which_a_part_is_misread_or_cut_off_is_heard_all_the_same(latin: str, heard: bool) -> None:
    assert is_heard_in("张伟", latin) is heard


def test_other_pinyin_is_told_apart() -> None:
    assert not sounds_like("霍晚", "HUO,XIAO")
    assert not sounds_like("霍晓", "HUO,XIAOMING")


@given(st.text("陈陳黄黃晓晚志明", min_size=1, max_size=5), st.floats(0.01, 0.99))
def test_only_what_was_seen_is_ever_answered(text: str, probability: float) -> None:
    seen = read(text, {0: {"黃": 0.3}}, probability)
    taken = likeliest(seen, HOME_RETURN_PERMIT)
    assert taken.text[1:] == text[1:]
    assert taken.text[0] in (text[0], "黃")
    assert all(0 <= p <= 1.0001 for p in taken.probabilities)
