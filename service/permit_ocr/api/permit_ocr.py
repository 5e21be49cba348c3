"""The action PermitOCR: a reading in the vendor's fields.

Contract: API page "PermitOCR", version 2018-11-19.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from permit_ocr.api.actions import Action, ActionContext
from permit_ocr.api.image_source import photo_of
from permit_ocr.api.language import Language
from permit_ocr.api.parameters import Parameter
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.permits.lexicon import AUTHORITIES, PLACES, SEXES
from permit_ocr.types import Field, PermitReading, WarningKind

WARNING_CODES: Mapping[WarningKind, int] = {
    WarningKind.COVERED: -9101,
    WarningKind.PHOTOCOPIED: -9102,
    WarningKind.RECAPTURED: -9103,
    WarningKind.TAMPERED: -9104,
    WarningKind.GLARE: -9107,
    WarningKind.BLURRED: -9108,
}
"""WarnCardInfos, as the page lists them."""

NOT_ENABLED = -9109
"""WarnCardInfos: "This capability is not enabled"."""


async def permit_ocr(parameters: Mapping[str, Any], context: ActionContext) -> Mapping[str, Any]:
    """Read the permit in the photo of a request."""
    wants_portrait = parameters.get("CropPortrait")
    photo = await photo_of(parameters, context.fetch, context.max_base64_characters)
    del parameters  # the photo may wait for a worker, and is in there once more, in base64
    reading = await context.reader.read(photo)
    return vendor_answer(reading, context.language, portrait=bool(wants_portrait))


def vendor_answer(reading: PermitReading, language: Language | None, *, portrait: bool) -> Mapping[str, Any]:
    """All that the vendor answers, less the RequestId."""
    return {
        **vendor_fields(reading, language),
        "PortraitImage": portrait_base64(reading) if portrait else "",
        "WarnCardInfos": warning_codes(reading),
    }


def vendor_fields(reading: PermitReading, language: Language | None) -> Mapping[str, str]:
    """Name the fields as the vendor does: the card's own text, or English where that is asked for."""
    english = language is Language.ENGLISH
    document = DOCUMENTS[reading.kind]

    def spoken(field: Field, lexicon: Mapping[str, str]) -> str:
        value = reading.value(field)
        return lexicon.get(value, value) if english else value

    return {
        "Name": reading.value(Field.NAME),
        "EnglishName": reading.value(Field.LATIN_NAME),
        "Number": reading.value(Field.NUMBER),
        "Sex": spoken(Field.SEX, SEXES),
        "ValidDate": reading.value(Field.VALIDITY),
        "IssueAuthority": spoken(Field.AUTHORITY, AUTHORITIES),
        "IssueAddress": spoken(Field.PLACE, PLACES),
        "Birthday": reading.value(Field.BIRTH_DATE),
        "Type": document.english_title if english else document.title.text,
    }


def portrait_base64(reading: PermitReading) -> str:
    """The portrait, ``""`` where there is none."""
    return base64.b64encode(reading.portrait.jpeg).decode() if reading.portrait else ""


def warning_codes(reading: PermitReading) -> list[int]:
    """The vendor's codes of a reading's warnings."""
    if reading.warnings is None:
        return [NOT_ENABLED]
    return [WARNING_CODES[kind] for kind in reading.warnings]


PERMIT_OCR = Action(
    name="PermitOCR",
    version="2018-11-19",
    parameters=(
        Parameter("ImageBase64", str),
        Parameter("ImageUrl", str),
        Parameter("CropPortrait", bool),
    ),
    handler=permit_ocr,
)
