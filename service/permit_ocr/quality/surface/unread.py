"""Which fields could not be read, or surely were: what was read well is not hidden, whatever lies beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.permits.machine_code import Proof
from permit_ocr.permits.verify import LEAST_CONFIDENCE
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.legibility import certainties
from permit_ocr.quality.surface.lines import Line
from permit_ocr.quality.view import CardView
from permit_ocr.types import CheckState, Field

NAMES = frozenset({Field.NAME, Field.LATIN_NAME})
"""Fields of any wording: rare characters in them do not read, and what is left of them reads well."""
CODE = "machine_code"
"""The name of the code line's region (view.py)."""
READ, THROUGH = 0.4, 0.25
"""What hidden print counts where it was read, and where a name reads whose ink shows through: guilloche may look as a
thing does, or a thing lie beside the strokes."""
_INKED, _ALL = 0.6, 0.85
"""Share of the usual contrast that ink has, and share of a thing's places with such ink near by from which on it hides
none: of 24 things that hide letters 20 leave 0.1 to 0.45, holograms and guilloches mostly more than 0.85."""
_NEIGHBOURS = (0.4, 0.7)
"""Share of the other fields that read surely: at the first the whole photo may be poor, at the second it is legible."""


def surely_read(view: CardView, name: str) -> bool:
    """Say whether a region reads beyond doubt, and would not if a part of it were hidden.

    That is so of a set form, of a name and its spelling that confirm each other, and of a code line whose check digits
    hold.
    """
    if name == CODE:
        return view.code is not None and view.code.proof is Proof.WHOLE
    reading = view.fields.get(Field(name)) if name in set(Field) else None
    if reading is None or not reading.printed or reading.check is CheckState.REPAIRED:
        return False
    whole = Field(name) not in NAMES or (reading.evidence is not None and reading.evidence.support > 0)
    return whole and reading.confidence >= LEAST_CONFIDENCE


def worth(view: CardView, line: Line, thing: NDArray[np.bool_]) -> float:
    """Give what it counts that a thing seems to lie on a line, at the places that are marked."""
    if surely_read(view, line.region.name):
        return READ
    return THROUGH if _shows_through(view, line, thing) else 1.0


def _shows_through(view: CardView, line: Line, thing: NDArray[np.bool_]) -> bool:
    """Say whether a name reads well and its ink shows wherever a thing seems to lie on it, as through a hologram."""
    name = line.region.name
    reading = view.fields.get(Field(name)) if name in NAMES else None
    read = reading is not None and bool(reading.printed) and reading.confidence >= LEAST_CONFIDENCE
    return read and bool((line.near[thing] > _INKED).mean() > _ALL if thing.any() else True)


def unread(view: CardView) -> dict[Field, float]:
    """Give the fields of a set form whose print reads as nothing, and how surely it is not the whole photo's fault."""
    if not view.kind or not view.fields:
        return {}
    known = certainties(view)
    sure = sum(certainty >= LEAST_CONFIDENCE for certainty in known.values()) / max(1, len(known) - 1)
    document = DOCUMENTS[view.kind]
    return {
        field: ramp(sure, *_NEIGHBOURS)
        for field in document.fields
        if field not in document.optional and field not in NAMES and not _legible(view, field)
    }


def _legible(view: CardView, field: Field) -> bool:
    reading = view.fields.get(field)
    if reading is None:
        return False
    return bool(reading.printed or reading.impossible or (reading.value and reading.check is not CheckState.REPAIRED))
