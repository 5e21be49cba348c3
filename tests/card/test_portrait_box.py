"""The portrait's box follows what is seen of its sides, and stays where nothing is seen."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.overlap import overlap
from permit_ocr.card.portrait_box import find_portrait
from permit_ocr.card.rectify import WIDTH, RectifiedCard, rectify
from permit_ocr.imaging.geometry import box_corners, rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, Image, Quad

LAYOUT = Box(0.06, 0.23, 0.33, 0.83)
HEIGHT = round(WIDTH / CARD_ASPECT)
LINE = (90, 60, 40)


def ground() -> Image:
    """A tinted card with guilloche all over."""
    image = np.full((HEIGHT, WIDTH, 3), (225, 205, 215), np.uint8)
    x = np.arange(0, WIDTH, 8)
    for y in range(-60, HEIGHT + 60, 14):
        points = np.stack([x, y + 25 * np.sin(x / 70 + y / 90)], axis=1).astype(np.int32)
        cv2.polylines(image, [points], isClosed=False, color=(190, 160, 170), thickness=2, lineType=cv2.LINE_AA)
    return image


def moved(x: float = 0.0, y: float = 0.0, size: float = 1.0) -> Box:
    """The layout's box, shifted by card heights and scaled about its middle."""
    across, down = (LAYOUT.x1 - LAYOUT.x0) * (size - 1) / 2, (LAYOUT.y1 - LAYOUT.y0) * (size - 1) / 2
    x /= CARD_ASPECT
    return Box(LAYOUT.x0 + x - across, LAYOUT.y0 + y - down, LAYOUT.x1 + x + across, LAYOUT.y1 + y + down)


def person(box: Box) -> Image:
    """A dark head and shoulders on white, of the box's size; the shoulders reach its sides."""
    width, height = (box_corners(box, WIDTH, HEIGHT)[2] - box_corners(box, WIDTH, HEIGHT)[0]).round().astype(int)
    image = np.full((height, width, 3), 250, np.uint8)
    cv2.ellipse(image, (width // 2, round(height * 0.45)), (width // 3, round(height * 0.33)), 0, 0, 360, LINE, -1)
    cv2.rectangle(image, (0, round(height * 0.55)), (width, height), LINE, -1)
    return image


def paste(card: Image, box: Box, fade: float = 0.0) -> Image:
    """Print a person; with ``fade``, that part of the size at the sides and below runs out into the card."""
    image = person(box)
    rows, columns = image.shape[:2]
    x, y = box_corners(box, WIDTH, HEIGHT)[0].round().astype(int)
    alpha = np.ones((rows, columns, 1), np.float32)
    if fade:
        across = np.minimum(np.arange(columns), np.arange(columns)[::-1]) / (columns * fade)
        down = np.arange(rows)[::-1] / (rows * fade)
        inside = image.min(axis=2, keepdims=True) < 200
        alpha = inside * np.minimum(np.minimum.outer(down, across), 1)[..., None]
    area = card[y : y + rows, x : x + columns]
    area[:] = (area + (image - area.astype(np.float32)) * alpha).astype(np.uint8)
    return card


def on_card(image: Image) -> RectifiedCard:
    return rectify(image, Quad.from_array(rectangle(WIDTH, HEIGHT)), CARD_ASPECT)


def agreement(found: Box, true: Box) -> float:
    return overlap(*(Quad.from_array(box_corners(box, WIDTH, HEIGHT)) for box in (found, true)))


PLACES = [moved(), moved(0.02, -0.012), moved(-0.024, 0.01), moved(size=0.93), moved(0.01, 0.012, 1.04)]


@pytest.mark.parametrize("true", PLACES)
def test_box_follows_the_edges(true: Box) -> None:
    assert agreement(find_portrait(on_card(paste(ground(), true)), LAYOUT), true) > 0.97


OTHERS = [Box(0.069, 0.28, 0.310, 0.79), moved(-0.03, 0.03, 1.05), moved(0.035, -0.02, 0.9)]
"""Where others put it: in the published box of the face, or by eye."""


@pytest.mark.parametrize("true", OTHERS)
def test_box_follows_plain_edges_far_from_the_layout(true: Box) -> None:
    assert agreement(find_portrait(on_card(paste(ground(), true)), LAYOUT), true) > 0.92


@pytest.mark.parametrize("true", PLACES)
def test_box_follows_a_frame_on_a_ground_of_the_same_colour(true: Box) -> None:
    image = ground()
    start, _, end, _ = box_corners(true, WIDTH, HEIGHT).round().astype(int).tolist()
    cv2.rectangle(image, start, end, LINE, 2, cv2.LINE_AA)
    assert agreement(find_portrait(on_card(image), LAYOUT), true) > 0.95


def test_of_two_boxes_that_are_as_likely_the_one_between_is_given() -> None:
    image = ground()
    for box in (moved(size=0.95), moved(size=1.05)):
        start, _, end, _ = box_corners(box, WIDTH, HEIGHT).round().astype(int).tolist()
        cv2.rectangle(image, start, end, LINE, 2, cv2.LINE_AA)
    assert agreement(find_portrait(on_card(image), LAYOUT), LAYOUT) > 0.95


@pytest.mark.parametrize("true", [moved(), moved(0.02, -0.012), moved(-0.02, 0.01)])
def test_box_follows_a_person_that_fades_into_the_card(true: Box) -> None:
    assert agreement(find_portrait(on_card(paste(ground(), true, fade=0.125)), LAYOUT), true) > 0.92


PALE = (175, 150, 140)


def laid(card: Image, cover: NDArray[np.floating], colour: tuple[int, int, int]) -> Image:
    """A card with a colour laid over it, as thickly as ``cover`` (``HxW``, 0..1) says."""
    return (card + (np.array(colour) - card) * cover[..., None]).astype(np.uint8)


def softly_haired(box: Box, aside: float, width: float) -> Image:
    """Pale shoulders that fade at the sides and below, under dark hair of a soft outline within the portrait."""
    x, y = ((np.arange(n) / n - start) / (end - start) for n, start, end in ((WIDTH, *box[::2]), (HEIGHT, *box[1::2])))
    fade = np.clip(np.minimum.outer(1 - y, np.minimum(x, 1 - x)) / 0.125, 0, 1)
    hair = np.zeros((HEIGHT, WIDTH), np.float32)
    middle = (
        round((box.x0 + (0.5 + aside) * (box.x1 - box.x0)) * WIDTH),
        round((0.58 * box.y0 + 0.42 * box.y1) * HEIGHT),
    )
    cv2.ellipse(hair, middle, (round(width * WIDTH), round(0.22 * HEIGHT)), 0, 0, 360, (1.0,), -1)
    return laid(laid(ground(), fade * (y > 0.6)[:, None], PALE), cv2.GaussianBlur(hair, (0, 0), 7), LINE)


@pytest.mark.parametrize(("aside", "width"), [(0.0, 0.1), (0.1, 0.07)])
def test_soft_hair_within_a_portrait_does_not_pass_for_its_side(aside: float, width: float) -> None:
    true = moved(0.025)
    assert agreement(find_portrait(on_card(softly_haired(true, aside, width)), LAYOUT), true) > 0.95


def pale_sleeved(box: Box) -> Image:
    """A person that fades into the card, of whose shoulders one ends softly an eighth of the width before the side."""
    sleeve = np.zeros((HEIGHT, WIDTH), np.float32)
    x, y = round((0.12 * box.x0 + 0.88 * box.x1) * WIDTH), round((box.y0 + box.y1) / 2 * HEIGHT)
    sleeve[y:, x:] = 1
    cover, card = cv2.GaussianBlur(sleeve, (0, 0), 7)[..., None], paste(ground(), box, fade=0.125)
    return (card + (ground() - card.astype(np.float32)) * cover).astype(np.uint8)


@pytest.mark.parametrize("true", [moved(), moved(0.01), moved(0.012, 0.01), moved(size=1.03)])
def test_shoulder_in_a_pale_sleeve_does_not_pass_for_the_side(true: Box) -> None:
    assert agreement(find_portrait(on_card(pale_sleeved(true)), LAYOUT), true) > 0.885


def test_sharp_outline_of_a_person_does_not_move_the_box() -> None:
    image = ground()
    x, y = round(0.195 * WIDTH), round(0.55 * HEIGHT)
    cv2.ellipse(image, (x, y), (round(0.1 * WIDTH), round(0.22 * HEIGHT)), 0, 0, 360, LINE, -1, cv2.LINE_AA)
    assert agreement(find_portrait(on_card(image), LAYOUT), LAYOUT) > 0.93


@pytest.mark.parametrize("level", [0, 12])
def test_box_stays_on_a_dark_card(level: int) -> None:
    noise = np.random.default_rng(1).normal(level, 4, (HEIGHT, WIDTH, 3)).clip(0, 255).astype(np.uint8)
    assert agreement(find_portrait(on_card(noise), LAYOUT), LAYOUT) > 0.95


def test_guilloche_alone_does_not_move_the_box() -> None:
    assert agreement(find_portrait(on_card(ground()), LAYOUT), LAYOUT) > 0.95


def test_surroundings_of_the_card_make_no_difference() -> None:
    true = moved(0.02, -0.012)
    quad = Quad.from_array(rectangle(WIDTH, HEIGHT))
    card = rectify(paste(ground(), true), quad, CARD_ASPECT, margin=0.1)
    assert agreement(find_portrait(card, LAYOUT), true) > 0.97
