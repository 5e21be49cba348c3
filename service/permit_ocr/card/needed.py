"""Reads of a card only what its reading needs: to read a line takes longer than to find it.

A card bears twice as much print as is asked for: labels, titles and notices in two languages. Its title is read first,
then the lines that stand where that document has its values. Labels are not read: where they stand is all that the
layout needs of them. Where the title is not clear, or not in its place, everything is read. Whatever may prove itself
is read by the quick recogniser first, and by the larger one where it does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.imaging.geometry import Homography, bounding_box, project_quad
from permit_ocr.permits.documents import CARD_ASPECT, DOCUMENTS, Document, PrintedText
from permit_ocr.permits.identify import Sighting, identify
from permit_ocr.permits.proofs import provable_fields, proved, proved_code
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_quads
from permit_ocr.types import Box, Quad, TextLine

OFF = 0.03
"""How far, in card heights, the left end of a label may be from its place: half of the distance of a value's row from
its label's."""

ROW, COLUMN = 0.045, 0.05
"""How far a line's middle may be above or below a place (card heights), and its end beside it (card widths). So far may
the title be from its row, and twice as far its ends, which depend on the font, from theirs."""

LABEL_SIZE = 1.7
"""Ratio of heights within which a line in a label's place is that label."""


@dataclass(frozen=True, slots=True)
class Print:
    """What was read of a card, and the labels that were only seen to stand where they belong."""

    lines: tuple[TextLine, ...]
    labels: Mapping[PrintedText, Quad]

    def mapped(self, matrix: Homography) -> Print:
        """The same in other coordinates."""
        lines = tuple(replace(line, quad=project_quad(matrix, line.quad)) for line in self.lines)
        return Print(lines, {label: project_quad(matrix, quad) for label, quad in self.labels.items()})

    def identify(self) -> Sighting | None:
        """Name the document, and tie it to its layout by all that was read or seen."""
        return identify(self.lines, self.labels)


def read_all(engine: TextEngine, card: RectifiedCard, quads: Sequence[Quad]) -> Print:
    """Read every line; quads are in pixels of the card's picture, upright."""
    return Print(tuple(read_quads(engine, card.image, quads)), {})


def read_needed(engine: TextEngine, card: RectifiedCard, quads: Sequence[Quad]) -> Print:
    """Read what is needed of the lines; quads are in pixels of the card's picture, upright."""
    boxes = {quad: bounding_box(project_quad(card.to_card, quad)) for quad in quads}
    titles = _read_titles(engine, card, boxes)
    sighting = identify(titles)
    if not sighting or not sighting.certain or not _in_place(sighting, card.to_card):
        return read_all(engine, card, quads)
    read = {line.quad for line in titles}
    rest = {quad: box for quad, box in boxes.items() if quad not in read}
    lines = [*titles, *_read_values(engine, card, rest, sighting.document)]
    if not _names(lines, sighting.document):
        return read_all(engine, card, quads)
    read = {line.quad for line in lines}
    return Print(tuple(lines), _labels(sighting.document, {q: box for q, box in boxes.items() if q not in read}))


def _read_titles(engine: TextEngine, card: RectifiedCard, boxes: Mapping[Quad, Box]) -> list[TextLine]:
    """The lines in the titles' places. A quick look is enough where it sees a title without a mistake."""
    places = _standing_in(boxes, [document.title.box for document in DOCUMENTS.values()])
    lines = read_quads(engine, card.image, places, quick=True)
    sighting = identify(lines)
    exact = sighting and sighting.anchors[0].similarity == 1
    return lines if exact else _with_care(engine, card, lines)


def _read_values(
    engine: TextEngine, card: RectifiedCard, boxes: Mapping[Quad, Box], document: Document
) -> list[TextLine]:
    """The lines in the values' places. A quick look is enough at those that prove themselves."""
    codes = [document.machine_code.box] if document.machine_code else []
    provable = _standing_in(boxes, [*codes, *(document.fields[field].box for field in provable_fields(document))])
    hasty = read_quads(engine, card.image, provable, quick=True)
    code = next(filter(None, (proved_code(line.text) for line in hasty)), None)
    sure = {line.quad: known for line in hasty if (known := proved(document, line, code))}
    doubtful = [line for line in hasty if line.quad not in sure]
    unread = [q for q in _standing_in(boxes, [field.box for field in document.fields.values()]) if q not in provable]
    return [*sure.values(), *_with_care(engine, card, doubtful), *read_quads(engine, card.image, unread)]


def _with_care(engine: TextEngine, card: RectifiedCard, hasty: Sequence[TextLine]) -> list[TextLine]:
    """Lines that a quick look read, as a careful one reads them."""
    return read_quads(engine, card.image, [line.quad for line in hasty])


def _names(lines: Sequence[TextLine], document: Document) -> bool:
    sighting = identify(lines)
    return sighting is not None and sighting.certain and sighting.document is document


def _standing_in(boxes: Mapping[Quad, Box], places: Sequence[Box]) -> list[Quad]:
    return [quad for quad, box in boxes.items() if any(_stands_in(box, place) for place in places)]


def _stands_in(box: Box, place: Box) -> bool:
    apart = abs(box.y0 + box.y1 - place.y0 - place.y1) / 2
    return apart <= ROW and box.x0 < place.x1 + COLUMN and box.x1 > place.x0 - COLUMN


def _in_place(sighting: Sighting, to_card: Homography) -> bool:
    """Whether what names the document, its first anchor, stands where the layout has it."""
    title = sighting.anchors[0]
    box, place = bounding_box(project_quad(to_card, title.line.quad)), title.printed.box
    ends = max(abs(box.x0 - place.x0), abs(box.x1 - place.x1)) * CARD_ASPECT
    return abs(box.y0 + box.y1 - place.y0 - place.y1) / 2 <= ROW and ends <= 2 * ROW


def _labels(document: Document, rest: Mapping[Quad, Box]) -> dict[PrintedText, Quad]:
    """The labels that stand in their places among the lines that were not read."""
    labels = [field.label for field in document.fields.values() if field.label]
    found = {label: _label_at(label.box, rest) for label in labels}
    return {label: quad for label, quad in found.items() if quad}


def _label_at(place: Box, rest: Mapping[Quad, Box]) -> Quad | None:
    near = {quad: _distance(box, place) for quad, box in rest.items() if _is_as_high(box, place)}
    nearest = min(near, key=lambda quad: near[quad], default=None)
    return nearest if nearest and near[nearest] <= OFF else None


def _distance(box: Box, place: Box) -> float:
    """From the middle of one left end to that of the other, in card heights."""
    return float(np.hypot((box.x0 - place.x0) * CARD_ASPECT, (box.y0 + box.y1 - place.y0 - place.y1) / 2))


def _is_as_high(box: Box, place: Box) -> bool:
    ratio = (box.y1 - box.y0) / (place.y1 - place.y0)
    return 1 / LABEL_SIZE <= ratio <= LABEL_SIZE
