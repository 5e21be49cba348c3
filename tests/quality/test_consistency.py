"""What a card may say against itself, and what is only misread."""

from __future__ import annotations

import pytest

from permit_ocr.permits import machine_code
from permit_ocr.quality.edits.consistency import contradictions
from permit_ocr.quality.edits.reasons import TamperReason
from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.types import CheckState, DocumentKind, Evidence, Field, FieldReading, Finding, WarningKind

KIND = DocumentKind.EXIT_ENDORSEMENT_HK_MACAO
CODE = "CSCA32732010<2901178<8108038<2"
"""That of the official specimen."""

GENUINE = {
    Field.NUMBER: "CA3273201",
    Field.BIRTH_DATE: "1981.08.03",
    Field.VALIDITY: "2019.01.18-2029.01.17",
    Field.NAME: "证件样本",
    Field.LATIN_NAME: "ZHENGJIAN,YANGBEN",
}

DIGITS = [
    (field, at)
    for field, at in (
        *((Field.NUMBER, at) for at in range(2, 9)),
        *((Field.BIRTH_DATE, at) for at in (2, 3, 5, 6, 8, 9)),
        *((Field.VALIDITY, at) for at in (13, 14, 16, 17, 19, 20)),
    )
]


def found(
    values: dict[Field, str], code: str = CODE, sure: float = 0.999, kind: DocumentKind = KIND
) -> dict[str, Finding]:
    fields = {field: FieldReading(value, sure, printed=value) for field, value in values.items()}
    parsed = machine_code.parse(code) or machine_code.parse_parts(code)
    return {finding.reason: finding for finding in contradictions(kind, fields, parsed)}


def test_a_genuine_card_contradicts_itself_in_nothing() -> None:
    assert found(GENUINE) == {}


@pytest.mark.parametrize(("field", "at"), DIGITS)
def test_every_change_of_a_digit_that_the_code_covers_is_found(field: Field, at: int) -> None:
    for digit in "0123456789":
        old = GENUINE[field]
        new = old[:at] + digit + old[at + 1 :]
        if new != old:
            finding = found({**GENUINE, field: new})[TamperReason.CHECK_DIGIT]
            assert finding.strength >= thresholds(Policy.STANDARD)[WarningKind.TAMPERED]
            assert finding.field is field


def test_an_unsure_print_is_taken_for_misread_and_not_for_edited() -> None:
    misread = found({**GENUINE, Field.NUMBER: "CA3273207"}, sure=0.4)
    assert misread[TamperReason.CHECK_DIGIT].strength < 0.5


def test_a_print_that_the_reader_repaired_is_no_contradiction() -> None:
    repaired = FieldReading("CA3273201", 0.999, printed="CA3273207", check=CheckState.REPAIRED)
    assert not any(f.strength for f in contradictions(KIND, {Field.NUMBER: repaired}, machine_code.parse(CODE)))


def test_what_other_fields_say_of_a_print_is_not_counted_twice() -> None:
    sure = Evidence(weakest=0.99, agreeing=1, support=-1)
    edited = FieldReading("", 0.9, printed="2019.01.18-2029.07.17", evidence=sure)
    finding = next(contradictions(KIND, {Field.VALIDITY: edited}, machine_code.parse(CODE)))
    assert finding.strength > 0.95


def test_a_damaged_code_line_counts_for_less_than_a_whole_one() -> None:
    damaged = CODE[:-1] + "7"
    edited = found({**GENUINE, Field.NUMBER: "CA3273209"}, damaged)
    assert edited[TamperReason.CHECK_DIGIT].strength < 0.6


def test_a_code_line_changed_along_with_the_print_is_found_by_its_check_digits() -> None:
    forged = CODE.replace("8108038", "8109038")
    assert TamperReason.CODE_LINE in found({**GENUINE, Field.BIRTH_DATE: "1981.09.03"}, forged)


def test_one_misread_check_digit_is_no_edited_code_line() -> None:
    assert TamperReason.CODE_LINE not in found(GENUINE, CODE[:27] + "1" + CODE[28:])


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({Field.VALIDITY: "2019.01.18-2028.01.17"}, TamperReason.TERM),
        ({Field.VALIDITY: "2019.01.18-2029.01.18"}, TamperReason.TERM),
        ({Field.BIRTH_DATE: "2020.08.03"}, TamperReason.DATES),
        ({Field.BIRTH_DATE: "1901.08.03"}, TamperReason.DATES),
        ({Field.BIRTH_DATE: "2009.08.03"}, TamperReason.TERM_FOR_AGE),
        ({Field.VALIDITY: "2019.01.18-2024.01.17"}, TamperReason.TERM_FOR_AGE),
        ({Field.VALIDITY: "2009.01.18-2019.01.17"}, TamperReason.ISSUE_DATE),
        ({Field.NUMBER: "C32732011", Field.VALIDITY: "2021.01.18-2031.01.17"}, TamperReason.NUMBER),
        ({Field.VALIDITY: "2016.01.18-2026.01.17"}, TamperReason.NUMBER),
        ({Field.LATIN_NAME: "WANG,YANGBEN"}, TamperReason.PINYIN),
    ],
)  # fmt: skip
def test_what_cannot_be_is_found_without_a_code_line(changed: dict[Field, str], reason: TamperReason) -> None:
    assert reason in found({**GENUINE, **changed}, code="")


def test_a_term_that_ends_on_the_anniversary_accuses_nobody_by_itself() -> None:
    finding = found({**GENUINE, Field.VALIDITY: "2019.01.18-2029.01.18"}, code="")[TamperReason.TERM]
    assert 0.5 < finding.strength < thresholds(Policy.STANDARD)[WarningKind.TAMPERED]


def test_five_year_cards_are_not_issued_for_ten() -> None:
    values = {Field.VALIDITY: "2019.01.18-2029.01.17"}
    assert TamperReason.TERM in found(values, "", kind=DocumentKind.TAIWAN_COMPATRIOT_PERMIT)


def test_a_name_that_is_partly_heard_never_reaches_the_standard_threshold() -> None:
    assert found({**GENUINE, Field.LATIN_NAME: "WANG,YANGBEN"}, "")[TamperReason.PINYIN].strength <= 0.3


def test_a_name_of_which_one_character_is_spelled_otherwise_was_changed() -> None:
    finding = found({**GENUINE, Field.LATIN_NAME: "ZHENGJIAN,HAIBEN"}, "")[TamperReason.SYLLABLE]
    assert finding.strength > thresholds(Policy.STANDARD)[WarningKind.TAMPERED]
    unsure = found({**GENUINE, Field.LATIN_NAME: "ZHENGJIAN,HAIBEN"}, "", sure=0.95)[TamperReason.SYLLABLE]
    assert unsure.strength < 0.5


def test_a_latin_name_in_which_nothing_of_the_chinese_one_is_heard_lacks_but_one_more_sign() -> None:
    finding = found({**GENUINE, Field.LATIN_NAME: "SUN,XIAOLI"}, "")[TamperReason.OTHER_NAME]
    limits = [thresholds(policy)[WarningKind.TAMPERED] for policy in (Policy.STRICT, Policy.STANDARD)]
    assert limits[0] < finding.strength < limits[1] < 1 - (1 - finding.strength) * (1 - 0.3)
    unsure = found({**GENUINE, Field.LATIN_NAME: "SUN,XIAOLI"}, "", sure=0.9)[TamperReason.OTHER_NAME]
    assert unsure.strength < 0.5


def test_a_reading_that_may_be_wrong_does_not_contradict_the_code_loudly() -> None:
    read = {**GENUINE, Field.NUMBER: "CA3273207"}
    sure, unsure = (found(read, sure=sure)[TamperReason.CHECK_DIGIT].strength for sure in (0.96, 0.94))
    assert sure > thresholds(Policy.STANDARD)[WarningKind.TAMPERED] > unsure


@pytest.mark.parametrize(
    ("field", "text"), [(Field.BIRTH_DATE, "1981.02.30"), (Field.VALIDITY, "2029.01.17-2019.01.18")]
)
def test_a_date_that_is_plain_to_read_and_cannot_be_is_found(field: Field, text: str) -> None:
    plain = FieldReading(impossible=text, evidence=Evidence(weakest=0.99, agreeing=3))
    finding = next(contradictions(KIND, {field: plain}, None))
    assert (finding.reason, finding.field) == (TamperReason.DATES, field)
    assert finding.strength >= thresholds(Policy.STANDARD)[WarningKind.TAMPERED]


def test_a_date_that_cannot_be_and_is_hard_to_read_is_taken_for_misread() -> None:
    doubtful = FieldReading(impossible="1981.02.30", evidence=Evidence(weakest=0.2, agreeing=2))
    finding = next(contradictions(KIND, {Field.BIRTH_DATE: doubtful}, None))
    assert finding.strength < thresholds(Policy.STANDARD)[WarningKind.TAMPERED]
