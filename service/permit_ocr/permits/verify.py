"""Print against code: what the check digits of the machine-readable line say of each field."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from permit_ocr.permits.machine_code import MachineCode
from permit_ocr.types import CheckState, Field, FieldReading

SURE = 0.97
"""Mean probability from which print that differs from a holding code is a contradiction, not a misreading."""


def verify(fields: Mapping[Field, FieldReading], code: MachineCode | None) -> dict[Field, FieldReading]:
    """Mark, and where the print was unreadable or misread fill in, what the code line covers.

    The code covers the number, the end of validity and the date of birth.
    """
    checked = dict(fields)
    if code is None:
        return checked
    checked[Field.NUMBER] = _settle(fields.get(Field.NUMBER, FieldReading()), code.number)
    validity = fields.get(Field.VALIDITY, FieldReading())
    checked[Field.VALIDITY] = _check_validity(validity, code.expiry)
    birth = _birth_date(code.birth, not_after=validity.value[:4])
    checked[Field.BIRTH_DATE] = _settle(fields.get(Field.BIRTH_DATE, FieldReading()), birth)
    return checked


def _settle(printed: FieldReading, coded: str) -> FieldReading:
    if printed.value == coded:
        return replace(printed, check=CheckState.PROVED)
    if printed.value and printed.confidence >= SURE:
        return replace(printed, check=CheckState.CONTRADICTED)
    return replace(printed, value=coded, check=CheckState.REPAIRED)


def _check_validity(printed: FieldReading, expiry: str) -> FieldReading:
    """The code holds only the end, so an unreadable beginning stays unreadable."""
    if not printed.value:
        return printed
    beginning, _, end = printed.value.partition("-")
    settled = _settle(replace(printed, value=end), _dotted("20" + expiry))
    return replace(settled, value=f"{beginning}-{settled.value}")


def _birth_date(birth: str, not_after: str) -> str:
    """``YYMMDD`` with its century: the latest that is not after the year of issue."""
    latest = int(not_after) if not_after.isdigit() else datetime.datetime.now(tz=datetime.UTC).year
    century = "20" if int("20" + birth[:2]) <= latest else "19"
    return _dotted(century + birth)


def _dotted(digits: str) -> str:
    return f"{digits[:4]}.{digits[4:6]}.{digits[6:]}"
