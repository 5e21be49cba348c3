"""How surely each field was read off its print, whatever the code line or other fields say of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from permit_ocr.permits.calibration import confidence
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.quality.surface.ground import sheet_of
from permit_ocr.quality.view import CardView
from permit_ocr.types import CheckState, Field, FieldReading

_SUREST = 0.001
"""How near to 0 and 1 a certainty may come in log odds."""


def certainties(view: CardView) -> Mapping[Field, float]:
    """Give the certainty, 0..1, of every field that the card must have and that lies within the photo.

    Empty for a card of another kind, and where nothing was to be read.
    """
    if view.kind is None or not view.fields:
        return {}
    document, sheet = DOCUMENTS[view.kind], sheet_of(view)
    shown = {region.name for region in view.regions if sheet.seen[sheet.window(region.box)].all()}
    due = [field for field in document.fields if field not in document.optional and field in shown]
    return {field: certainty(field, view.fields.get(field, FieldReading())) for field in due}


def certainty(field: Field, reading: FieldReading) -> float:
    """Give the probability that a field's print says what was read, by the print alone: 0 where nothing was read."""
    if not reading.printed:
        return 0.0
    if reading.evidence:
        return confidence(field, replace(reading.evidence, support=0))
    return 0.0 if reading.check is CheckState.REPAIRED else reading.confidence


def log_odds(probability: float) -> float:
    """Give the log odds of a probability, kept within what can be told."""
    kept = min(max(probability, _SUREST), 1 - _SUREST)
    return math.log(kept / (1 - kept))
