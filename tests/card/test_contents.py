"""What is looked at again is all of a value, not the part of it that the layout expects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from permit_ocr.card.closer_look import Located
from permit_ocr.card.contents import Contents
from permit_ocr.card.rectify import rectify
from permit_ocr.imaging.geometry import bounding_box, box_quad, rectangle
from permit_ocr.permits.documents import CARD_ASPECT, HOME_RETURN_PERMIT
from permit_ocr.permits.identify import Sighting, identify
from permit_ocr.text.engine import Recognition
from permit_ocr.types import Box, Field, Image, Quad, TextLine
from tests.permits.layouts import card_lines, line, moved

HEIGHT = 400
WIDTH = round(HEIGHT * CARD_ASPECT)
LONG = Box(0.31, 0.79, 0.64, 0.86)
"""A number that goes on beyond its place in the layout."""


class NearsightedEngine:
    """Reads as much of a long number as a crop shows, and only that clearly which looks whole to it."""

    def detect(self, image: Image) -> list[Quad]:
        """Nothing: lines are given."""
        return []

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """All eleven characters where ink ends before the crop does, else nine."""
        return [self._one("H1234567802" if crop[:, -1].min() > 128 else "H12345678") for crop in crops]

    def _one(self, text: str) -> Recognition:
        positions = tuple((i + 0.5) / len(text) for i in range(len(text)))
        return Recognition(text, (0.99,) * len(text), positions, ({},) * len(text))


def read_number(number: TextLine) -> str:
    photo = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    photo[320:342, round(LONG.x0 * WIDTH) : round(LONG.x1 * WIDTH)] = 0
    lines = [*card_lines(HOME_RETURN_PERMIT, {}), number]
    sighting = identify(lines)
    assert sighting is not None
    return contents(photo, sighting, lines).read_fields()[Field.NUMBER].value


def contents(photo: Image, sighting: Sighting, lines: Sequence[TextLine]) -> Contents:
    found = Located(box_quad(Box(0, 0, 1, 1)), sighting, tuple(lines), 0.0, 0.0)
    card = rectify(photo, Quad.from_array(rectangle(WIDTH, HEIGHT)), CARD_ASPECT, width=WIDTH)
    return Contents(NearsightedEngine(), found, card)


def detected(text: TextLine) -> TextLine:
    """A line as the detector finds it: beginning a tenth of its height before its ink."""
    x0, y0, x1, y1 = bounding_box(text.quad)
    return line(text.text, Box(x0 - 0.1 * (y1 - y0) / CARD_ASPECT, y0, x1, y1))


def test_portrait_strays_from_its_place_as_the_ink_of_most_texts_does() -> None:
    title, *others = map(detected, card_lines(HOME_RETURN_PERMIT, {}))
    lines = [title, *(moved(text, 0.02, -0.015) for text in others)]
    sighting = identify(lines)
    assert sighting is not None
    place = contents(np.full((HEIGHT, WIDTH, 3), 255, np.uint8), sighting, lines).portrait_place()
    x0, y0, x1, y1 = HOME_RETURN_PERMIT.portrait
    assert place == pytest.approx((x0 + 0.02, y0 - 0.015, x1 + 0.02, y1 - 0.015), abs=1e-4)


def test_a_number_longer_than_its_place_is_not_cut_to_the_form_of_one() -> None:
    assert read_number(line("H1234567802", LONG)) == ""


def test_a_number_within_its_place_is_read_again_in_its_place() -> None:
    assert read_number(line("H12345678", Box(0.31, 0.79, 0.57, 0.86), 0.6)) == "H12345678"


def test_a_number_whose_box_holds_a_pattern_beside_it_is_looked_for_in_its_place() -> None:
    assert read_number(line("SZMH123456", Box(0.10, 0.72, 0.68, 0.93))) == "H12345678"
