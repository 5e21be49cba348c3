"""What a negative shows, as data: lines of text at their places, and perhaps a portrait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, DocumentKind

A4 = 210 / 297
"""Width over height of an upright page (ISO 216)."""

BOOKLET = 125 / 88
"""Width over height of a passport's data page (ISO/IEC 7810 ID-3)."""


class Role(Enum):
    """How a line is printed."""

    TITLE = auto()
    LABEL = auto()
    VALUE = auto()
    CODE = auto()
    """In the type of machine-readable lines, over the full width."""


class Medium(Enum):
    """What a sheet is."""

    CARD = auto()
    """Plastic or security paper with a printed ground."""
    PAPER = auto()
    """A white page, photographed so that it fills much of the frame."""
    SCREEN = auto()
    """A screenshot: no camera was there."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. ``{words}`` in braces are facts of the invented holder: see ``facts.py``."""

    text: str
    x: float
    """Left end, in widths of the sheet."""
    y: float
    """Middle, in heights of the sheet."""
    height: float
    """Height of a full character, in heights of the sheet."""
    role: Role = Role.VALUE
    right: float = 0.96
    """Where the line must end, in widths of the sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One face of a document."""

    lines: tuple[Line, ...]
    holder: DocumentKind = DocumentKind.EXIT_ENDORSEMENT_HK_MACAO
    """The permit whose holders have this document too: it settles how names are written."""
    portrait: Box | None = None
    seal: tuple[float, float] | None = None
    """Centre of a round emblem."""
    aspect: float = CARD_ASPECT
    medium: Medium = Medium.CARD


def title(text: str, x: float, y: float, height: float, right: float = 0.96) -> Line:
    """Give a heading."""
    return Line(text, x, y, height, Role.TITLE, right)


def label(text: str, x: float, y: float, height: float = 0.042) -> Line:
    """Give a printed label."""
    return Line(text, x, y, height, Role.LABEL)


def value(text: str, x: float, y: float, height: float = 0.052) -> Line:
    """Give what was filled in."""
    return Line(text, x, y, height)


def code(text: str, y: float, height: float = 0.045) -> Line:
    """Give a machine-readable line."""
    return Line(text, 0.05, y, height, Role.CODE, 0.95)


def column(rows: Iterable[str], top: float, step: float, *, x: float = 0.09, height: float = 0.014) -> tuple[Line, ...]:
    """Set rows of running text below one another; an empty row leaves its place free."""
    return tuple(Line(text, x, top + place * step, height) for place, text in enumerate(rows) if text)
