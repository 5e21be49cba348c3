"""Writes everything on a card that is text: title, labels, values, code line and footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.specimens.fonts import HANZI, OCR_B, Typeface, covering
from benchmarks.specimens.ground import CARD_HEIGHT
from benchmarks.specimens.holders import Holder
from benchmarks.specimens.ink import Pen, lay, write
from benchmarks.specimens.split import Split
from benchmarks.specimens.style import Style, strayed
from permit_ocr.permits.documents import Document, PrintedField, PrintedText
from permit_ocr.types import Box, DocumentKind, Field, Image

_LABEL_HEIGHTS = (0.62, 0.78)
"""Smallest and largest label, in heights of its box."""
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
    Field.NUMBER: "Document No.",
    Field.ISSUE_COUNT: "Issuance",
}
"""The small English after the labels of the non-Chinese permit."""


@dataclass(frozen=True, slots=True)
class Press:
    """Prints text on one card in one style."""

    card: Image
    style: Style
    split: Split
    random: np.random.Generator

    def print_all(self, document: Document, holder: Holder) -> Mapping[Field, Box]:
        """Write all text of a document and return the box of each value's ink."""
        self._fixed(document.title, Pen(self.style.title_face, self.style.title, 0.9, 0.02, fill=True))
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
        bilingual = document.kind is DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE
        height = float(self.random.uniform(*_LABEL_HEIGHTS))
        for name, field in document.fields.items():
            if field.label:
                ink = self._fixed(_lowered(field.label), Pen(self.style.label_face, self.style.label, height))
                if bilingual:
                    self._english_label(_ENGLISH_LABELS[name], ink)
        self._rule(document.fields.get(Field.PLACE))

    def _english_label(self, text: str, after: Box) -> None:
        room = Box(after.x1 + 0.006, after.y0, after.x1 + 0.16, after.y1)
        write(self.card, text, room, Pen(self.style.latin_face, self.style.label, 0.62))

    def _micro_print(self, number: str, ghost: Box) -> None:
        """Repeat the number under the ghost portrait, as home-return permits do."""
        room = Box(ghost.x0 + 0.02, ghost.y1 + 0.002, ghost.x1 - 0.01, ghost.y1 + 0.018)
        write(self.card, number, room, Pen(self.style.latin_face, self.style.label, 0.8, opacity=0.6))

    def _rule(self, place: PrintedField | None) -> None:
        """Rule a thin upright line between authority and place, which share a row."""
        if place and place.label:
            top, bottom = place.label.box.y0, place.box.y1
            line = np.full((round((bottom - top) * CARD_HEIGHT), 3), 255, np.uint8)
            x = (min(place.box.x0, place.label.box.x0) - 0.008) * self.card.shape[1]
            lay(self.card, line, (round(x), round(top * CARD_HEIGHT)), self.style.label, 0.8)

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
        if text.isascii():
            return self.style.latin_face
        return covering(self.style.hanzi_face, HANZI[self.split], text)


def _lowered(label: PrintedText) -> PrintedText:
    x0, y0, x1, y1 = label.box
    drop = _LABEL_DROP * (y1 - y0)
    return PrintedText(label.text, Box(x0, y0 + drop, x1, y1 + drop))
