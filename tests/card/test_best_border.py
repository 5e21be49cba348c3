"""An outline settles on the border that is seen, as far as the texts leave room, and stays where none is seen."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.overlap import overlap
from permit_ocr.card.best_border import best_border
from permit_ocr.card.pose import doubt, outline, pose_of
from permit_ocr.imaging.geometry import box_quad, project, rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, Image, Quad

CARD = Quad.from_array(np.array([[210, 150], [805, 190], [780, 570], [190, 520]], np.float32))
OPEN = 0.03**2 * np.eye(8)
"""Corners that are known to 0.03 card heights each."""


def photo(card: Quad, ground: int = 60, ink: int = 200) -> Image:
    image = np.full((700, 1000, 3), ground, np.uint8)
    cv2.fillConvexPoly(image, card.to_array().astype(np.int32), (ink, ink, ink), cv2.LINE_AA)
    return image


def rough(card: Quad, by: float) -> Quad:
    return Quad.from_array(card.to_array() + np.float32([[-by, by], [by, -by / 2], [-by / 2, by], [by, by]]))


def draw(image: Image, start: tuple[float, float], end: tuple[float, float], grey: int = 20) -> None:
    """Draw a line between two places on the card, which are given in card heights."""
    ends = project(pose_of(CARD, CARD_ASPECT), np.float32([start, end])).astype(int)
    cv2.line(image, ends[0].tolist(), ends[1].tolist(), (grey, grey, grey), 3)


def known_on_the_left(right: float) -> tuple[Quad, NDArray[np.float64]]:
    """The outline, and the doubt about it, of texts on the left, which put the right side's ends ``right`` off."""
    tilted = project(
        pose_of(CARD, CARD_ASPECT),
        np.float32([[0, 0], [CARD_ASPECT + right, 0], [CARD_ASPECT - right, 1], [0, 1]]),
    )
    quad = Quad.from_array(tilted)
    places = np.float32([(x, y) for x in (0.05, 0.3) for y in (0.1, 0.4, 0.7, 0.9)])
    pose = pose_of(quad, CARD_ASPECT)
    seen = project(pose, places * np.float32([CARD_ASPECT, 1]))
    return quad, doubt(pose, places, seen, CARD_ASPECT, np.ones_like(places))


@pytest.mark.parametrize("by", [-13, -6, 6, 13])
def test_outline_snaps_to_the_border(by: float) -> None:
    assert overlap(best_border(photo(CARD), rough(CARD, by), OPEN), CARD) > 0.99


def test_card_on_a_ground_of_its_own_colour_stays_where_the_texts_have_it() -> None:
    start = rough(CARD, 6)
    found = best_border(photo(CARD, ground=200), start, OPEN)
    assert found.to_array() == pytest.approx(start.to_array(), abs=0.5)


def test_side_outside_the_frame_stays_and_the_others_snap() -> None:
    left = 0.06 * 600
    card = Quad.from_array(CARD.to_array() - np.float32([200 + left, 0]))
    found = best_border(photo(card), rough(card, 8), OPEN)
    assert overlap(found, card) > 0.97
    assert found.to_array()[1:3] == pytest.approx(card.to_array()[1:3], abs=3)


def test_rows_of_print_are_no_border() -> None:
    """On a ground of the card's own colour, a title and a footer are the longest edges near the outline."""
    image = photo(CARD, ground=200)
    for y in (0.07, 0.15, 0.92, 0.95):
        draw(image, (0.1, y), (CARD_ASPECT - 0.1, y))
    assert overlap(best_border(image, rough(CARD, 4), OPEN), CARD) > 0.97


def test_line_of_print_is_no_border_where_the_picture_ends_at_the_card() -> None:
    """The edge of a picture is weak evidence, the strokes of a footer that fills the width are strong."""
    image = np.full((400, round(400 * CARD_ASPECT), 3), 200, np.uint8)
    card = Quad.from_array(rectangle(image.shape[1], 400))
    footer = box_quad(Box(30, 372, image.shape[1] - 30, 386))
    cv2.fillConvexPoly(image, footer.to_array().astype(np.int32), (20, 20, 20))
    assert overlap(best_border(image, rough(card, 4), OPEN), card) < 0.975
    assert overlap(best_border(image, rough(card, 4), OPEN, [footer]), card) > 0.98


def test_border_of_a_card_that_is_small_in_its_photo_is_not_half_a_pixel_off() -> None:
    """Corners count from the outer edge of a picture, as those of the truth and of proposals do."""
    image = np.full((200, 300, 3), 60, np.uint8)
    image[50:140, 80:223] = 200
    card = Quad.from_array(np.float32([[80, 50], [223, 50], [223, 140], [80, 140]]))
    found = best_border(image, rough(card, 1), OPEN).to_array()
    assert np.abs((found - card.to_array()).mean(axis=0)).max() < 0.2


def test_line_on_the_ground_beside_the_border_does_not_attract() -> None:
    """It is as plain as the border, and further from where the texts have the side."""
    image = photo(CARD, ground=120)
    draw(image, (-0.2, -0.09), (CARD_ASPECT + 0.2, -0.06))
    assert overlap(best_border(image, rough(CARD, 4), OPEN), CARD) > 0.985


@pytest.mark.parametrize("right", [-0.09, 0.09])
def test_side_that_texts_on_the_left_leave_open_is_found_far_from_where_they_have_it(right: float) -> None:
    quad, open_right = known_on_the_left(right)
    assert overlap(quad, CARD) < 0.972
    assert overlap(best_border(photo(CARD), quad, open_right), CARD) > 0.985


def test_same_distance_is_too_far_where_many_texts_have_the_side() -> None:
    quad, _ = known_on_the_left(0.09)
    sure = best_border(photo(CARD), quad, 0.004**2 * np.eye(8))
    assert overlap(sure, CARD) < 0.98


def test_unseen_side_follows_from_the_three_that_are_seen() -> None:
    """Texts and border stand apart by a shift, so where the fourth side is unseen it is shifted with the others."""
    image = photo(CARD)
    image[:, 500:] = 200
    quad = outline(pose_of(CARD, CARD_ASPECT) @ np.array([[1, 0, 0.04], [0, 1, 0], [0, 0, 1]]), CARD_ASPECT)
    shifted = np.zeros((8, 8))
    shifted[::2, ::2] = 0.03**2
    found = best_border(image, quad, shifted + 0.003**2 * np.eye(8))
    assert overlap(found, CARD) > overlap(quad, CARD) + 0.015
