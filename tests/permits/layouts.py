"""Cards as lines of text, without pictures: every printed text of a document in its place."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from permit_ocr.imaging.geometry import box_corners
from permit_ocr.permits.documents import Document
from permit_ocr.types import Box, Field, Quad, TextLine


def line(text: str, box: Box | tuple[float, float, float, float], sure: float = 0.99) -> TextLine:
    """A line whose characters are spread evenly over a box in fractions of the card."""
    count = len(text)
    positions = tuple((i + 0.5) / count for i in range(count))
    return TextLine(text, Quad.from_array(box_corners(Box(*box))), (sure,) * count, positions)


def value_line(document: Document, field: Field, text: str) -> TextLine:
    """A value at the left end of its box, every character as wide as is usual in that row."""
    box = document.fields[field].box
    pitch = (box.y1 - box.y0) * (0.63 if "\u4e00" <= text[:1] <= "\u9fff" else 0.36)
    return line(text, (box.x0, box.y0, min(box.x0 + pitch * len(text), 0.97), box.y1))


def card_lines(document: Document, values: Mapping[Field, str]) -> list[TextLine]:
    """Title, labels, footer and values of a card."""
    fixed = [document.title, *(f.label for f in document.fields.values())]
    fixed += [document.footer] if document.footer else []
    lines = [line(printed.text, printed.box) for printed in fixed if printed]
    return lines + [value_line(document, field, text) for field, text in values.items()]


def moved(text_line: TextLine, dx: float, dy: float) -> TextLine:
    """The line, shifted by fractions of the card."""
    quad = Quad.from_array(text_line.quad.to_array() + np.float32([dx, dy]))
    return TextLine(text_line.text, quad, text_line.probabilities, text_line.positions)
