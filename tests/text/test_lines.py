"""Lines are found at any angle and come out the right way up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest

from permit_ocr.imaging.geometry import rectangle
from permit_ocr.text.engine import Recognition
from permit_ocr.text.lines import facing, find_upright, read_any_way_up
from permit_ocr.types import Image, Quad

SIZE = 400


@dataclass
class PaintedEngine:
    """Reads bars painted in the picture: red at a line's beginning, blue at its end."""

    quads: list[Quad]
    looks: int = field(default=0)

    def detect(self, image: Image) -> list[Quad]:
        """Answer the quads where the picture still is as painted; a levelled copy shows nothing."""
        self.looks += 1
        return self.quads if image.shape[0] == SIZE else []

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """Sure of a crop that begins red, unsure of the rest."""
        return [self._one(crop) for crop in crops]

    @staticmethod
    def _one(crop: Image) -> Recognition:
        beginning = crop[crop.shape[0] // 2, crop.shape[1] // 8]
        sure = 0.95 if beginning[2] > beginning[0] else 0.30
        return Recognition("READ", (sure,) * 4, (0.1, 0.4, 0.6, 0.9), ({},) * 4)


def bar(x: float, y: float, angle: float, length: float = 120, height: float = 20) -> Quad:
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return Quad.from_array((rectangle(length, height) - (length / 2, height / 2)) @ turn.T + (x, y))


def painted(quads: Sequence[Quad]) -> Image:
    image = np.full((SIZE, SIZE, 3), 128, np.uint8)
    for quad in quads:
        a, b, c, d = quad.to_array()
        cv2.fillConvexPoly(image, np.array([a, (a + b) / 2, (d + c) / 2, d]).astype(np.int32), (0, 0, 255))
        cv2.fillConvexPoly(image, np.array([(a + b) / 2, b, c, (d + c) / 2]).astype(np.int32), (255, 0, 0))
    return image


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_lines_come_out_in_reading_direction(degrees: int) -> None:
    truth = [bar(200, y, 0) for y in (80, 140, 200)]
    turned = [Quad.from_array(_rotated(quad.to_array(), degrees)) for quad in truth]
    image = painted(turned)
    backwards = [Quad.from_array(np.roll(quad.to_array(), 2, axis=0)) for quad in turned]
    *_, lines = read_any_way_up(PaintedEngine(backwards), image)
    for line, quad in zip(lines, turned, strict=True):
        assert line.quad.to_array() == pytest.approx(quad.to_array(), abs=1)


def test_a_line_against_the_current_is_turned_too() -> None:
    quads = [bar(200, 60, 0), bar(200, 120, 0), bar(200, 180, 0), bar(200, 260, math.pi)]
    *_, lines = read_any_way_up(PaintedEngine(quads), painted(quads))
    assert all(line.confidence > 0.9 for line in lines)


def test_oblique_lines_are_looked_for_on_a_levelled_picture() -> None:
    quads = [bar(200, y, math.radians(40)) for y in (100, 160, 220)]
    engine = PaintedEngine(quads)
    list(read_any_way_up(engine, painted(quads)))
    assert engine.looks == 2


def test_lines_of_an_upright_picture_are_never_turned() -> None:
    quads = [bar(200, 100, 0)]
    (quad,) = find_upright(PaintedEngine(quads), painted(quads))
    assert quad.to_array() == pytest.approx(quads[0].to_array())


def test_square_character_takes_the_direction_of_the_others() -> None:
    square = bar(100, 100, 0, length=20, height=20)
    first, second = facing(square, math.pi / 2).to_array()[:2]
    assert (second - first) == pytest.approx([0, 20], abs=1e-3)


def test_no_text_is_no_lines() -> None:
    *_, lines = read_any_way_up(PaintedEngine([]), painted([]))
    assert lines == []


def _rotated(points: np.ndarray, degrees: int) -> np.ndarray:
    angle = math.radians(degrees)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return (points - SIZE / 2) @ turn.T + SIZE / 2
