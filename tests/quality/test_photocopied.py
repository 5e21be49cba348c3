"""What the detector of copies must tell from a genuine card, on a card drawn here and printed by the simplest means."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from permit_ocr.quality import photocopied
from permit_ocr.quality.copies.colour import own_colour
from permit_ocr.quality.copies.grain import grain
from permit_ocr.quality.copies.mesh import mesh
from permit_ocr.quality.copies.paper import squareness, surroundings
from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.quality.view import CardView, look
from permit_ocr.types import Image, Quad, WarningKind

WIDTH, HEIGHT = 1000, 631
LEFT, TOP = 140, 110
RADIUS = 37
SHEET = (236, 236, 238)
DESK = (60, 95, 120)


def card() -> Image:
    """Draw a card with tints, bent fine lines, a portrait and red and black print: ``631x1000``."""
    random = np.random.default_rng(3)
    tints = np.array([[(235, 225, 205), (215, 230, 238)], [(225, 238, 222), (230, 215, 235)]], np.uint8)
    image = np.asarray(cv2.resize(tints, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR), np.uint8)
    x = np.arange(WIDTH)
    for y in range(0, HEIGHT, 9):
        curve = np.stack((x, y + 25 * np.sin(x / 60 + y / 45) + 8 * np.sin(x / 23 - y / 30)), axis=1)
        fixed = np.round(curve * 16).astype(np.int32)
        cv2.polylines(image, [fixed], isClosed=False, color=(200, 190, 160), lineType=cv2.LINE_AA, shift=4)
    cv2.ellipse(image, (190, 300), (90, 120), 0, 0, 360, (130, 165, 225), -1, cv2.LINE_AA)
    cv2.ellipse(image, (190, 200), (95, 60), 0, 0, 360, (35, 35, 45), -1, cv2.LINE_AA)
    cv2.putText(image, "EXIT-ENTRY PERMIT", (330, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (40, 40, 190), 3, cv2.LINE_AA)
    for row in range(6):
        digits = "".join(map(str, random.integers(0, 10, 12)))
        place = (340, 190 + 70 * row)
        cv2.putText(image, digits, place, cv2.FONT_HERSHEY_SIMPLEX, 1.2, (40, 35, 30), 2, cv2.LINE_AA)
    return image


def laid(
    image: Image, ground: tuple[int, int, int] = DESK, *, round_corners: bool = True, shade: float = 0.25
) -> Image:
    """Lay a card on a ground of one colour, with the shadow of its edge, and photograph it with some noise."""
    outline = np.zeros((HEIGHT + 2 * TOP, WIDTH + 2 * LEFT), np.uint8)
    radius = RADIUS if round_corners else 0
    cv2.rectangle(outline, (LEFT + radius, TOP + radius), (LEFT + WIDTH - radius, TOP + HEIGHT - radius), (255,), -1)
    if radius:
        outline = np.asarray(cv2.dilate(outline, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2)))
    shadow = 1 - shade * np.asarray(cv2.GaussianBlur(outline, (0, 0), 6), np.float32)[..., None] / 255
    photo = np.full((*outline.shape, 3), ground, np.float32) * shadow
    inside = outline[TOP : TOP + HEIGHT, LEFT : LEFT + WIDTH, None] > 0
    place = photo[TOP : TOP + HEIGHT, LEFT : LEFT + WIDTH]
    photo[TOP : TOP + HEIGHT, LEFT : LEFT + WIDTH] = np.where(inside, image, place)
    noise = np.random.default_rng(5).normal(0, 1.5, photo.shape)
    return np.clip(photo + noise, 0, 255).astype(np.uint8)


def seen(photo: Image) -> CardView:
    corners = np.array([(0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)])
    quad = Quad.from_array(corners + np.array((LEFT, TOP)))
    return CardView(photo, quad, look(photo, quad), ())


def grey(image: Image) -> Image:
    return np.asarray(cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)


def screened(image: Image, pitch: float, angles: tuple[float, float, float]) -> Image:
    """Print each colour as dots on a square mesh, softly."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32) * np.float32(2 * np.pi / pitch)
    printed = np.empty(image.shape, np.float32)
    for channel, angle in enumerate(np.radians(angles)):
        mesh_ = np.cos(x * np.cos(angle) + y * np.sin(angle)) + np.cos(y * np.cos(angle) - x * np.sin(angle))
        printed[..., channel] = 255 / (1 + np.exp(-6 * (image[..., channel] / 127.5 - 1 + mesh_ / 2)))
    return np.clip(printed, 0, 255).astype(np.uint8)


def scattered(image: Image) -> Image:
    """Print each colour as grains that fall by chance."""
    chance = np.random.default_rng(7).random((HEIGHT, WIDTH, 3))
    dots = np.where(image / 255 > chance, 255, 0).astype(np.uint8)
    return np.asarray(cv2.GaussianBlur(dots, (0, 0), 0.7), np.uint8)


def reasons(view: CardView) -> set[str]:
    return {found.reason for found in photocopied.score(view).findings if found.strength > 0.5}


def hinted(view: CardView) -> str:
    """The one sign of a score at which the strict policy warns and the standard one does not."""
    score = photocopied.score(view)
    assert thresholds(Policy.STRICT)[WarningKind.PHOTOCOPIED] <= score.value
    assert score.value < thresholds(Policy.STANDARD)[WarningKind.PHOTOCOPIED]
    (found,) = score.findings
    return found.reason


def test_genuine_card_is_no_copy() -> None:
    score = photocopied.score(seen(laid(card())))
    assert score.value < 0.05
    assert score.findings == ()


def test_grey_copy_is_told_by_its_lack_of_colour() -> None:
    view = seen(laid(grey(card())))
    score = photocopied.score(view)
    assert score.value > 0.9
    assert reasons(view) == {"no colour"}
    assert score.findings[0].quad == view.quad


@pytest.mark.parametrize("light", [(0.6, 0.9, 1.0), (1.0, 0.9, 0.7)])
def test_grey_copy_under_coloured_light_has_no_colour_of_its_own(light: tuple[float, float, float]) -> None:
    photo = laid(grey(card()))
    slope = np.linspace(0.8, 1.0, photo.shape[1])[None, :, None]
    assert "no colour" in reasons(seen((photo * np.array(light) * slope).astype(np.uint8)))


@pytest.mark.parametrize("light", [(0.5, 0.85, 1.0), (1.0, 0.9, 0.6)])
def test_genuine_card_under_coloured_light_keeps_its_colour(light: tuple[float, float, float]) -> None:
    assert photocopied.score(seen((laid(card()) * np.array(light)).astype(np.uint8))).value < 0.05


def test_dark_and_noisy_photo_of_genuine_card_keeps_its_colour() -> None:
    noise = np.random.default_rng(1).normal(0, 10, (HEIGHT + 2 * TOP, WIDTH + 2 * LEFT, 3))
    assert photocopied.score(seen(np.clip(laid(card()) * 0.25 + noise, 0, 255).astype(np.uint8))).value < 0.05


def test_grey_picture_says_nothing_by_its_lack_of_colour() -> None:
    view = seen(grey(laid(card())))
    assert own_colour(view) is None
    assert photocopied.score(view).value < 0.05


def test_finger_on_grey_copy_does_not_give_it_colour() -> None:
    photo = laid(grey(card()))
    cv2.ellipse(photo, (LEFT + 700, TOP + HEIGHT), (60, 110), 0, 0, 360, (120, 150, 220), -1)
    assert "no colour" in reasons(seen(photo))


def test_halftone_of_colour_copy_is_found() -> None:
    view = seen(laid(screened(card(), 4.6, (0, 75, 15))))
    assert mesh(view) > 3
    assert "halftone" in reasons(view)


def test_halftone_is_found_in_a_grey_picture() -> None:
    assert "halftone" in reasons(seen(grey(laid(screened(card(), 5.2, (45, 45, 45))))))


def test_straight_lines_of_a_guilloche_are_no_halftone() -> None:
    image = card()
    for start in range(-WIDTH, WIDTH, 14):
        for slope in (1, -1):
            ends = (start, 0 if slope > 0 else HEIGHT), (start + HEIGHT, HEIGHT if slope > 0 else 0)
            cv2.line(image, *ends, (190, 170, 150), 1, cv2.LINE_AA)
    assert photocopied.score(seen(laid(image))).value < 0.3


def test_scattered_dots_are_told_from_noise_of_the_whole_photo() -> None:
    copy = seen(laid(scattered(card())))
    assert "grain" in reasons(copy)
    noise = np.random.default_rng(2).normal(0, 25, (HEIGHT + 2 * TOP, WIDTH + 2 * LEFT, 1))
    noisy = seen(np.clip(laid(card()) + noise, 0, 255).astype(np.uint8))
    assert grain(noisy).fine > 3.5
    assert reasons(noisy) == set()


def test_print_on_three_patches_of_four_is_no_grain() -> None:
    image = card()
    chance = np.random.default_rng(3).integers(0, 255, (HEIGHT, round(0.76 * WIDTH)), np.uint8)
    image[:, : chance.shape[1]] = (cv2.GaussianBlur(chance, (0, 0), 0.8) // 2 + 110)[..., None]
    assert "grain" not in reasons(seen(laid(image)))


def test_square_corners_of_a_copy_that_was_cut_out() -> None:
    view = seen(laid(card(), round_corners=False))
    assert squareness(view) == pytest.approx(1, abs=0.2)
    assert hinted(view) == "square corners"


def test_sheet_that_goes_on_beyond_the_card() -> None:
    assert hinted(seen(laid(card(), SHEET, shade=0))) == "bare sheet"


def test_square_corners_and_a_bare_sheet_together_are_still_a_hint() -> None:
    assert hinted(seen(laid(card(), SHEET, round_corners=False, shade=0)))


def test_card_on_a_sheet_of_paper_is_no_copy() -> None:
    view = seen(laid(card(), SHEET, shade=0.12))
    assert surroundings(view).darkening > 0.012
    assert photocopied.score(view).value < 0.3


def test_corners_outside_the_photo_are_not_judged() -> None:
    view = seen(laid(card(), round_corners=False))
    cropped = np.ascontiguousarray(view.photo[TOP : TOP + HEIGHT, LEFT : LEFT + WIDTH])
    quad = Quad.from_array(view.quad.to_array() - np.array((LEFT, TOP)))
    inside = CardView(cropped, quad, look(cropped, quad), ())
    assert squareness(inside) is None
    assert surroundings(inside).sides == 0


def _degenerate() -> list[tuple[Image, NDArray[np.float32]]]:
    large = np.array([(0, 0), (300, 0), (300, 190), (0, 190)], np.float32)
    random = np.random.default_rng(0)
    noise = random.integers(0, 256, (400, 500, 3)).astype(np.uint8)
    plain = [np.full((400, 500, 3), level, np.uint8) for level in (0, 128, 255)]
    return [
        *((image, large + np.float32(50)) for image in (noise, *plain)),
        (noise, large * np.float32(0.03)),
        (noise, large * np.float32(3) - np.float32(200)),
        (noise, large + np.float32(2000)),
        (noise[:3, :2], large * np.float32(0.01)),
        (noise, np.array([(10, 10), (20, 10), (490, 390), (10, 390)], np.float32)),
    ]


@pytest.mark.parametrize("case", range(9))
def test_any_view_gets_a_score(case: int) -> None:
    image, corners = _degenerate()[case]
    quad = Quad.from_array(corners)
    score = photocopied.score(CardView(image, quad, look(image, quad), ()))
    assert 0 <= score.value <= 1


def test_score_is_the_same_every_time() -> None:
    view = seen(laid(screened(card(), 5.2, (0, 75, 15))))
    assert photocopied.score(view) == photocopied.score(replace(view))
