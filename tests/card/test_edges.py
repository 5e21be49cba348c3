"""The lines near a side of a card are found where they run, and count by how long they are seen, not how strongly."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.card.edges import HEIGHT, MARGIN, Lines, lines_near, look_at_border
from permit_ocr.imaging.geometry import rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Quad

LEFT, TOP = 100, 100
CARD = rectangle(CARD_ASPECT * HEIGHT, HEIGHT) + np.float32([LEFT, TOP])


def photo(ground: int = 60, ink: int = 200) -> Image:
    """A card that is looked at in its own size."""
    image = np.full((HEIGHT + 2 * TOP, round(CARD_ASPECT * HEIGHT) + 2 * LEFT, 3), ground, np.uint8)
    cv2.fillConvexPoly(image, CARD.astype(np.int32), (ink, ink, ink), cv2.LINE_AA)
    return image


def upper(image: Image, down: float = 0.0) -> Lines | None:
    """The lines near the upper side of an outline that lies ``down`` card heights below the card's own."""
    start = rectangle(CARD_ASPECT * HEIGHT, HEIGHT) + np.float32([MARGIN * HEIGHT, MARGIN * HEIGHT])
    quad = Quad.from_array(CARD + np.float32([0, down * HEIGHT]))
    return lines_near(look_at_border(image, quad, CARD_ASPECT), start[0], start[1], 0.05, 0.07)


def best(lines: Lines | None) -> tuple[float, float, float]:
    """The offsets of the line that is seen best, and how well it is seen."""
    assert lines is not None
    start, end = np.unravel_index(int(lines.support.argmax()), lines.support.shape)
    return float(lines.offsets[start]), float(lines.offsets[end]), float(lines.support[start, end])


@pytest.mark.parametrize("down", [-0.04, 0.0, 0.05])
def test_border_is_seen_where_it_runs(down: float) -> None:
    start, end, support = best(upper(photo(), down))
    assert (start, end) == pytest.approx((down, down), abs=0.006)
    assert support > 0.6


def test_faint_border_is_seen_under_noise() -> None:
    noise = np.random.default_rng(1).normal(0, 12, photo().shape)
    image = np.clip(photo(ground=120, ink=150) + noise, 0, 255).astype(np.uint8)
    start, end, support = best(upper(image))
    assert (start, end) == pytest.approx((0, 0), abs=0.006)
    lines = upper(image)
    assert lines is not None
    assert support > 1.5 * float(np.median(lines.support))


def test_nothing_is_seen_of_a_card_on_a_ground_of_its_own_colour() -> None:
    assert best(upper(photo(ground=200)))[2] < 0.1


def test_side_outside_the_picture_has_no_lines() -> None:
    assert upper(photo()[TOP + HEIGHT // 4 :], -0.5) is None
