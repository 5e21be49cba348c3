"""Which fields could not be read, or surely were: what was read well is not hidden, whatever lies beside it."""

from __future__ import annotations

from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.permits.machine_code import Proof
from permit_ocr.permits.verify import LEAST_CONFIDENCE
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.view import CardView
from permit_ocr.types import CheckState, Field

NAMES = frozenset({Field.NAME, Field.LATIN_NAME})
"""Fields of any wording: rare characters in them do not read, and what is left of them reads well."""
CODE = "machine_code"
"""The name of the code line's region (view.py)."""
_NEIGHBOURS = (0.4, 0.7)
"""Share of the other fields that are read: at the first the whole photo may be poor, at the second it is legible."""


def surely_read(view: CardView, name: str) -> bool:
    """Say whether a region reads beyond doubt and is of a set form; of a code line, its check digits say so."""
    if name == CODE:
        return view.code is not None and view.code.proof is Proof.WHOLE
    if name not in set(Field) or Field(name) in NAMES or Field(name) not in view.fields:
        return False
    reading = view.fields[Field(name)]
    return bool(reading.printed) and reading.confidence >= LEAST_CONFIDENCE


def unread(view: CardView) -> dict[Field, float]:
    """Give the fields of a set form whose print reads as nothing, and how surely it is not the whole photo's fault."""
    if not view.kind or not view.fields:
        return {}
    document = DOCUMENTS[view.kind]
    legible = {field: _legible(view, field) for field in document.fields if field not in document.optional}
    return {
        field: ramp(sum(legible.values()) / max(1, len(legible) - 1), *_NEIGHBOURS)
        for field, well in legible.items()
        if not well and field not in NAMES
    }


def _legible(view: CardView, field: Field) -> bool:
    reading = view.fields.get(field)
    if reading is None:
        return False
    return bool(reading.printed or (reading.value and reading.check is not CheckState.REPAIRED))
