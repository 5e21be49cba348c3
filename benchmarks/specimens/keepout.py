"""What on a card must be left to be read and seen, as boxes."""

from __future__ import annotations

from benchmarks.specimens.card import Specimen
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.types import Box

_STRAY = 0.02
"""How far fixed texts may have been printed from where the layout has them, in card sizes."""


def printed_boxes(specimen: Specimen) -> list[Box]:
    """Give the boxes of the values, of the portrait, and generously those of the title and the code line."""
    document = DOCUMENTS[specimen.kind]
    fixed = [document.title.box] + ([document.machine_code.box] if document.machine_code else [])
    return [*specimen.boxes.values(), specimen.portrait, *(grown(box, _STRAY) for box in fixed)]


def grown(box: Box, margin: float) -> Box:
    """Give a box that is larger by a margin on every side."""
    return Box(box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin)
