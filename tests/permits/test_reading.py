"""A field is read once when clear, again when in doubt, and is the less sure the less the looks agree."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from permit_ocr.permits.documents import (
    EXIT_ENDORSEMENT_TAIWAN,
    HOME_RETURN_PERMIT,
    HOME_RETURN_PERMIT_NON_CHINESE,
    TAIWAN_COMPATRIOT_PERMIT,
    Document,
)
from permit_ocr.permits.reading import read_fields
from permit_ocr.permits.spans import around_ink
from permit_ocr.permits.verify import LEAST_CONFIDENCE
from permit_ocr.types import Field, FieldReading, Point, Quad, TextLine
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


def answered(first: TextLine | None, *others: TextLine) -> str:
    reading = name(first, Looks(*others))
    return reading.value if reading.confidence >= LEAST_CONFIDENCE else ""


def test_clear_text_is_read_once() -> None:
    looks = Looks()
    assert name(line("刘芷兰", PLACE, 0.97), looks).value == "刘芷兰"
    assert looks.asked == 0


def test_doubtful_text_that_second_looks_confirm_is_answered() -> None:
    confirming = line("刘芷兰", PLACE, 0.8)
    assert answered(line("刘芷兰", PLACE, 0.7), confirming, confirming) == "刘芷兰"


def test_one_bad_character_among_good_ones_is_doubt() -> None:
    """The mean of the characters would hide it."""
    text = line("刘芷兰", PLACE)
    doubtful = TextLine(text.text, text.quad, (0.99, 0.40, 0.99), text.positions)
    looks = Looks()
    assert name(doubtful, looks).confidence < LEAST_CONFIDENCE
    assert looks.asked == 1


def test_looks_that_contradict_one_another_leave_the_field_unanswered() -> None:
    assert answered(line("刘芷兰", PLACE, 0.6), line("刘芝兰", PLACE, 0.9)) == ""


def test_the_more_looks_differ_the_less_sure() -> None:
    first, other = line("刘芷兰", PLACE, 0.8), line("刘芝兰", PLACE, 0.7)
    confidences = [name(first, Looks(first, *[other] * more)).confidence for more in (0, 1)]
    assert confidences[0] > confidences[1]


def test_two_looks_outvote_a_third() -> None:
    looks = Looks(line("刘芷兰", PLACE, 0.7), line("刘芝兰", PLACE, 0.8))
    reading = name(line("刘芷兰", PLACE, 0.7), looks)
    assert reading.printed == "刘芷兰"
    assert reading.evidence
    assert (reading.evidence.agreeing, reading.evidence.differing) == (2, 1)


def test_faint_agreement_is_not_enough() -> None:
    faint = line("刘芷兰", PLACE, 0.2)
    assert answered(faint, faint, faint) == ""


def test_field_that_was_not_detected_is_looked_for_in_its_place() -> None:
    assert name(None, Looks(line("刘芷兰", PLACE, 0.99))).value == "刘芷兰"


def test_a_field_that_need_not_be_there_is_not_looked_for_where_nothing_was_detected() -> None:
    looks = Looks(line("公与", PLACE, 0.99))
    assert read_fields(HOME_RETURN_PERMIT_NON_CHINESE, {}, looks)[Field.NAME].value == ""
    assert looks.asked == 0


def test_ill_formed_text_is_no_value() -> None:
    reading = name(line("A1", PLACE), Looks(line("B2", PLACE)))
    assert (reading.value, reading.printed, reading.confidence) == ("", "", 0.0)


def mainland(hanzi: str, latin: str) -> FieldReading:
    assigned = {Field.NAME: line(hanzi, PLACE, 0.9), Field.LATIN_NAME: line(latin, PLACE, 0.9)}
    return read_fields(EXIT_ENDORSEMENT_TAIWAN, assigned, Looks())[Field.NAME]


def test_pinyin_that_fits_makes_a_name_surer_and_pinyin_that_does_not_makes_it_less_sure() -> None:
    fitting, other = mainland("霍晓", "HUO, XIAO"), mainland("霍晚", "HUO, XIAO")
    assert fitting.confidence > other.confidence
    assert other.printed == "霍晚", "evidence, never a correction"


def test_validity_that_is_no_term_is_less_sure() -> None:
    def validity(text: str) -> float:
        assigned = {Field.VALIDITY: line(text, PLACE, 0.97)}
        return read_fields(HOME_RETURN_PERMIT, assigned, Looks())[Field.VALIDITY].confidence

    assert validity("2019.01.18-2029.01.17") > validity("2019.01.18-2029.07.17")


def test_comma_that_one_look_saw_is_believed() -> None:
    seen = line("CHEN,ZONGLEI", PLACE, 0.9)

    def look_again(field: Field, quad: Quad | None, charset: str | None) -> Sequence[TextLine]:
        return [seen] if field is Field.LATIN_NAME else []

    assigned = {Field.LATIN_NAME: line("CHENZONGLEI", PLACE, 0.99)}
    reading = read_fields(EXIT_ENDORSEMENT_TAIWAN, assigned, look_again)[Field.LATIN_NAME]
    assert reading.printed == "CHEN,ZONGLEI"
    assert reading.evidence
    assert reading.evidence.agreeing == 2


def test_of_several_looks_the_one_that_another_field_confirms_is_printed_and_the_others_are_doubt() -> None:
    others = [line("LUGDALEI", PLACE, 0.8), line("LUGDALEI", PLACE, 0.6)]

    def look_again(field: Field, quad: Quad | None, charset: str | None) -> Sequence[TextLine]:
        return others if field is Field.LATIN_NAME else []

    assigned = {Field.NAME: line("陆大磊", PLACE, 0.99), Field.LATIN_NAME: line("LU,DALEI", PLACE, 0.4)}
    reading = read_fields(EXIT_ENDORSEMENT_TAIWAN, assigned, look_again)[Field.LATIN_NAME]
    assert (reading.printed, reading.confidence < LEAST_CONFIDENCE) == ("LU,DALEI", True)


def latin(document: Document, text: str, chinese: str = "") -> FieldReading:
    names = {Field.LATIN_NAME: text, Field.NAME: chinese}
    assigned = {field: line(name, PLACE, 0.99) for field, name in names.items() if name}
    return read_fields(document, assigned, Looks())[Field.LATIN_NAME]


def test_latin_name_without_a_comma_is_less_sure() -> None:
    sure = [latin(HOME_RETURN_PERMIT_NON_CHINESE, text).confidence for text in ("SUHARTO", "SU,HARTO")]
    assert 0 < sure[0] < sure[1]


@pytest.mark.parametrize("document", [HOME_RETURN_PERMIT, TAIWAN_COMPATRIOT_PERMIT])
def test_where_all_holders_have_two_names_one_is_not_the_whole(document: Document) -> None:
    assert latin(document, "KUAN-FEN", "劉冠芬").value == ""
    assert latin(document, "LIU,KUAN-FEN", "劉冠芬").confidence >= LEAST_CONFIDENCE


def test_a_single_name_that_no_chinese_one_spells_is_half_a_name() -> None:
    for chinese in ("林婷", ""):
        assert latin(EXIT_ENDORSEMENT_TAIWAN, "TING", chinese).confidence < LEAST_CONFIDENCE
    assert latin(EXIT_ENDORSEMENT_TAIWAN, "NIMA", "尼玛").confidence >= LEAST_CONFIDENCE


def test_a_field_is_where_its_characters_are_not_where_a_long_value_would_reach() -> None:
    quad = Quad((Point(0, 0), Point(1, 0), Point(1, 0.1), Point(0, 0.1)))
    line = TextLine("123", quad, (1.0,) * 3, positions=(0.1, 0.2, 0.3))
    corners = around_ink(line).to_array()
    assert corners[:, 0].tolist() == pytest.approx([0.025, 0.375, 0.375, 0.025])
    assert corners[:, 1].tolist() == pytest.approx([0, 0, 0.1, 0.1])


def test_a_line_of_one_character_keeps_its_quad() -> None:
    quad = Quad((Point(0, 0), Point(1, 0), Point(1, 0.1), Point(0, 0.1)))
    assert around_ink(TextLine("男", quad, (1.0,), positions=(0.5,))) == quad


def birth_date(first: str, *others: str, sure: float = 0.99) -> FieldReading:
    assigned = {Field.BIRTH_DATE: line(first, PLACE, sure)}
    looks = {Field.BIRTH_DATE: [line(text, PLACE, sure) for text in others]}
    return read_fields(HOME_RETURN_PERMIT, assigned, lambda field, *_: looks.get(field, []))[Field.BIRTH_DATE]


def test_a_date_that_cannot_be_is_no_value_and_is_told_when_all_looks_agree() -> None:
    reading = birth_date("1983.02.30", "1983.02.30")
    assert (reading.value, reading.printed, reading.confidence) == ("", "", 0.0)
    assert reading.impossible == "1983.02.30"
    assert reading.evidence
    assert reading.evidence.weakest == pytest.approx(0.99)


def test_a_date_that_cannot_be_is_misread_when_looks_differ_or_none_confirms_it() -> None:
    assert birth_date("1983.02.30", "1983.02.80").impossible == ""
    assert birth_date("1983.02.30").impossible == ""
    assert birth_date("1983.02.30", "1983.02.30", sure=0.9).impossible == ""
    assert birth_date("1983.02.30", "1983.02.20").printed == "1983.02.20"
