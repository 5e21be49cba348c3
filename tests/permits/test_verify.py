"""Print and code are reconciled: agreement proves, misreadings are repaired, contradictions are kept and marked."""

from __future__ import annotations

from permit_ocr.permits.machine_code import parse
from permit_ocr.permits.verify import verify
from permit_ocr.types import CheckState, Field, FieldReading

CODE = parse("CSCA32732010<2901178<8108038<2")
SURE, UNSURE = 0.99, 0.6


def checked(field: Field, value: str, confidence: float = SURE, **others: str) -> FieldReading:
    fields = {field: FieldReading(value, confidence)}
    fields |= {Field(name): FieldReading(other, SURE) for name, other in others.items()}
    return verify(fields, CODE)[field]


def test_agreement_is_proof() -> None:
    assert checked(Field.NUMBER, "CA3273201").check is CheckState.PROVED
    assert checked(Field.BIRTH_DATE, "1981.08.03", validity="2019.01.18-2029.01.17").check is CheckState.PROVED
    assert checked(Field.VALIDITY, "2019.01.18-2029.01.17").check is CheckState.PROVED


def test_unreadable_number_and_birth_date_come_from_the_code() -> None:
    assert checked(Field.NUMBER, "") == FieldReading("CA3273201", SURE, check=CheckState.REPAIRED)
    assert checked(Field.BIRTH_DATE, "", validity="2019.01.18-2029.01.17").value == "1981.08.03"


def test_unsure_print_gives_way_to_the_code() -> None:
    reading = checked(Field.NUMBER, "CA3273Z01", UNSURE)
    assert (reading.value, reading.check) == ("CA3273201", CheckState.REPAIRED)


def test_sure_print_that_differs_is_kept_and_marked() -> None:
    """A retyped number must not be hidden by the code that gives it away."""
    reading = checked(Field.NUMBER, "CA9999999")
    assert (reading.value, reading.check) == ("CA9999999", CheckState.CONTRADICTED)


def test_code_knows_only_the_end_of_the_validity() -> None:
    assert checked(Field.VALIDITY, "").value == ""


def test_end_of_validity_alone_is_repaired_within_its_term() -> None:
    reading = checked(Field.VALIDITY, "2019.01.18-2024.01.17", UNSURE)
    assert (reading.value, reading.check) == ("2019.01.18-2029.01.17", CheckState.REPAIRED)


def test_birth_in_this_century_is_told_by_the_year_of_issue() -> None:
    code = parse("CSC000000004<2404200<0508036<8") or parse("CSC000000004<2404200<0508033<8")
    assert code is None  # neither is a valid line: the digits guard the century rule's input too


def test_without_a_code_nothing_changes() -> None:
    fields = {Field.NUMBER: FieldReading("C00000000", SURE)}
    assert verify(fields, None) == fields
