"""What is printed on a located card: its fields and its code line, looked at again where the first look is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from permit_ocr.card.closer_look import Located
from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.card.whole_dates import LENGTHS, whole_dates
from permit_ocr.card.whole_name import whole_name
from permit_ocr.imaging.geometry import bounding_box, box_quad
from permit_ocr.permits import machine_code
from permit_ocr.permits.assign import assign, place_of
from permit_ocr.permits.documents import CARD_ASPECT, Document
from permit_ocr.permits.machine_code import MachineCode
from permit_ocr.permits.reading import read_fields
from permit_ocr.permits.spans import with_room
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_quads
from permit_ocr.types import Box, Field, FieldReading, Quad, TextLine

SWOLLEN = 1.75
"""How many times as high as its place a box is that holds more than the value, a pattern of the ground beside it: where
the value ends it does not tell. Boxes of 130 tuning photos were at most 1.63 times as high."""

OF_ONE_LENGTH = frozenset({Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY})
"""Values of which a part has not the form of the whole; behind a number there may be an issue count."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The print of one card. Quads and boxes are in fractions of the card."""

    engine: TextEngine
    found: Located
    card: RectifiedCard

    @property
    def document(self) -> Document:
        """Which card it is."""
        return self.found.sighting.document

    def places(self) -> dict[Field, Box]:
        """Where each field's value is to be found on this card."""
        anchors = self.found.sighting.anchors
        return {field: place_of(self.document, field, anchors) for field in self.document.fields}

    def portrait_place(self) -> Box:
        """Where the portrait is to be found: it is printed together with the texts, and strays as they do."""
        x, y = self.found.sighting.shift
        x0, y0, x1, y1 = self.document.portrait
        return Box(x0 + x, y0 + y, x1 + x, y1 + y)

    def read_fields(self) -> dict[Field, FieldReading]:
        """Read every field of the document."""
        whole = [line for line in self.found.lines if self.card.shows(with_room(line))]
        lines = dict(assign(self.document, whole, self.found.sighting.anchors))
        if Field.NAME in lines:
            lines[Field.NAME] = whole_name(self.engine, self.card, lines[Field.NAME])
        for field in LENGTHS.keys() & lines:
            lines[field] = whole_dates(self.engine, self.card, self.document, field, lines[field])
        return read_fields(self.document, lines, self._look_again)

    def read_code(self) -> MachineCode | None:
        """Read the code line, where the document has one on its front."""
        printed = self.document.machine_code
        if printed is None:
            return None
        seen = [line for line in self.found.lines if machine_code.looks_like_code(line.text)]
        texts = [line.text for line in seen]
        if not any(map(machine_code.parse, texts)):
            quads = [_grown(bounding_box(line.quad)) for line in seen] + [_grown(printed.box)]
            texts += [line.text for line in self._read(quads, machine_code.ALPHABET)]
        return machine_code.best(texts, printed.text)

    def _look_again(self, field: Field, seen: Quad | None, charset: str | None) -> Sequence[TextLine]:
        place = place_of(self.document, field, self.found.sighting.anchors)
        boxes = [bounding_box(seen), place] if seen else [place]
        swollen = field in OF_ONE_LENGTH and _height(boxes[0]) > SWOLLEN * _height(place)
        whole = [box for box in boxes if swollen or not _cuts(box, boxes[0])]
        lines = self._read([*map(_grown, whole)], charset)
        return [line for line in lines if self.card.shows(with_room(line))]

    def _read(self, quads: Sequence[Quad], charset: str | None) -> Sequence[TextLine]:
        lines = read_quads(self.engine, self.card.image, [self.card.in_image(quad) for quad in quads], charset)
        return [replace(line, quad=quad) for line, quad in zip(lines, quads, strict=True)]


def _cuts(place: Box, ink: Box) -> bool:
    """Whether a value goes on beyond its place: what is read there may look whole, and is not."""
    return ink.x1 - place.x1 > _height(place) / 2 / CARD_ASPECT


def _height(box: Box) -> float:
    return box.y1 - box.y0


def _grown(box: Box) -> Quad:
    """A box with a sixth of its height more on every side, so that no stroke is cut."""
    more = _height(box) / 6
    x0, y0, x1, y1 = box
    return box_quad(Box(x0 - more / CARD_ASPECT, y0 - more, x1 + more / CARD_ASPECT, y1 + more))
