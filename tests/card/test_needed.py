"""Of a card only what is needed is read; in doubt, everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from permit_ocr.card.needed import Print, read_all, read_needed
from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.imaging.geometry import box_quad, rectangle
from permit_ocr.permits.documents import CARD_ASPECT, DOCUMENTS, EXIT_ENDORSEMENT_HK_MACAO, HOME_RETURN_PERMIT, Document
from permit_ocr.text.engine import Recognition
from permit_ocr.types import Box, Field, Image, Quad

HEIGHT = 400
NOTICE = "MAINLAND TRAVEL PERMIT FOR RESIDENTS"

CODE = "CSCA32732010<2901178<8108038<2"


@dataclass
class MarkedEngine:
    """Reads the text whose number the crop's colour gives, and remembers what it was asked to read."""

    texts: Sequence[str]
    asked: list[str] = field(default_factory=list)
    hasty: list[str] = field(default_factory=list)
    """What was asked for quickly, and is read with mistakes where ``mistaken`` has it."""
    mistaken: Mapping[str, str] = field(default_factory=dict)

    def detect(self, image: Image) -> list[Quad]:
        """Nothing: lines are given to the reader."""
        return []

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """Look the colour up."""
        return [self._one(self.texts[int(crop[..., 0].max()) - 1], quick) for crop in crops]

    def _one(self, text: str, quick: bool) -> Recognition:
        (self.hasty if quick else self.asked).append(text)
        text = self.mistaken.get(text, text) if quick else text
        positions = tuple((i + 0.5) / len(text) for i in range(len(text)))
        return Recognition(text, (0.99,) * len(text), positions, ({},) * len(text))


def printed(document: Document, dy: float = 0.0) -> dict[str, Box]:
    """Title, labels, a notice and the values of a card, ``dy`` card heights below where the layout has them."""
    values = {Field.NUMBER: "H12345678", Field.BIRTH_DATE: "1990.01.02", Field.VALIDITY: "2020.01.02-2030.01.01"}
    texts = {document.title.text: document.title.box, NOTICE: Box(0.19, 0.165, 0.8, 0.2)}
    texts |= {f.label.text: f.label.box for f in document.fields.values() if f.label}
    texts |= {text: document.fields[name].box for name, text in values.items()}
    return {text: Box(x0, y0 + dy, x1, y1 + dy) for text, (x0, y0, x1, y1) in texts.items()}


def look(boxes: dict[str, Box]) -> tuple[MarkedEngine, RectifiedCard, list[Quad]]:
    """A card on which every line is a bar of a colour of its own."""
    width = round(HEIGHT * CARD_ASPECT)
    photo = np.zeros((HEIGHT, width, 3), np.uint8)
    for number, (x0, y0, x1, y1) in enumerate(boxes.values(), 1):
        photo[round(y0 * HEIGHT) : round(y1 * HEIGHT), round(x0 * width) : round(x1 * width)] = number
    card = rectify(photo, Quad.from_array(rectangle(width, HEIGHT)), CARD_ASPECT, width=width)
    return MarkedEngine(list(boxes)), card, [card.in_image(box_quad(box)) for box in boxes.values()]


def texts_of(read: Print) -> set[str]:
    return {line.text for line in read.lines}


RETURN_PERMITS = [document for document in DOCUMENTS.values() if document.footer]


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda d: d.kind)
def test_title_and_values_are_read(document: Document) -> None:
    engine, card, quads = look(printed(document))
    values = {"1990.01.02", "2020.01.02-2030.01.01", "H12345678"}
    assert {document.title.text, *values} <= texts_of(read_needed(engine, card, quads))
    assert len(engine.asked) < len(quads)


@pytest.mark.parametrize("document", RETURN_PERMITS, ids=lambda d: d.kind)
def test_labels_and_notices_are_not_read_where_the_title_tells_the_document(document: Document) -> None:
    engine, card, quads = look(printed(document))
    read_needed(engine, card, quads)
    labels = {f.label.text for f in document.fields.values() if f.label}
    assert not {NOTICE, *labels} & {*engine.asked, *engine.hasty}


def test_a_quick_look_is_enough_at_what_proves_itself() -> None:
    engine, card, quads = look(printed(HOME_RETURN_PERMIT))
    read_needed(engine, card, quads)
    assert {*engine.hasty} == {HOME_RETURN_PERMIT.title.text, "1990.01.02", "2020.01.02-2030.01.01"}
    assert engine.asked == ["H12345678"]


def test_what_does_not_prove_itself_is_read_with_care() -> None:
    term = "2020.01.02-2030.01.01"
    engine, card, quads = look(printed(HOME_RETURN_PERMIT))
    engine.mistaken = {term: "2020.01.02-2030.01.02"}
    assert term in texts_of(read_needed(engine, card, quads))
    assert {*engine.asked} == {term, "H12345678"}


def test_what_the_code_line_confirms_proves_itself() -> None:
    boxes = printed(EXIT_ENDORSEMENT_HK_MACAO)
    assert EXIT_ENDORSEMENT_HK_MACAO.machine_code is not None
    boxes[CODE] = EXIT_ENDORSEMENT_HK_MACAO.machine_code.box
    del boxes["H12345678"]
    boxes["CA3273201"] = EXIT_ENDORSEMENT_HK_MACAO.fields[Field.NUMBER].box
    boxes["1981.08.03"] = boxes.pop("1990.01.02")
    engine, card, quads = look(boxes)
    read_needed(engine, card, quads)
    assert {"CA3273201", "1981.08.03"} <= {*engine.hasty} - {*engine.asked}


def test_a_title_misread_in_haste_is_read_with_care() -> None:
    title = HOME_RETURN_PERMIT.title.text
    engine, card, quads = look(printed(HOME_RETURN_PERMIT))
    engine.mistaken = {title: title[:-1]}
    assert title in texts_of(read_needed(engine, card, quads))
    assert NOTICE not in engine.asked


@pytest.mark.parametrize("mistaken", [False, True])
def test_a_code_line_is_read_with_care_unless_all_its_check_digits_hold(mistaken: bool) -> None:
    code, document = CODE, EXIT_ENDORSEMENT_HK_MACAO
    boxes = printed(document)
    assert document.machine_code is not None
    boxes[code] = document.machine_code.box
    engine, card, quads = look(boxes)
    engine.mistaken = {code: code.replace("0<29", "O<2S")} if mistaken else {}
    assert code in texts_of(read_needed(engine, card, quads))
    assert (code in engine.asked) == mistaken


def test_labels_in_their_places_tie_the_layout_down_unread() -> None:
    engine, card, quads = look(printed(HOME_RETURN_PERMIT))
    read = read_needed(engine, card, quads).mapped(card.to_card)
    sighting, blind = read.identify(), Print(read.lines, {}).identify()
    assert sighting is not None
    assert blind is not None
    assert len(sighting.anchors) == len(blind.anchors) + len(read.labels)
    assert len(read.labels) == sum(f.label is not None for f in HOME_RETURN_PERMIT.fields.values())
    layout, seen = sighting.points
    assert seen == pytest.approx(layout, abs=0.02)


def test_labels_seen_but_not_read_are_no_evidence() -> None:
    engine, card, quads = look(printed(HOME_RETURN_PERMIT))
    read = read_needed(engine, card, quads)
    sighting, blind = read.identify(), Print(read.lines, {}).identify()
    assert sighting is not None
    assert blind is not None
    assert sighting.evidence == blind.evidence


def test_everything_is_read_where_no_title_is() -> None:
    boxes = printed(HOME_RETURN_PERMIT)
    del boxes[HOME_RETURN_PERMIT.title.text]
    engine, card, quads = look(boxes)
    assert texts_of(read_needed(engine, card, quads)) == set(boxes)


def test_everything_is_read_where_the_title_is_out_of_its_place() -> None:
    boxes = printed(HOME_RETURN_PERMIT, dy=0.055)
    engine, card, quads = look(boxes)
    assert texts_of(read_needed(engine, card, quads)) == set(boxes)


def test_no_line_is_read_with_care_twice() -> None:
    for dy in (0.0, 0.055):
        engine, card, quads = look(printed(HOME_RETURN_PERMIT, dy))
        read_needed(engine, card, quads)
        assert len(engine.asked) == len(set(engine.asked))


def test_a_thorough_reading_reads_all() -> None:
    boxes = printed(HOME_RETURN_PERMIT)
    engine, card, quads = look(boxes)
    assert texts_of(read_all(engine, card, quads)) == set(boxes)
