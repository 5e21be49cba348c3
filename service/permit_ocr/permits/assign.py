"""Which line on the card is which field.

Lines are in fractions of the card. A field's place comes from the layout, shifted by its own label where that was
found; rows are told apart by their height on the card, columns within a row by where each *character* stands, so
that two values which the detector merged into one line come apart again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from permit_ocr.imaging.geometry import bounding_box, box_quad
from permit_ocr.permits.anchors import Anchor
from permit_ocr.permits.documents import Document, PrintedField
from permit_ocr.permits.normalise import FORMS, issue_count
from permit_ocr.permits.spans import span
from permit_ocr.types import Box, Field, TextLine

ROW_REACH = 0.045
"""How far, in card heights, a value may stand above or below its row. Rows are at least 0.063 apart."""

COLUMN_REACH = 0.03
"""How far, in card widths, a value may begin left of its box."""

LABEL_SHIFT = 0.06
"""A label found further than this from its place (fractions of the card) is somebody else's text."""


def assign(document: Document, lines: Sequence[TextLine], anchors: Sequence[Anchor]) -> Mapping[Field, TextLine]:
    """Give each field the text printed in its place; fields without any text are left out."""
    places = {field: _place(printed, anchors) for field, printed in document.fields.items()}
    fixed = {anchor.line.quad for anchor in anchors}
    pieces: dict[Field, list[TextLine]] = defaultdict(list)
    for line in lines:
        if line.quad in fixed or _covers_anchor(line, anchors):
            continue
        for field, piece in _pieces(document, line, places):
            pieces[field].append(piece)
    return _moved_up(document, {field: _joined(_of_kind(field, parts)) for field, parts in pieces.items()})


def place_of(document: Document, field: Field, anchors: Sequence[Anchor]) -> Box:
    """Where a field's value is to be found on this card, in fractions of the card."""
    return _place(document.fields[field], anchors)


def _moved_up(document: Document, found: Mapping[Field, TextLine]) -> Mapping[Field, TextLine]:
    """Of a holder without a Chinese name, the Latin one may stand in its place."""
    name = found.get(Field.NAME)
    if Field.NAME not in document.optional or Field.LATIN_NAME in found or not name or not name.text.isascii():
        return found
    return {(Field.LATIN_NAME if field is Field.NAME else field): line for field, line in found.items()}


def _place(printed: PrintedField, anchors: Iterable[Anchor]) -> Box:
    shift = np.zeros(2, dtype=np.float32)
    for anchor in anchors:
        if anchor.printed is printed.label:
            moved = anchor.picture_points()[0] - anchor.card_points()[0]
            shift = moved if np.abs(moved).max() <= LABEL_SHIFT else shift
    x0, y0, x1, y1 = printed.box
    dx, dy = float(shift[0]), float(shift[1])
    return Box(x0 + dx, y0 + dy, x1 + dx, y1 + dy)


def _covers_anchor(line: TextLine, anchors: Iterable[Anchor]) -> bool:
    """Whether a fixed text was cut out of this very line (a bilingual label)."""
    x0, y0, x1, y1 = bounding_box(line.quad)
    for anchor in anchors:
        ax0, ay0, ax1, ay1 = bounding_box(anchor.line.quad)
        if x0 - 1e-3 <= ax0 and ax1 <= x1 + 1e-3 and abs((y0 + y1) - (ay0 + ay1)) < 0.02:
            return True
    return False


def _pieces(document: Document, line: TextLine, places: Mapping[Field, Box]) -> Iterable[tuple[Field, TextLine]]:
    """The line, cut up among the fields of its row."""
    row = _row(line, places)
    if not row:
        return
    cuts = [_first_right_of(line, place.x0 - COLUMN_REACH / 2) for _, place in row]
    if [field for field, _ in row] == [Field.NUMBER, Field.ISSUE_COUNT]:
        cuts[1] = _end_of_number(document, line.text) or cuts[1]
    for (field, _), start, stop in zip(row, [0, *cuts[1:]], [*cuts[1:], len(line.text)], strict=True):
        if stop > start:
            yield field, span(line, start, stop)


def _end_of_number(document: Document, text: str) -> int:
    """Where a number ends of which only the issue count follows; 0 where the text is not these two."""
    number = document.number.match(text)
    return number.end() if number and issue_count(document, text[number.end() :]) else 0


def _row(line: TextLine, places: Mapping[Field, Box]) -> list[tuple[Field, Box]]:
    """The fields of the nearest row that the line reaches into, from left to right."""
    x0, y0, x1, y1 = bounding_box(line.quad)
    middle = (y0 + y1) / 2
    near = {field: abs(middle - (place.y0 + place.y1) / 2) for field, place in places.items()}
    reached = [
        field
        for field, place in places.items()
        if near[field] <= ROW_REACH and x1 > place.x0 and x0 < place.x1 and x0 > place.x0 - 1
    ]
    if not reached:
        return []
    nearest = min(near[field] for field in reached)
    row = [(field, places[field]) for field in reached if near[field] - nearest <= ROW_REACH / 2]
    return sorted(row, key=lambda item: item[1].x0)


def _first_right_of(line: TextLine, x: float) -> int:
    """Index of the first character that stands right of ``x``."""
    a, b, _, _ = line.quad.corners
    for i, position in enumerate(line.positions):
        if a.x + position * (b.x - a.x) >= x:
            return i
    return len(line.text)


def _of_kind(field: Field, parts: list[TextLine]) -> list[TextLine]:
    """The parts that have a character of the field, if any have: a pattern beside a date may be taken for letters."""
    charset = FORMS[field].charset
    own = [part for part in parts if charset is None or not set(charset).isdisjoint(part.text)]
    return own or parts


def _joined(parts: list[TextLine]) -> TextLine:
    """Parts of one value, from left to right, as one line; its characters' positions are lost."""
    parts = sorted(parts, key=lambda part: part.quad.corners[0].x)
    if len(parts) == 1:
        return parts[0]
    x0, y0, x1, y1 = np.array([bounding_box(part.quad) for part in parts]).T
    frame = Box(float(x0.min()), float(y0.min()), float(x1.max()), float(y1.max()))
    probabilities = tuple(p for part in parts for p in (*part.probabilities, 1.0))[:-1]
    return TextLine(" ".join(part.text for part in parts), box_quad(frame), probabilities)
