"""Writes everything on a card that is text: title, labels, values, code line and footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.specimens.fonts import HANZI, OCR_B, Typeface, covering
from benchmarks.specimens.ground import CARD_HEIGHT
from benchmarks.specimens.holders import Holder
from benchmarks.specimens.ink import Pen, lay, write
from benchmarks.specimens.split import Split
from benchmarks.specimens.style import Style, strayed
from permit_ocr.permits.documents import Document, PrintedField, PrintedText
from permit_ocr.types import Box, Field, Image

_LABEL_DROP = 0.15
"""How far below the middle of its box a label stands, in heights of the box: away from the value above."""

_VALUE_HEIGHTS: Mapping[Field, float] = {
    Field.LATIN_NAME: 0.66,
    Field.BIRTH_DATE: 0.64,
    Field.VALIDITY: 0.64,
    Field.NUMBER: 0.76,
    Field.ISSUE_COUNT: 0.76,
}
"""Height of the ink in heights of the field's box, which holds whole lines; Chinese values fill it more."""
_HANZI_HEIGHT = 0.86

_FIXED_LENGTH = {Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY, Field.ISSUE_COUNT}

_ENGLISH_LABELS: Mapping[Field, str] = {
    Field.BIRTH_DATE: "Date of birth",
    Field.SEX: "Sex",
    Field.NATIONALITY: "Nationality",
    Field.VALIDITY: "Valid period",
    Field.AUTHORITY: "Issuing authority",
    Field.PLACE: "Place of issue",
    Field.NUMBER: "Document No.",
    Field.ISSUE_COUNT: "Issuance",
}
"""The small English after the labels of the non-Chinese permit, and of some specimens of the others."""
_ENGLISH_LEAD: Mapping[Split, str] = {Split.TUNING: "", Split.REPORTING: "/ "}
"""What stands between a label and its English."""
_ENGLISH_TITLE = 0.05
"""Height of the line under the title that holds its English, in card heights."""


@dataclass(frozen=True, slots=True)
class Press:
    """Prints text on one card in one style."""

    card: Image
    style: Style
    split: Split
    random: np.random.Generator

    def print_all(self, document: Document, holder: Holder) -> Mapping[Field, Box]:
        """Write all text of a document and return the box of each value's ink."""
        title = self._fixed(document.title, Pen(self.style.title_face, self.style.title, 0.9, 0.02, fill=True))
        if self.style.bilingual:
            self._english_title(document.english_title, title)
        if document.machine_code:
            code = Pen(OCR_B, self.style.value, float(self.random.uniform(0.7, 0.8)), fill=True)
            self._fixed(PrintedText(holder.machine_code, document.machine_code.box), code)
        if document.footer:
            self._fixed(document.footer, Pen(self.style.latin_face, self.style.footer, 0.8, fill=True))
            self._micro_print(holder.values[Field.NUMBER], document.ghost_portrait)
        self._labels(document)
        return {name: self._value(name, document.fields[name], text) for name, text in holder.values.items()}

    def _fixed(self, printed: PrintedText, pen: Pen) -> Box:
        return write(self.card, printed.text, strayed(printed.box, self.style, self.random), pen)

    def _labels(self, document: Document) -> None:
        for name, field in document.fields.items():
            if field.label:
                pen = Pen(self.style.label_face, self.style.label, self.style.label_size)
                ink = self._fixed(_lowered(field.label), pen)
                if self.style.bilingual:
                    self._english_label(_ENGLISH_LABELS[name], ink, _room_after(field.label, document))
        self._rule(document.fields.get(Field.PLACE))

    def _english_label(self, text: str, after: Box, right: float) -> None:
        room = Box(after.x1 + 0.006, after.y0, min(after.x1 + 0.16, right), after.y1)
        lead = _ENGLISH_LEAD[self.split]
        write(self.card, lead + text, room, Pen(self.style.latin_face, self.style.label, 0.62))

    def _english_title(self, text: str, above: Box) -> None:
        """Print the title's English small under it, no wider than the title itself."""
        room = Box(above.x0, above.y1 + 0.008, above.x1, above.y1 + 0.008 + _ENGLISH_TITLE)
        write(self.card, text, room, Pen(self.style.latin_face, self.style.title, 0.55))

    def _micro_print(self, number: str, ghost: Box) -> None:
        """Repeat the number under the ghost portrait, as home-return permits do."""
        room = Box(ghost.x0 + 0.02, ghost.y1 + 0.002, ghost.x1 - 0.01, ghost.y1 + 0.018)
        write(self.card, number, room, Pen(self.style.latin_face, self.style.label, 0.8, opacity=0.6))

    def _rule(self, place: PrintedField | None) -> None:
        """Rule a thin upright line between authority and place, which share a row; some specimens have none."""
        if place and place.label and self.random.random() < 0.8:
            top, bottom = place.label.box.y0, place.box.y1
            thickness = int(self.random.integers(2, 6))
            line = np.full((round((bottom - top) * CARD_HEIGHT), thickness), 255, np.uint8)
            x = (min(place.box.x0, place.label.box.x0) - 0.012) * self.card.shape[1]
            corner = round(x), round(top * CARD_HEIGHT)
            lay(self.card, line, corner, self.style.label, float(self.random.uniform(0.4, 0.9)))

    def _value(self, name: Field, field: PrintedField, text: str) -> Box:
        pen = Pen(
            self._typeface(text),
            self.style.value,
            _VALUE_HEIGHTS.get(name, _HANZI_HEIGHT) * self.style.value_size,
            self.style.name_gap if name is Field.NAME else 0.02,
            fill=name in _FIXED_LENGTH,
        )
        return self._fixed(PrintedText(text, field.box), pen)

    def _typeface(self, text: str) -> Typeface:
        family = () if text.isascii() else HANZI[self.split]
        face = covering(self.style.latin_face if text.isascii() else self.style.hanzi_face, family, text)
        return replace(face, stroke=face.stroke + self.style.weight)


def _room_after(label: PrintedText, document: Document) -> float:
    """Say how far to the right a label's row is free: to the next label, or to the card's edge."""
    others = [field.label.box for field in document.fields.values() if field.label]
    after = [box.x0 for box in others if box.y0 == label.box.y0 and box.x0 > label.box.x0]
    return min([*after, 0.99]) - 0.02


def _lowered(label: PrintedText) -> PrintedText:
    x0, y0, x1, y1 = label.box
    drop = _LABEL_DROP * (y1 - y0)
    return PrintedText(label.text, Box(x0, y0 + drop, x1, y1 + drop))
