"""Print against code: what the check digits of the machine-readable line say of each field."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import replace

from permit_ocr.permits.dates import terms_until
from permit_ocr.permits.machine_code import MachineCode, Proof
from permit_ocr.types import CheckState, Field, FieldReading

SURE = 0.95
"""Confidence from which print that differs from a holding code is a contradiction, not a misreading."""

TRUST: Mapping[Proof, float] = {Proof.WHOLE: 0.999, Proof.REPAIRED: 0.99, Proof.PARTIAL: 0.98}
"""How sure a value is that the code alone gives. Of the misread parts, one in ten passes its own digit."""

LEAST_CONFIDENCE = 0.9
"""Confidence below which a field is not answered: the operating point on the risk-coverage curve."""

PROVED = 0.9995
"""How sure a value is that print and code give alike."""


def verify(fields: Mapping[Field, FieldReading], code: MachineCode | None) -> dict[Field, FieldReading]:
    """Mark, and where the print was unreadable or misread fill in, what the code line covers.

    The code covers the number, the end of validity and the date of birth. Where print and code are both sure and
    differ, the field has no value, and both readings are kept.
    """
    checked = dict(fields)
    if code is None:
        return checked
    empty = FieldReading()
    validity = checked[Field.VALIDITY] = _settle_validity(fields.get(Field.VALIDITY, empty), code)
    if code.number:
        checked[Field.NUMBER] = _settle(fields.get(Field.NUMBER, empty), code.number, code.proof)
    if code.birth:
        birth = _birth_date(code.birth, not_after=validity.printed[:4])
        checked[Field.BIRTH_DATE] = _settle(fields.get(Field.BIRTH_DATE, empty), birth, code.proof)
    return checked


def withhold(
    fields: Mapping[Field, FieldReading], least: float, hidden: Collection[Field] = ()
) -> dict[Field, FieldReading]:
    """Take back the values that are less likely to be right than ``least``; what was read stays in ``printed``.

    ``hidden`` are fields of which a part is hidden, so that what was read of them is not the value.
    """
    doubted = {field: replace(fields[field], confidence=0.0) for field in hidden if field in fields}
    return {
        field: reading if reading.confidence >= least else replace(reading, value="")
        for field, reading in {**fields, **doubted}.items()
    }


def _settle(printed: FieldReading, coded: str, proof: Proof) -> FieldReading:
    reading = replace(printed, coded=coded)
    if printed.printed == coded:
        return replace(reading, value=coded, confidence=PROVED, check=CheckState.PROVED)
    if printed.printed and printed.confidence >= SURE:
        return replace(reading, value="", check=CheckState.CONTRADICTED)
    if printed.printed and proof is not Proof.WHOLE:
        return reading
    return replace(reading, value=coded, confidence=TRUST[proof], check=CheckState.REPAIRED)


def _settle_validity(printed: FieldReading, code: MachineCode) -> FieldReading:
    """The code holds only the end, so what begins at an unreadable day stays unreadable."""
    if not (code.expiry and printed.printed):
        return printed
    end = _dotted("20" + code.expiry)
    term = _term(printed.printed, end)
    if term:
        return _settle(printed, term, code.proof)
    if printed.printed.endswith(end) or code.proof is not Proof.WHOLE:
        return printed
    return replace(printed, value="", coded=end, check=CheckState.CONTRADICTED)


def _term(printed: str, end: str) -> str:
    """The term until ``end`` that begins as printed; else the only one that begins so but for one character."""
    beginning, _, _ = printed.partition("-")
    terms = {term.partition("-")[0]: term for term in terms_until(end)}
    near = [term for first, term in terms.items() if _is_near(beginning, first)]
    return terms.get(beginning) or (near[0] if len(near) == 1 else "")


def _is_near(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) <= 1


def _birth_date(birth: str, not_after: str) -> str:
    """``YYMMDD`` with its century: the latest that is not after the year of issue."""
    latest = int(not_after) if not_after.isdigit() else datetime.datetime.now(tz=datetime.UTC).year
    century = "20" if int("20" + birth[:2]) <= latest else "19"
    return _dotted(century + birth)


def _dotted(digits: str) -> str:
    return f"{digits[:4]}.{digits[4:6]}.{digits[6:]}"
