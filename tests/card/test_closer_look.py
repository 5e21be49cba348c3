"""A card is placed by its texts and its border, whoever printed it: fonts, sizes and places may differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from benchmarks.overlap import overlap
from permit_ocr.card.closer_look import look_closer
from permit_ocr.imaging.geometry import box_quad
from permit_ocr.permits.documents import CARD_ASPECT, EXIT_ENDORSEMENT_HK_MACAO, HOME_RETURN_PERMIT, Document
from permit_ocr.text.engine import Recognition
from permit_ocr.types import Box, Field, Image, Quad

WIDTH, HEIGHT = 800, round(800 / CARD_ASPECT)
STEP = 8
"""Levels by which the colours of two texts differ, so that scaling does not mix them up."""


@dataclass
class BarEngine:
    """Finds bars of colour, and reads in each the text whose number its blue gives."""

    texts: Sequence[str]

    def detect(self, image: Image) -> list[Quad]:
        """Every bar as it stands."""
        shapes, _ = cv2.findContours((image[..., 0] > STEP // 2).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        rectangles = [cv2.boundingRect(shape) for shape in shapes]
        return [box_quad(Box(x, y, x + w, y + h)) for x, y, w, h in rectangles if w > STEP]

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """Look the colour up."""
        return [self._one(self.texts[round(int(crop[..., 0].max()) / STEP) - 1]) for crop in crops]

    def _one(self, text: str) -> Recognition:
        positions = tuple((i + 0.5) / len(text) for i in range(len(text)))
        return Recognition(text, (0.99,) * len(text), positions, ({},) * len(text))


def printed(document: Document, narrow: float = 1.0, scale: float = 1.0) -> dict[str, Box]:
    """Title, labels and values: fixed texts ``narrow`` times as wide as in the layout, all drawn ``scale`` as large."""
    values = {Field.NUMBER: "H12345678", Field.BIRTH_DATE: "1990.01.02", Field.VALIDITY: "2020.01.02-2030.01.01"}
    fixed = {document.title.text: document.title.box}
    fixed |= {field.label.text: field.label.box for field in document.fields.values() if field.label}
    boxes = {text: Box(x0, y0, x0 + narrow * (x1 - x0), y1) for text, (x0, y0, x1, y1) in fixed.items()}
    boxes |= {text: document.fields[name].box for name, text in values.items()}
    return {text: Box(*(0.5 + scale * (edge - 0.5) for edge in box)) for text, box in boxes.items()}


def photo(texts: Mapping[str, Box], margin: int, ground: int) -> tuple[Image, Quad]:
    """A green card with its texts on a ground of so much green, and where the card lies."""
    image = np.zeros((HEIGHT + 2 * margin, WIDTH + 2 * margin, 3), np.uint8)
    image[..., 1] = ground
    card = image[margin : margin + HEIGHT, margin : margin + WIDTH]
    card[..., 1] = 200
    for number, (x0, y0, x1, y1) in enumerate(texts.values(), 1):
        card[round(y0 * HEIGHT) : round(y1 * HEIGHT), round(x0 * WIDTH) : round(x1 * WIDTH), 0] = STEP * number
    return image, box_quad(Box(margin, margin, margin + WIDTH, margin + HEIGHT))


def found(image: Image, texts: Mapping[str, Box], quad: Quad, proposal: Quad | None) -> Quad:
    located = look_closer(BarEngine([*texts]), image, quad, proposal)
    assert located is not None
    return located.quad


def test_footer_is_not_taken_for_the_border_of_a_card_that_fills_its_photo() -> None:
    footer = HOME_RETURN_PERMIT.footer
    assert footer
    texts = printed(HOME_RETURN_PERMIT) | {footer.text: footer.box}
    image, card = photo(texts, margin=0, ground=200)
    assert overlap(found(image, texts, card, proposal=card), card) > 0.985


def test_edge_of_the_portrait_is_not_taken_for_a_border_that_is_not_seen() -> None:
    """Not even where a few texts, and a proposal that is off, leave open where the left side is."""
    texts = {text: box for text, box in printed(HOME_RETURN_PERMIT).items() if "居民" in text or text[0] in "H1"}
    image, card = photo(texts, margin=60, ground=200)
    x0, y0, x1, y1 = HOME_RETURN_PERMIT.portrait
    left, top, right, bottom = (round(60 + at) for at in (x0 * WIDTH, y0 * HEIGHT, x1 * WIDTH, y1 * HEIGHT))
    cv2.rectangle(image, (left - 6, top), (right, bottom), (0, 60, 60), 4)
    loose = Quad.from_array(card.to_array() + np.float32([[12, 0], [0, 0], [0, 0], [12, 0]]))
    assert overlap(found(image, texts, card, proposal=loose), card) > 0.97


@pytest.mark.parametrize("narrow", [0.7, 0.85, 1.15])
def test_width_of_the_font_does_not_move_the_outline(narrow: float) -> None:
    texts = printed(HOME_RETURN_PERMIT, narrow)
    image, card = photo(texts, margin=60, ground=200)
    assert overlap(found(image, texts, card, proposal=None), card) > 0.975


@pytest.mark.parametrize("scale", [0.93, 1.04])
def test_border_seen_beyond_doubt_is_believed_where_all_is_printed_larger_or_smaller(scale: float) -> None:
    texts = printed(EXIT_ENDORSEMENT_HK_MACAO, scale=scale)
    image, card = photo(texts, margin=60, ground=40)
    assert overlap(found(image, texts, card, proposal=card), card) > 0.985


@pytest.mark.parametrize("scale", [0.95, 1.03])
def test_scan_cut_to_the_card_ends_where_the_card_does(scale: float) -> None:
    texts = printed(EXIT_ENDORSEMENT_HK_MACAO, scale=scale)
    image, card = photo(texts, margin=0, ground=200)
    assert overlap(found(image, texts, card, proposal=card), card) > 0.985


def test_border_that_is_hardly_seen_does_not_outweigh_the_texts() -> None:
    texts = printed(HOME_RETURN_PERMIT)
    image, card = photo(texts, margin=60, ground=200)
    cv2.rectangle(image, (35, 45), (WIDTH + 85, HEIGHT + 75), (0, 208, 0), 2)
    assert overlap(found(image, texts, card, proposal=None), card) > 0.975


def test_proposal_holds_what_texts_on_the_left_leave_open() -> None:
    texts = {text: box for text, box in printed(HOME_RETURN_PERMIT, narrow=0.7).items() if box.x0 < 0.35}
    image, card = photo(texts, margin=60, ground=200)
    assert overlap(found(image, texts, card, proposal=card), card) > 0.97


@pytest.mark.parametrize(("beyond", "all_read"), [(0.03, False), (0.2, True)])
def test_only_sides_that_are_surely_beyond_the_photo_have_all_lines_read(beyond: float, all_read: bool) -> None:
    texts = printed(HOME_RETURN_PERMIT)
    image, _ = photo(texts, margin=0, ground=200)
    proposal = box_quad(Box(0, 0, WIDTH, HEIGHT * (1 + beyond)))
    hanging = look_closer(BarEngine([*texts]), image, proposal, proposal)
    assert hanging is not None
    assert (len(hanging.lines) == len(texts)) is all_read
