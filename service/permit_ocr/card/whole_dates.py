"""Dates of which the detector left out the end, as where a label or a small portrait touches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.permits.documents import Document
from permit_ocr.permits.normalise import FORMS
from permit_ocr.permits.spans import longer_by
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_quads
from permit_ocr.types import Field, TextLine

LENGTHS: Mapping[Field, int] = {
    Field.BIRTH_DATE: len("YYYY.MM.DD"),
    Field.VALIDITY: len("YYYY.MM.DD-YYYY.MM.DD"),
}
"""Characters of what is always as long."""

MOST_MISSING = 4
"""Characters that a line may lack and still be the beginning of a value: a day and a little more."""


def whole_dates(engine: TextEngine, card: RectifiedCard, document: Document, field: Field, line: TextLine) -> TextLine:
    """The line (quad in fractions of the card), read to where so many characters end if it has too few of them."""
    missing = LENGTHS[field] - len(line.text)
    quad = longer_by(line, missing) if 0 < missing <= MOST_MISSING else None
    if quad is None:
        return line
    again = read_quads(engine, card.image, [card.in_image(quad)], FORMS[field].charset)[0]
    goes_on = FORMS[field].normalise(document, again.text) and again.text.startswith(line.text)
    return replace(again, quad=quad) if goes_on else line
