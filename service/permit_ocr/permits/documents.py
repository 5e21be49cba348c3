"""The documents, as data: what is printed where, and in which form.

All boxes are fractions of the card (85.6 x 54 mm, ISO/IEC 7810 ID-1) and mark the *ink*. A value's box reaches
as far right as a long value does. Sources: positions of the Hong Kong and Macao permit from a vendor's published
response for a genuine card (1024x692 photo, card 773x485); those of the home-return permit from a public-domain
specimen picture and another vendor response, which agree within 0.02. The Taiwan permit shares the design of the
first, the two remaining cards share that of the second; their exact geometry is inferred, so nothing in the
program may rely on a box more closely than ``assign.py``'s tolerances do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from permit_ocr.permits.scripts import Script
from permit_ocr.types import Box, DocumentKind, Field

CARD_ASPECT = 85.6 / 54.0
"""Width over height of an ID-1 card (ISO/IEC 7810)."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A fixed text on the card and the box of its ink."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A value on the card: the box it may fill, and the label printed above it, if any."""

    box: Box
    label: PrintedText | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of card."""

    kind: DocumentKind
    title: PrintedText
    english_title: str
    fields: Mapping[Field, PrintedField]
    number: re.Pattern[str]
    portrait: Box
    ghost_portrait: Box
    script: Script = Script.SIMPLIFIED
    """The usual one: holders from Hong Kong, Macao and Taiwan are mostly registered in traditional characters."""
    machine_code: PrintedText | None = None
    """The code line on the front: its two-letter document code and its box."""
    footer: PrintedText | None = None
    optional: frozenset[Field] = frozenset()
    """Fields that some holders' cards do not have."""


def _field(box: tuple[float, float, float, float], label: str = "", at: tuple[float, ...] = ()) -> PrintedField:
    return PrintedField(Box(*box), PrintedText(label, Box(*at)) if label else None)


_EXIT_FIELDS: Mapping[Field, PrintedField] = {
    Field.NAME: _field((0.352, 0.258, 0.72, 0.330)),
    Field.LATIN_NAME: _field((0.353, 0.346, 0.76, 0.402)),
    Field.NUMBER: _field((0.678, 0.124, 0.942, 0.194)),
    Field.BIRTH_DATE: _field((0.364, 0.495, 0.545, 0.555), "出生日期", (0.343, 0.41, 0.46, 0.46)),
    Field.SEX: _field((0.613, 0.495, 0.649, 0.557), "性别", (0.62, 0.41, 0.69, 0.46)),
    Field.VALIDITY: _field((0.356, 0.621, 0.749, 0.676), "有效期限", (0.343, 0.54, 0.46, 0.59)),
    Field.AUTHORITY: _field((0.360, 0.744, 0.700, 0.806), "签发机关", (0.343, 0.68, 0.46, 0.72)),
    Field.PLACE: _field((0.726, 0.744, 0.840, 0.806), "签发地点", (0.71, 0.68, 0.83, 0.72)),
}

_RETURN_FIELDS: Mapping[Field, PrintedField] = {
    Field.NAME: _field((0.31, 0.22, 0.65, 0.28)),
    Field.LATIN_NAME: _field((0.31, 0.31, 0.82, 0.36)),
    Field.BIRTH_DATE: _field((0.31, 0.44, 0.55, 0.49), "出生日期", (0.306, 0.385, 0.394, 0.42)),
    Field.SEX: _field((0.66, 0.44, 0.70, 0.50), "性别", (0.66, 0.385, 0.70, 0.42)),
    Field.VALIDITY: _field((0.31, 0.56, 0.83, 0.61), "有效期限", (0.306, 0.51, 0.394, 0.54)),
    Field.AUTHORITY: _field((0.31, 0.67, 0.63, 0.73), "签发机关", (0.306, 0.63, 0.394, 0.66)),
    Field.NUMBER: _field((0.31, 0.79, 0.58, 0.87), "证件号码", (0.306, 0.75, 0.394, 0.78)),
    Field.ISSUE_COUNT: _field((0.655, 0.79, 0.715, 0.87), "换证次数", (0.66, 0.75, 0.75, 0.78)),
}

_RETURN_FOOTER = PrintedText(
    "THIS CARD IS INTENDED FOR ITS HOLDER TO TRAVEL TO THE MAINLAND OF CHINA", Box(0.07, 0.92, 0.92, 0.95)
)

EXIT_ENDORSEMENT_HK_MACAO = Document(
    kind=DocumentKind.EXIT_ENDORSEMENT_HK_MACAO,
    title=PrintedText("往来港澳通行证", Box(0.184, 0.076, 0.617, 0.160)),
    english_title="Exit-Entry Permit for Travelling to and from Hong Kong and Macao",
    fields=_EXIT_FIELDS,
    number=re.compile(r"C(?:\d{8}|[A-HJ-NP-Z]\d{7})"),
    portrait=Box(0.06, 0.23, 0.33, 0.83),
    ghost_portrait=Box(0.78, 0.45, 0.88, 0.66),
    machine_code=PrintedText("CS", Box(0.084, 0.868, 0.924, 0.926)),
)

EXIT_ENDORSEMENT_TAIWAN = Document(
    kind=DocumentKind.EXIT_ENDORSEMENT_TAIWAN,
    title=PrintedText("往来台湾通行证", Box(0.184, 0.076, 0.617, 0.160)),
    english_title="Exit-Entry Permit for Travelling to and from Taiwan",
    fields=_EXIT_FIELDS,
    number=re.compile(r"[LT]\d{8}"),
    portrait=Box(0.06, 0.23, 0.33, 0.83),
    ghost_portrait=Box(0.78, 0.45, 0.88, 0.66),
    machine_code=PrintedText("CD", Box(0.084, 0.868, 0.924, 0.926)),
)

HOME_RETURN_PERMIT = Document(
    kind=DocumentKind.HOME_RETURN_PERMIT,
    title=PrintedText("港澳居民来往内地通行证", Box(0.19, 0.07, 0.80, 0.15)),
    english_title="Mainland Travel Permit for Hong Kong and Macao Residents",
    fields=_RETURN_FIELDS,
    number=re.compile(r"[HM]\d{8}"),
    portrait=Box(0.05, 0.25, 0.25, 0.75),
    ghost_portrait=Box(0.79, 0.64, 0.905, 0.87),
    script=Script.TRADITIONAL,
    footer=_RETURN_FOOTER,
)

HOME_RETURN_PERMIT_NON_CHINESE = Document(
    kind=DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE,
    title=PrintedText("港澳居民来往内地通行证（非中国籍）", Box(0.10, 0.07, 0.82, 0.14)),
    english_title="Mainland Travel Permit for Hong Kong and Macao Residents (Non-Chinese Citizens)",
    fields=_RETURN_FIELDS | {Field.NATIONALITY: _field((0.76, 0.44, 0.92, 0.50), "国籍", (0.76, 0.385, 0.80, 0.42))},
    optional=frozenset({Field.NAME}),
    number=re.compile(r"[HM]A\d{7}"),
    portrait=Box(0.05, 0.25, 0.25, 0.75),
    ghost_portrait=Box(0.79, 0.64, 0.905, 0.87),
    script=Script.TRADITIONAL,
    footer=_RETURN_FOOTER,
)

TAIWAN_COMPATRIOT_PERMIT = Document(
    kind=DocumentKind.TAIWAN_COMPATRIOT_PERMIT,
    title=PrintedText("台湾居民来往大陆通行证", Box(0.19, 0.07, 0.80, 0.15)),
    english_title="Mainland Travel Permit for Taiwan Residents",
    fields=_RETURN_FIELDS
    | {
        Field.PLACE: _field((0.66, 0.67, 0.77, 0.73), "签发地点", (0.66, 0.63, 0.75, 0.66)),
        Field.ISSUE_COUNT: _field((0.655, 0.79, 0.715, 0.87), "签发次数", (0.66, 0.75, 0.75, 0.78)),
    },
    number=re.compile(r"\d{8}"),
    portrait=Box(0.05, 0.25, 0.25, 0.75),
    ghost_portrait=Box(0.79, 0.64, 0.905, 0.87),
    script=Script.TRADITIONAL,
    footer=_RETURN_FOOTER,
)

OTHER_TITLES = (
    "前往港澳通行证",
    "中华人民共和国往来港澳通行证",
    "大陆居民往来台湾通行证",
    "边境管理区通行证",
)
"""Titles that resemble ours: the one-way permit, the booklets, the pass for border areas."""

DOCUMENTS: Mapping[DocumentKind, Document] = {
    document.kind: document
    for document in (
        EXIT_ENDORSEMENT_HK_MACAO,
        EXIT_ENDORSEMENT_TAIWAN,
        HOME_RETURN_PERMIT,
        HOME_RETURN_PERMIT_NON_CHINESE,
        TAIWAN_COMPATRIOT_PERMIT,
    )
}
