"""Sharp edges part a card into pieces; soft ones, and gaps in an outline, do not change that."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import rectangle
from permit_ocr.quality.surface.ground import window
from permit_ocr.quality.surface.pieces import Pieces, pieces_of
from permit_ocr.quality.view import CardView, Region, look
from permit_ocr.types import Box, Field, FieldReading, Image, Quad

THING = Box(0.4, 0.3, 0.7, 0.7)
WITHIN, BESIDE = Box(0.45, 0.4, 0.65, 0.6), Box(0.75, 0.3, 0.95, 0.7)


@pytest.mark.parametrize("level", [120, 180, 235])
def test_a_thing_with_sharp_edges_is_apart_from_the_ground(level: int) -> None:
    assert share(thing(level), WITHIN) > 0.95
    assert share(thing(level), BESIDE) < 0.05


def test_a_shadow_and_a_highlight_with_soft_edges_are_ground() -> None:
    assert share(thing(120, soft=30), WITHIN) < 0.05
    assert share(thing(240, soft=30), WITHIN) < 0.05


def test_a_gap_in_the_outline_does_not_let_the_ground_in() -> None:
    sharp, soft = thing(160), thing(160, soft=30)
    sharp[330:346, 700:820] = soft[330:346, 700:820]
    assert share(sharp, WITHIN) > 0.95


def test_a_thing_over_a_part_of_the_portrait_does_not_join_the_ground_there() -> None:
    picture = np.full((751, 1120, 3), 205, np.float32)
    cv2.fillConvexPoly(picture, np.array([(40, 40), (500, 40), (340, 330), (40, 260)]), (160.0, 160.0, 160.0))
    portrait = np.s_[220:520, 130:340]
    picture[portrait] = cv2.GaussianBlur(picture, (0, 0), 60)[portrait]
    regions = [Region("portrait", Box(0.07, 0.25, 0.28, 0.73))]
    assert share(picture, Box(0.02, 0.03, 0.2, 0.12), regions) > 0.95
    assert share(picture, Box(0.4, 0.5, 0.9, 0.9), regions) < 0.05


def test_a_seal_does_not_part_the_corner_beside_it_from_the_ground() -> None:
    picture = np.full((751, 1120, 3), 205, np.float32)
    cv2.circle(picture, (160, 130), 36, (40.0, 40.0, 160.0), -1)
    assert share(cv2.GaussianBlur(picture, (0, 0), 0.8), Box(0.01, 0.015, 0.06, 0.08)) < 0.05


def test_fine_lines_all_over_the_card_are_ground() -> None:
    ground = thing(205)
    ground[::9] = ground[::9] * 0.8
    assert share(ground, Box(0.1, 0.1, 0.9, 0.9)) < 0.02


def test_what_reaches_the_edge_is_apart_though_the_table_is_of_the_cards_colour() -> None:
    ground = thing(205)
    cv2.line(ground, (60, 250), (310, 60), (150.0, 150.0, 150.0), 40)
    assert share(ground, Box(0.02, 0.04, 0.08, 0.1)) > 0.9


def test_what_lies_on_most_of_the_card_is_apart_where_print_reads_beside_it() -> None:
    picture = thing(205)
    picture[:500] = 120
    photo, quad = noisy(picture), outline()
    read = {Field.NUMBER: FieldReading("06133292", 0.999, printed="06133292")}
    view = CardView(photo, quad, look(photo, quad), [Region("number", Box(0.3, 0.8, 0.6, 0.9))], fields=read)
    apart = pieces_of(view)
    assert apart.apart[window(Box(0.2, 0.2, 0.8, 0.6), apart.apart.shape)].mean() > 0.95
    assert apart.apart[window(Box(0.2, 0.75, 0.8, 0.95), apart.apart.shape)].mean() < 0.05


def thing(level: float, soft: float = 0.8) -> NDArray[np.float32]:
    """Draw a plain card of 205 grey levels, 1000 pixels wide, with a rectangle of another level on it."""
    photo = np.full((751, 1120, 3), 205, np.float32)
    x0, x1 = round(60 + 1000 * THING.x0), round(60 + 1000 * THING.x1)
    photo[round(60 + 631 * THING.y0) : round(60 + 631 * THING.y1), x0:x1] = level
    return np.asarray(cv2.GaussianBlur(photo, (0, 0), soft), np.float32)


def noisy(picture: NDArray[np.float32]) -> Image:
    return np.clip(picture + np.random.default_rng(0).normal(0, 2, picture.shape), 0, 255).astype(np.uint8)


def outline() -> Quad:
    return Quad.from_array(rectangle(1000, 631) + np.float32(60))


def share(picture: NDArray[np.float32], box: Box, regions: Sequence[Region] = ()) -> float:
    """Say what share of a box on the drawn card is not ground."""
    photo, quad = noisy(picture), outline()
    pieces = pieces_of(CardView(photo, quad, look(photo, quad), regions))
    return float(pieces.apart[window(box, pieces.apart.shape)].mean())


@pytest.mark.parametrize(("wide", "seen"), [(11, False), (40, True)])
def test_a_piece_no_larger_than_a_character_of_a_line_is_its_ink(wide: int, seen: bool) -> None:
    apart = np.zeros((151, 240), np.bool_)
    apart[31:41, 100 : 100 + wide] = True
    over = Pieces(apart).over(Box(0.3, 32 / 151, 0.6, 40 / 151))
    assert bool(over.any()) is seen
