"""From the text as recognised to the value as the vendor prints it, or ``""`` when the text cannot be that.

The forms are those of documented answers: ``1981.08.03``, ``2014.04.21-2024.04.20``, ``ZHENGJIAN,YANGBEN`` (no
space after the comma), 男 or 女, a place without 省 or 市.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from permit_ocr.permits.dates import dates_in, digits, dotted
from permit_ocr.permits.documents import Document
from permit_ocr.permits.lexicon import AUTHORITIES, PLACES, SEXES
from permit_ocr.types import Field

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_LETTER_LOOKALIKES = str.maketrans("0158624", "OISBGZA")
_LATIN = re.compile(r"[A-Z][A-Z'\- ]*(?:,[A-Z'\- ]*)?")
_CHINESE_NAME = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134F·]{2,20}")
_COUNTRY_CODE = re.compile(r"^[A-Z]{3}$")
_COUNT = re.compile(r"\d{2}")

AUTHORITY_SIMILARITY = 0.75
"""The three authorities resemble one another by at most 0.55, so more than this names one of them."""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """What a field's text may look like."""

    normalise: Callable[[Document, str], str]
    charset: str | None = None
    """Characters that can occur, for a second look; ``None`` for any."""


def number(document: Document, text: str) -> str:
    """The document number if the text has its form; look-alikes are settled by what each place may hold."""
    squeezed = re.sub(r"[\s.\-]", "", text).upper()
    if document.number.fullmatch(squeezed):
        return squeezed
    candidates = [
        squeezed[:letters].translate(_LETTER_LOOKALIKES) + digits(squeezed[letters:]) for letters in (0, 1, 2)
    ]
    fitting = [candidate for candidate in candidates if document.number.fullmatch(candidate)]
    return min(fitting, key=lambda candidate: _differences(candidate, squeezed), default="")


def birth_date(_: Document, text: str) -> str:
    """A date that exists, as ``YYYY.MM.DD``."""
    dates = dates_in(text)
    return dotted(dates[0]) if len(dates) == 1 else ""


def validity(_: Document, text: str) -> str:
    """Two dates that exist, the later one second, as ``YYYY.MM.DD-YYYY.MM.DD``."""
    dates = dates_in(text)
    return "-".join(map(dotted, dates)) if len(dates) == 2 and dates[0] < dates[1] else ""


def name(_: Document, text: str) -> str:
    """A name in Chinese characters."""
    squeezed = re.sub(r"\s", "", text).replace("•", "·").replace("・", "·").replace(".", "·")
    return squeezed if _CHINESE_NAME.fullmatch(squeezed) else ""


def latin_name(_: Document, text: str) -> str:
    """A name in capitals, ``SURNAME,GIVEN NAMES``. Several words without a comma have lost it: not a reading."""
    tidy = text.upper().replace("，", ",").replace(".", ",").replace("、", ",").replace("’", "'")
    tidy = re.sub(r"\s+", " ", tidy).strip(" ,")
    tidy = re.sub(r" ?,[ ,\-']*", ",", tidy)
    complete = "," in tidy or " " not in tidy
    return tidy if len(tidy) >= 2 and complete and _LATIN.fullmatch(tidy) else ""


def sex(_: Document, text: str) -> str:
    """男 or 女."""
    found = [character for character in text if character in SEXES]
    return found[0] if len(found) == 1 and len(text.strip()) <= 2 else ""


def authority(_: Document, text: str) -> str:
    """The issuing authority that the text resembles."""
    found = process.extractOne(_chinese(text), list(AUTHORITIES), scorer=fuzz.ratio)
    return found[0] if found and found[1] >= 100 * AUTHORITY_SIMILARITY else ""


def place(_: Document, text: str) -> str:
    """The place of issue: one of the closed list. In a name of three characters one may be misread."""
    squeezed = _chinese(text).rpartition("局")[2].removesuffix("省").removesuffix("市")
    if squeezed in PLACES:
        return squeezed
    near = [known for known in PLACES if len(known) == len(squeezed) == 3 and _differences(known, squeezed) == 1]
    return near[0] if near else ""


def issue_count(_: Document, text: str) -> str:
    """Two digits."""
    count = digits(text.strip())
    return count if _COUNT.fullmatch(count) else ""


def nationality(_: Document, text: str) -> str:
    """A country's name in Chinese, or its three letters (ICAO 9303 part 3)."""
    return _chinese(text) or "".join(_COUNTRY_CODE.findall(text.strip()))


FORMS: Mapping[Field, FieldForm] = {
    Field.NAME: FieldForm(name),
    Field.LATIN_NAME: FieldForm(latin_name, CAPITALS + ",-' "),
    Field.NUMBER: FieldForm(number, CAPITALS + DIGITS),
    Field.SEX: FieldForm(sex, "".join(SEXES)),
    Field.BIRTH_DATE: FieldForm(birth_date, DIGITS + "."),
    Field.VALIDITY: FieldForm(validity, DIGITS + ".-"),
    Field.AUTHORITY: FieldForm(authority, "".join(sorted(set("".join(AUTHORITIES))))),
    Field.PLACE: FieldForm(place, "".join(sorted(set("".join(PLACES))))),
    Field.ISSUE_COUNT: FieldForm(issue_count, DIGITS),
    Field.NATIONALITY: FieldForm(nationality),
}
"""How each field is written."""


def _chinese(text: str) -> str:
    return "".join(character for character in text if "\u4e00" <= character <= "\u9fff")


def _differences(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
