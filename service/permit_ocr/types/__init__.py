"""Value objects that the steps of the recipe hand to each other.

Coordinates are pixels of the upright photo (EXIF orientation already applied), x to the right and y down,
unless a name says otherwise. A :class:`Box` is in fractions of the card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from permit_ocr.types.fields import CheckState, DocumentKind, Evidence, Field, FieldReading, TextLine
from permit_ocr.types.reading import PermitReading, Portrait
from permit_ocr.types.shapes import Box, Point, Quad
from permit_ocr.types.warnings import Finding, Score, WarningKind

if TYPE_CHECKING:
    from permit_ocr.types.arrays import Image, Points

__all__ = [
    "Box",
    "CheckState",
    "DocumentKind",
    "Evidence",
    "Field",
    "FieldReading",
    "Finding",
    "Image",
    "PermitReading",
    "Point",
    "Points",
    "Portrait",
    "Quad",
    "Score",
    "TextLine",
    "WarningKind",
]


def __getattr__(name: str) -> object:
    """Import the arrays when they are first asked for: the process that listens must not pay for NumPy."""
    if name in {"Image", "Points"}:
        from permit_ocr.types import arrays  # noqa: PLC0415

        return getattr(arrays, name)
    raise AttributeError(name)
