"""Invents the holders of specimens: every value that is printed on a card, consistent in itself."""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benchmarks.specimens import names
from benchmarks.specimens.code_line import code_line
from benchmarks.specimens.split import Split, pick, share
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.permits.lexicon import PLACES
from permit_ocr.types import DocumentKind, Field

_LAST_ISSUE = date(2026, 6, 30)
"""Fixed, so that a specimen never depends on the day on which it is drawn."""

_OLD_AUTHORITY, _NEW_AUTHORITY = "公安部出入境管理局", "中华人民共和国出入境管理局"
_AUTHORITY_CHANGE = (date(2018, 6, 11), date(2019, 1, 18))
"""The last card known with the old authority and the first with the new one; in between, either is drawn."""

_LETTER_NUMBERS_FROM = date(2018, 12, 10)
"""From here on the second character of a Hong Kong and Macao number is a letter other than I and O."""

_NATIONALITIES = (
    ("英国", "GBR"), ("印度", "IND"), ("菲律宾", "PHL"), ("美国", "USA"), ("加拿大", "CAN"),
    ("法国", "FRA"), ("澳大利亚", "AUS"), ("葡萄牙", "PRT"), ("日本", "JPN"), ("韩国", "KOR"),
    ("新加坡", "SGP"), ("泰国", "THA"), ("马来西亚", "MYS"), ("印度尼西亚", "IDN"), ("巴基斯坦", "PAK"),
    ("尼泊尔", "NPL"), ("新西兰", "NZL"),
)  # fmt: skip
"""How a nationality may be printed: in Chinese, or as its code of three letters."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What a card says: values in printed form and, on the exit-endorsement cards, the code line."""

    values: Mapping[Field, str]
    machine_code: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    """How one kind of document is issued."""

    first_issue: date
    name: Callable[[np.random.Generator, Split, str], names.Name]
    years: Callable[[int], int]
    """Validity in years, by the holder's age at issue."""


_RULES: Mapping[DocumentKind, _Rules] = {
    DocumentKind.EXIT_ENDORSEMENT_HK_MACAO: _Rules(
        date(2014, 5, 20), names.mainland, lambda age: 10 if age >= 16 else 5
    ),
    DocumentKind.EXIT_ENDORSEMENT_TAIWAN: _Rules(
        date(2016, 12, 26), names.mainland, lambda age: 10 if age >= 16 else 5
    ),
    DocumentKind.HOME_RETURN_PERMIT: _Rules(date(2013, 1, 2), names.hong_kong, lambda age: 10 if age >= 18 else 5),
    DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE: _Rules(date(2024, 7, 10), names.foreign, lambda _age: 5),
    DocumentKind.TAIWAN_COMPATRIOT_PERMIT: _Rules(date(2015, 7, 6), names.taiwan, lambda _age: 5),
}


def draw_holder(kind: DocumentKind, random: np.random.Generator, split: Split) -> Holder:
    """Invent one holder of a document."""
    rules, document = _RULES[kind], DOCUMENTS[kind]
    sex = pick(random, "男女")
    start = rules.first_issue + timedelta(int(random.integers((_LAST_ISSUE - rules.first_issue).days)))
    birth = start - timedelta(int(_age(random) * 365.25) + int(random.integers(365)))
    end = _years_later(start, rules.years(_full_years(birth, start))) - timedelta(1)
    name, number = rules.name(random, split, sex), _number(kind, start, random)
    values = {
        Field.NAME: name.hanzi,
        Field.LATIN_NAME: name.latin,
        Field.NUMBER: number,
        Field.SEX: sex,
        Field.BIRTH_DATE: f"{birth:%Y.%m.%d}",
        Field.VALIDITY: f"{start:%Y.%m.%d}-{end:%Y.%m.%d}",
        Field.AUTHORITY: _authority(start, random),
        Field.PLACE: pick(random, _places(kind)),
        Field.ISSUE_COUNT: f"{int(random.integers(1, 12)):02d}",
        Field.NATIONALITY: pick(random, pick(random, share(_NATIONALITIES, split))),
    }
    printed = {field: value for field, value in values.items() if field in document.fields and value}
    code = document.machine_code
    return Holder(printed, code_line(code.text, number, end, birth) if code else "")


def _age(random: np.random.Generator) -> int:
    low, high = pick(random, ((18, 65),) * 8 + ((1, 18), (65, 88)))
    return int(random.integers(low, high))


def _full_years(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _years_later(day: date, years: int) -> date:
    leap_day = day.month == 2 and day.day == 29
    return date(day.year + years, 3, 1) if leap_day else day.replace(year=day.year + years)


def _authority(start: date, random: np.random.Generator) -> str:
    last_old, first_new = _AUTHORITY_CHANGE
    if last_old < start < first_new:
        return pick(random, (_OLD_AUTHORITY, _NEW_AUTHORITY))
    return _OLD_AUTHORITY if start <= last_old else _NEW_AUTHORITY


def _places(kind: DocumentKind) -> list[str]:
    abroad = kind is DocumentKind.TAIWAN_COMPATRIOT_PERMIT
    return [place for place in PLACES if abroad or place not in ("香港", "澳门")]


def _number(kind: DocumentKind, start: date, random: np.random.Generator) -> str:
    prefix = {
        DocumentKind.EXIT_ENDORSEMENT_HK_MACAO: "C",
        DocumentKind.EXIT_ENDORSEMENT_TAIWAN: "L",
        DocumentKind.HOME_RETURN_PERMIT: pick(random, "HHHM"),
        DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE: pick(random, ("HA", "MA")),
        DocumentKind.TAIWAN_COMPATRIOT_PERMIT: "",
    }[kind]
    if prefix == "C" and start >= _LETTER_NUMBERS_FROM:
        prefix += pick(random, [letter for letter in string.ascii_uppercase if letter not in "IO"])
    length = 8 if kind is DocumentKind.TAIWAN_COMPATRIOT_PERMIT else 9
    return prefix + "".join(pick(random, string.digits) for _ in range(length - len(prefix)))
