"""What a value's own sense, and the other fields, say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from permit_ocr.permits.dates import birth_precedes, is_term
from permit_ocr.permits.documents import Document
from permit_ocr.permits.names import is_spelled_in_pinyin, sounds_like
from permit_ocr.permits.scripts import Script
from permit_ocr.types import Field


def support(document: Document, field: Field, values: Mapping[Field, str]) -> int:
    """1 when something independent confirms the value, -1 when something speaks against it, 0 else."""
    judge = _JUDGES.get(field)
    return judge(document, values) if judge and values.get(field) else 0


def may_be_single(document: Document) -> bool:
    """Whether holders of such a card may have but one name, as some from the mainland's borders and from abroad do.

    Those registered in Hong Kong, Macao and Taiwan have a surname and a given name.
    """
    return document.script is Script.SIMPLIFIED or Field.NAME in document.optional


def is_half_a_name(document: Document, values: Mapping[Field, str]) -> bool:
    """Whether a Latin name has no comma and the Chinese one does not confirm it: the rest was not seen.

    Of holders from abroad, who have no Chinese name, nothing is known.
    """
    name, latin = values.get(Field.NAME, ""), values.get(Field.LATIN_NAME, "")
    if "," in latin or Field.NAME in document.optional:
        return False
    return not (name and is_spelled_in_pinyin(name, document) and sounds_like(name, latin))


def _by_sound(document: Document, values: Mapping[Field, str]) -> int:
    name, latin = values.get(Field.NAME, ""), values.get(Field.LATIN_NAME, "")
    if not (name and latin and is_spelled_in_pinyin(name, document)):
        return 0
    return 1 if sounds_like(name, latin) else -1


def _by_spelling(document: Document, values: Mapping[Field, str]) -> int:
    """A comma follows the surname; few holders have but one name, and recognisers overlook commas."""
    return _by_sound(document, values) if "," in values[Field.LATIN_NAME] else -1


def _by_term(_: Document, values: Mapping[Field, str]) -> int:
    return 1 if is_term(values[Field.VALIDITY]) else -1


def _by_age(_: Document, values: Mapping[Field, str]) -> int:
    validity = values.get(Field.VALIDITY, "")
    return -1 if validity and not birth_precedes(values[Field.BIRTH_DATE], validity) else 0


_JUDGES: Mapping[Field, Callable[[Document, Mapping[Field, str]], int]] = {
    Field.NAME: _by_sound,
    Field.LATIN_NAME: _by_spelling,
    Field.VALIDITY: _by_term,
    Field.BIRTH_DATE: _by_age,
}
