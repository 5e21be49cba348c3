"""From the text as recognised to the value as the vendor prints it, or ``""`` when the text cannot be that.

The forms are those of documented answers: ``1981.08.03``, ``2014.04.21-2024.04.20``, ``ZHENGJIAN,YANGBEN`` (no
space after the comma), 男 or 女, a place without 省 or 市.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from permit_ocr.permits.documents import Document
from permit_ocr.permits.lexicon import AUTHORITIES, PLACES, SEXES
from permit_ocr.types import Field

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_DIGIT_LOOKALIKES = str.maketrans("OoDQIl|ZzSsBGTA", "000011122558674")
_LETTER_LOOKALIKES = str.maketrans("0158624", "OISBGZA")
_DATE = re.compile(r"(\d{4})[.,·:\- ]{0,3}(\d{2})[.,·:\- ]{0,3}(\d{2})")
_LATIN = re.compile(r"[A-Z][A-Z'\- ]*(?:,[A-Z'\- ]*)?")
_CHINESE_NAME = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U0003134F·]{2,20}")
_COUNTRY_CODE = re.compile(r"^[A-Z]{3}$")
_COUNT = re.compile(r"\d{2}")

AUTHORITY_SIMILARITY = 0.75
"""The three authorities resemble one another by at most 0.55, so more than this names one of them."""

TERMS = (5, 10)
"""Years for which these cards are issued: 10, or 5 for the young and for some kinds."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099


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
        squeezed[:letters].translate(_LETTER_LOOKALIKES) + squeezed[letters:].translate(_DIGIT_LOOKALIKES)
        for letters in (0, 1, 2)
    ]
    fitting = [candidate for candidate in candidates if document.number.fullmatch(candidate)]
    return min(fitting, key=lambda candidate: _differences(candidate, squeezed), default="")


def birth_date(_: Document, text: str) -> str:
    """A date that exists, as ``YYYY.MM.DD``."""
    dates = _dates(text)
    return _dotted(dates[0]) if len(dates) == 1 else ""


def validity(_: Document, text: str) -> str:
    """Two dates that exist and span a term that is issued, as ``YYYY.MM.DD-YYYY.MM.DD``."""
    dates = _dates(text)
    if len(dates) != 2 or not _is_term(*dates):
        return ""
    return f"{_dotted(dates[0])}-{_dotted(dates[1])}"


def name(_: Document, text: str) -> str:
    """A name in Chinese characters."""
    squeezed = re.sub(r"\s", "", text).replace("•", "·").replace("・", "·").replace(".", "·")
    return squeezed if _CHINESE_NAME.fullmatch(squeezed) else ""


def latin_name(_: Document, text: str) -> str:
    """A name in capitals, ``SURNAME,GIVEN NAMES``. Several words without a comma have lost it: not a reading."""
    tidy = text.upper().replace("，", ",").replace(".", ",").replace("、", ",").replace("’", "'")
    tidy = re.sub(r"\s+", " ", tidy).strip(" ,")
    tidy = re.sub(r" ?,[ ,]*", ",", tidy)
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
    digits = text.strip().translate(_DIGIT_LOOKALIKES)
    return digits if _COUNT.fullmatch(digits) else ""


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


def _dates(text: str) -> list[datetime.date]:
    """Every date in the text; an impossible one makes the whole text worthless."""
    plain = text.translate(_DIGIT_LOOKALIKES)
    found = [_date(*map(int, match)) for match in _DATE.findall(plain)]
    return [date for date in found if date] if all(found) else []


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None


def _is_term(first: datetime.date, last: datetime.date) -> bool:
    """Whether a permit is issued for this long: whole years, the last day being the eve of an anniversary."""
    following = last + datetime.timedelta(days=1)
    years = following.year - first.year
    eve_of_leap_day = (first.month, first.day) == (2, 29) and (following.month, following.day) == (3, 1)
    same_day = (first.month, first.day) == (following.month, following.day) or eve_of_leap_day
    return years in TERMS and same_day


def _dotted(date: datetime.date) -> str:
    return f"{date:%Y.%m.%d}"


def _chinese(text: str) -> str:
    return "".join(character for character in text if "\u4e00" <= character <= "\u9fff")


def _differences(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
