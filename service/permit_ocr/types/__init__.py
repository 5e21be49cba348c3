"""Value objects that the steps of the recipe hand to each other.

Coordinates are pixels of the upright photo (EXIF orientation already applied), x to the right and y down,
unless a name says otherwise. A :class:`Box` is in fractions of the card.
"""

from permit_ocr.types.fields import CheckState, DocumentKind, Evidence, Field, FieldReading, TextLine
from permit_ocr.types.reading import PermitReading, Portrait
from permit_ocr.types.shapes import Box, Image, Point, Points, Quad
from permit_ocr.types.warnings import Finding, Score, WarningKind

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
