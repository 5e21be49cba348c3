"""A stroke that stands apart at the end of a name is read with it; what is no ink is not."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.card.whole_name import whole_name
from permit_ocr.imaging.geometry import rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.text.engine import Recognition
from permit_ocr.types import Box, Image, Quad, TextLine
from tests.permits.layouts import line

WIDTH = 1280
HEIGHT = round(WIDTH / CARD_ASPECT)
SIDE = 48
"""Size of a character, in pixels."""
LEFT, TOP = 400, 200
NAME = "田中健"
INK, GUILLOCHE = 60, 190


class Reader:
    """Sees a certain text wherever it looks."""

    def __init__(self, text: str) -> None:
        self.text, self.looks = text, 0

    def detect(self, image: Image) -> list[Quad]:
        """Nothing: lines are given."""
        return []

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """The text, its characters evenly spread."""
        self.looks += len(crops)
        positions = tuple((i + 0.5) / len(self.text) for i in range(len(self.text)))
        return [Recognition(self.text, (0.99,) * len(self.text), positions, ({},) * len(self.text)) for _ in crops]


def card(stroke: int | None, upright: bool = False) -> RectifiedCard:
    """Three characters, and a stroke of some grey where the next would stand."""
    image = np.full((HEIGHT, WIDTH, 3), 225, np.uint8)
    for place in range(len(NAME)):
        x = LEFT + place * SIDE
        cv2.rectangle(image, (x + 6, TOP + 6), (x + SIDE - 6, TOP + SIDE - 6), (INK, INK, INK), 5)
        cv2.line(image, (x + SIDE // 2, TOP + 4), (x + SIDE // 2, TOP + SIDE - 4), (INK, INK, INK), 5)
    x, y = LEFT + len(NAME) * SIDE, TOP + SIDE // 2
    ends = ((x + 24, TOP - 40), (x + 24, TOP + 90)) if upright else ((x + 5, y), (x + SIDE - 5, y))
    if stroke is not None:
        cv2.line(image, *ends, (stroke, stroke, stroke), 2)
    return rectify(image, Quad.from_array(rectangle(WIDTH, HEIGHT)), CARD_ASPECT)


def name() -> TextLine:
    right, bottom = LEFT + len(NAME) * SIDE, TOP + SIDE
    return line(NAME, Box(LEFT / WIDTH, TOP / HEIGHT, right / WIDTH, bottom / HEIGHT))


def test_stroke_behind_a_name_is_its_last_character() -> None:
    read = whole_name(Reader(NAME + "一"), card(INK), name())
    assert read.text == "田中健一"
    assert read.quad.to_array()[1, 0] > name().quad.to_array()[1, 0]


@pytest.mark.parametrize("seen", [card(None), card(GUILLOCHE), card(INK, upright=True)])
def test_nothing_is_read_again_where_no_stroke_follows(seen: RectifiedCard) -> None:
    reader = Reader(NAME + "一")
    assert whole_name(reader, seen, name()).text == NAME
    assert reader.looks == 0


@pytest.mark.parametrize("other", [NAME, "田中建一"])
def test_what_does_not_go_on_as_it_began_is_left_as_it_was(other: str) -> None:
    assert whole_name(Reader(other), card(INK), name()) == name()
