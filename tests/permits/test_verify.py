"""Print and code are reconciled: agreement proves, misreadings are repaired, contradictions are left unanswered."""

from __future__ import annotations

import pytest

from permit_ocr.permits.machine_code import MachineCode, Proof, best, parse
from permit_ocr.permits.verify import PROVED, TRUST, verify, withhold
from permit_ocr.types import CheckState, Field, FieldReading

LINE = "CSCA32732010<2901178<8108038<2"
CODE = parse(LINE)
DAMAGED = best([LINE.replace("2901178", "2901148")], "CS")
SURE, UNSURE = 0.99, 0.6


def printed(value: str, confidence: float = SURE) -> FieldReading:
    return FieldReading(value, confidence, printed=value)


def checked(
    field: Field, value: str, confidence: float = SURE, code: MachineCode | None = CODE, **others: str
) -> FieldReading:
    fields = {field: printed(value, confidence)} | {Field(name): printed(other) for name, other in others.items()}
    return verify(fields, code)[field]


def test_agreement_is_proof() -> None:
    assert checked(Field.NUMBER, "CA3273201").check is CheckState.PROVED
    assert checked(Field.BIRTH_DATE, "1981.08.03", validity="2019.01.18-2029.01.17").check is CheckState.PROVED
    assert checked(Field.VALIDITY, "2019.01.18-2029.01.17").check is CheckState.PROVED


def test_proof_makes_doubtful_print_sure() -> None:
    assert checked(Field.NUMBER, "CA3273201", UNSURE).confidence == PROVED


def test_unreadable_number_and_birth_date_come_from_the_code() -> None:
    number = checked(Field.NUMBER, "")
    assert (number.value, number.check, number.confidence) == ("CA3273201", CheckState.REPAIRED, TRUST[Proof.WHOLE])
    assert checked(Field.BIRTH_DATE, "", validity="2019.01.18-2029.01.17").value == "1981.08.03"


def test_parts_of_a_damaged_code_that_hold_fill_in_what_is_hidden() -> None:
    assert checked(Field.NUMBER, "", code=DAMAGED).value == "CA3273201"
    assert checked(Field.VALIDITY, "2019.01.18-2029.01.17", code=DAMAGED).check is CheckState.UNCHECKED


def test_a_damaged_code_does_not_overrule_the_print() -> None:
    reading = checked(Field.NUMBER, "CA3273261", UNSURE, code=DAMAGED)
    assert (reading.value, reading.coded) == ("CA3273261", "CA3273201")


def test_unsure_print_gives_way_to_the_code() -> None:
    reading = checked(Field.NUMBER, "CA3273261", UNSURE)
    assert (reading.value, reading.check) == ("CA3273201", CheckState.REPAIRED)


def test_sure_print_that_differs_leaves_the_field_unanswered_and_both_readings_known() -> None:
    """A retyped number must not be hidden by the code that gives it away, nor be answered."""
    reading = checked(Field.NUMBER, "CA9999999")
    assert (reading.value, reading.check) == ("", CheckState.CONTRADICTED)
    assert (reading.printed, reading.coded) == ("CA9999999", "CA3273201")


def test_code_knows_only_the_end_of_the_validity() -> None:
    assert checked(Field.VALIDITY, "").value == ""


def test_end_of_validity_alone_is_repaired() -> None:
    reading = checked(Field.VALIDITY, "2019.01.18-2024.01.17", UNSURE)
    assert (reading.value, reading.check) == ("2019.01.18-2029.01.17", CheckState.REPAIRED)


@pytest.mark.parametrize(("start", "birth"), [("2019.01.18", "1981.08.03"), ("2081.09.01", "2081.08.03")])
def test_birth_is_in_the_latest_century_before_the_issue(start: str, birth: str) -> None:
    assert checked(Field.BIRTH_DATE, "", validity=f"{start}-2029.01.17").value == birth


def test_without_a_code_nothing_changes() -> None:
    fields = {Field.NUMBER: printed("C00000000")}
    assert verify(fields, None) == fields


def test_what_is_too_uncertain_is_not_answered_but_known() -> None:
    fields = {Field.NAME: printed("刘芷兰", 0.7), Field.SEX: printed("女", 0.9)}
    answered = withhold(fields, least=0.8)
    assert (answered[Field.NAME].value, answered[Field.NAME].printed) == ("", "刘芷兰")
    assert answered[Field.SEX].value == "女"


def test_beginning_that_makes_no_term_is_not_proved_by_the_end() -> None:
    reading = checked(Field.VALIDITY, "2016.05.06-2029.01.17", UNSURE)
    assert (reading.check, reading.confidence) == (CheckState.UNCHECKED, UNSURE)


def test_misread_character_of_the_beginning_is_put_right_by_the_term() -> None:
    reading = checked(Field.VALIDITY, "2018.01.18-2029.01.17", UNSURE)
    assert (reading.value, reading.check) == ("2019.01.18-2029.01.17", CheckState.REPAIRED)


def test_validity_that_ends_on_another_day_than_the_code_says_is_unanswered() -> None:
    reading = checked(Field.VALIDITY, "2012.05.06-2022.05.05")
    assert (reading.value, reading.check, reading.coded) == ("", CheckState.CONTRADICTED, "2029.01.17")


def test_what_is_read_of_a_hidden_field_is_not_answered_however_plain_it_is() -> None:
    fields = {Field.NAME: FieldReading("张", 0.999, printed="张"), Field.SEX: FieldReading("女", 0.999, printed="女")}
    answered = withhold(fields, 0.9, {Field.NAME, Field.PLACE})
    assert answered[Field.NAME] == FieldReading("", 0.0, printed="张")
    assert answered[Field.SEX].value == "女"
    assert Field.PLACE not in answered
