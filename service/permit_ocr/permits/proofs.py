"""Which texts prove themselves, so that a quick look at them is enough."""

from __future__ import annotations

import re
from dataclasses import replace

from permit_ocr.permits import machine_code, normalise
from permit_ocr.permits.dates import is_term
from permit_ocr.permits.documents import Document
from permit_ocr.permits.lexicon import AUTHORITIES, PLACES, SEXES
from permit_ocr.permits.machine_code import MachineCode, Proof
from permit_ocr.types import Field, TextLine

CLEAR = 0.95
"""Probability of the weakest letter or digit from which a text of a narrow form is taken for what it looks.
Of 215 sexes, dates of birth, counts and places on 105 tuning photos that were as clear, none was misread."""

LEGIBLE = 0.9
"""The same for a term of issue, of which one date tells the other but for the choice of five years or ten. Of 64
that were as clear, none was misread."""

_UNPROVABLE = frozenset({Field.NAME, Field.LATIN_NAME, Field.NATIONALITY})
_COUNT, _DATE = re.compile(r"\d{2}"), re.compile(r"\d{4}\D?\d{2}\D?\d{2}")


def proved_code(text: str) -> MachineCode | None:
    """The code line that the text is, if all its check digits hold as it was read."""
    code = machine_code.parse(text)
    return code if code and code.proof is Proof.WHOLE else None


def provable_fields(document: Document) -> frozenset[Field]:
    """The fields of the document whose texts may prove themselves.

    Names and countries may be any, and where there is no code line nothing would show that a number is misread.
    """
    uncoded = frozenset[Field]() if document.machine_code else frozenset({Field.NUMBER})
    return frozenset(document.fields) - _UNPROVABLE - uncoded


def proved(document: Document, line: TextLine, code: MachineCode | None) -> TextLine | None:
    """The line, no longer in doubt, if it is the code line, or told by it, or could not be misread and make sense."""
    told = proved_code(line.text) or _is_coded(document, line.text, code)
    if not (told or _makes_sense(document, line) or _is_label(document, line.text)):
        return None
    return replace(line, probabilities=tuple(max(probability, CLEAR) for probability in line.probabilities))


def _is_coded(document: Document, text: str, code: MachineCode | None) -> bool:
    """Whether it is the number or, but for the century, the date of birth."""
    if code is None:
        return False
    birth = normalise.birth_date(document, text).replace(".", "")
    return normalise.number(document, text) == code.number or birth[2:] == code.birth


def _makes_sense(document: Document, line: TextLine) -> bool:
    """Whether it is a term of issue, of the closed vocabularies, or clearly of a form that only one value has."""
    text, weakest = line.text.replace(" ", ""), _weakest_told(line)
    term = normalise.validity(document, text)
    if term:
        return is_term(term) and weakest >= LEGIBLE
    if document.number.fullmatch(text):
        return False
    return _is_issuer(line) or (weakest >= CLEAR and _is_short_form(document, text))


def _is_issuer(line: TextLine) -> bool:
    """Whether it is an authority, which resembles no other; a clear place; or both in one line."""
    printed = [(c, p) for c, p in zip(line.text, line.probabilities, strict=True) if c != " "]
    text = "".join(character for character, _ in printed)
    issuer = next((name for name in AUTHORITIES if text.startswith(name)), "")
    place = text.removeprefix(issuer)
    clear = all(probability >= CLEAR for _, probability in printed[len(issuer) :])
    return clear and (place in PLACES or (bool(issuer) and not place))


def _is_short_form(document: Document, text: str) -> bool:
    """Whether it is a sex, a count, or a date that exists."""
    exists = _DATE.fullmatch(text) and normalise.birth_date(document, text)
    return bool(text in SEXES or _COUNT.fullmatch(text) or exists)


def _is_label(document: Document, text: str) -> bool:
    """Whether it is a label, alone or with its English: no value is lost with it."""
    labels = {field.label.text for field in document.fields.values() if field.label}
    return not any(map(str.isdigit, text)) and "".join(c for c in text if not c.isascii()) in labels


def _weakest_told(line: TextLine) -> float:
    """Probability of the weakest letter or digit: points and hyphens tell nothing."""
    told = (p for c, p in zip(line.text, line.probabilities, strict=True) if c.isalnum())
    return min(told, default=0.0)
