"""A rough outline snaps to the border that the picture shows, and stays where the picture shows none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from benchmarks.overlap import overlap
from permit_ocr.card import edges
from permit_ocr.card.edges import Snapped
from permit_ocr.card.pose import pose_of
from permit_ocr.imaging.geometry import project
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Quad

REACH = 0.07
CARD = Quad.from_array(np.array([[210, 150], [805, 190], [780, 570], [190, 520]], np.float32))


def photo(card: Quad, ground: int = 60, ink: int = 200) -> Image:
    image = np.full((700, 1000, 3), ground, np.uint8)
    cv2.fillConvexPoly(image, card.to_array().astype(np.int32), (ink, ink, ink), cv2.LINE_AA)
    return image


def rough(card: Quad, by: float) -> Quad:
    return Quad.from_array(card.to_array() + np.float32([[-by, by], [by, -by / 2], [-by / 2, by], [by, by]]))


def snap(image: Image, start: Quad, reach: float = REACH) -> Snapped:
    return edges.snap(edges.look_at_border(image, start, CARD_ASPECT), start, reach)


@pytest.mark.parametrize("by", [-13, -6, 6, 13])
def test_outline_snaps_to_the_border(by: float) -> None:
    snapped = snap(photo(CARD), rough(CARD, by))
    assert overlap(snapped.quad, CARD) > 0.99
    assert min(snapped.support) > 0.6


def test_card_on_a_ground_of_its_own_colour_stays_where_the_texts_have_it() -> None:
    start = rough(CARD, 6)
    snapped = snap(photo(CARD, ground=200), start)
    assert snapped.quad.to_array() == pytest.approx(start.to_array(), abs=0.5)
    assert max(snapped.support) < 0.1


def test_side_outside_the_frame_stays_and_the_others_snap() -> None:
    left = 0.06 * 600
    card = Quad.from_array(CARD.to_array() - np.float32([200 + left, 0]))
    image = photo(card)
    start = rough(card, 8)
    snapped = snap(image, start).quad
    assert overlap(snapped, card) > 0.97
    assert snapped.to_array()[1:3] == pytest.approx(card.to_array()[1:3], abs=3)


def test_an_edge_beyond_reach_does_not_attract() -> None:
    start = Quad.from_array(CARD.to_array() + np.float32([0, 60]))
    image = photo(CARD)
    snapped = snap(image, start, 0.03)
    assert snapped.quad.to_array()[:2] == pytest.approx(start.to_array()[:2], abs=14)


def test_rows_of_print_are_no_border() -> None:
    """On a ground of the card's own colour, a title and a footer are the longest edges near the outline."""
    image = photo(CARD, ground=200)
    pose = pose_of(CARD, CARD_ASPECT)
    for y in (0.07, 0.15, 0.92, 0.95):
        ends = project(pose, np.float32([[0.1, y], [CARD_ASPECT - 0.1, y]])).astype(int)
        cv2.line(image, ends[0].tolist(), ends[1].tolist(), (40, 40, 160), 3)
    snapped = snap(image, rough(CARD, 4))
    assert overlap(snapped.quad, CARD) > 0.97
