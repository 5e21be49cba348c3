"""What the warning for photographed screens must hold to."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import pytest

from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import homography, rectangle
from permit_ocr.quality import photocopied
from permit_ocr.quality.recaptured import REASON, score
from permit_ocr.quality.view import CardView, Region, look
from permit_ocr.types import Box, Image, Quad
from tests.quality import shipped_views

WARNS = 0.5
SIZE = (720, 960)
CARD = np.array([[184, 160], [776, 172], [768, 544], [192, 536]], np.float32)
PORTRAIT = Region("portrait", Box(0.05, 0.27, 0.27, 0.76))
Steps = tuple[float, float, float]
IN_TURN, IN_STEP = (0, 2.1, 4.2), (0, 0, 0)
FRINGED = (-0.7, 0, 0.7)
"""A lens that draws blue in and red out by a ninth of a wave."""


@lru_cache
def scene() -> Image:
    """A card with wavy lines, text and a dark portrait on a smooth table, with a sensor's noise."""
    random = np.random.default_rng(3)
    y, x = np.mgrid[0 : SIZE[0], 0 : SIZE[1]].astype(np.float32)
    picture = np.repeat((120 + 0.02 * x + 0.03 * y)[..., None], 3, axis=2)
    on_card = np.repeat((200 + 12 * np.sin(y / 3 + 4 * np.sin(x / 90)))[..., None], 3, axis=2) * (0.9, 1.0, 0.95)
    picture[inside()] = on_card[inside()]
    for row in range(8):
        place = (400, 216 + 40 * row)
        cv2.putText(picture, "1990.01.02 PERMIT", place, cv2.FONT_HERSHEY_SIMPLEX, 0.9, (40, 40, 40), 2, cv2.LINE_AA)
    cv2.rectangle(picture, (216, 264), (344, 448), (60, 70, 90), -1)
    return finished(picture + random.normal(0, 2, picture.shape))


@lru_cache
def inside() -> np.ndarray:
    mask = np.zeros(SIZE, np.uint8)
    cv2.fillConvexPoly(mask, CARD.astype(np.int32), (1,))
    return mask.astype(bool)


def waves(
    period: float = 3.1, depth: float = 0.15, turn: float = 0.05, slant: float = 60, steps: Steps = IN_TURN
) -> np.ndarray:
    """A screen's bars, tilted so that they draw together to one side; each colour a third of a period on."""
    height, width = SIZE
    leaning = rectangle(width, height) + np.array([[0, 0], [0, slant], [0, -slant], [0, 0]], np.float32)
    back = np.linalg.inv(homography(rectangle(width, height), leaning))
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    scale = back[2, 0] * x + back[2, 1] * y + back[2, 2]
    u = (back[0, 0] * x + back[0, 1] * y + back[0, 2]) / scale
    v = (back[1, 0] * x + back[1, 1] * y + back[1, 2]) / scale
    phase = 2 * np.pi * (u * np.cos(turn) + v * np.sin(turn)) / period
    return 1 + depth * np.sin(phase[..., None] + np.array(steps))


def finished(picture: np.ndarray) -> Image:
    return np.clip(picture, 0, 255).astype(np.uint8)


def compressed(picture: Image, quality: int) -> Image:
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)


def view_of(photo: Image, corners: np.ndarray = CARD) -> CardView:
    quad = Quad.from_array(corners)
    return CardView(photo, quad, look(photo, quad), [PORTRAIT])


def test_a_card_on_a_table_does_not_warn() -> None:
    assert score(view_of(compressed(scene(), 90))).value < WARNS / 2


@pytest.mark.parametrize("period", [2.3, 3.1, 5.7, 11.0])
def test_a_screens_grid_or_moire_warns_whatever_its_pitch(period: float) -> None:
    assert score(view_of(compressed(finished(scene() * waves(period)), 90))).value > WARNS


def test_a_grid_that_changes_much_across_the_photo_is_followed() -> None:
    tilted = waves(3.1, slant=160)
    assert score(view_of(finished(scene() * tilted))).value > WARNS


def test_a_grid_along_the_edges_of_the_photo_warns() -> None:
    assert score(view_of(compressed(finished(scene() * waves(3.4, turn=0, slant=0)), 92))).value > WARNS


def test_the_evidence_reaches_beyond_the_card() -> None:
    (finding,) = score(view_of(finished(scene() * waves()))).findings
    assert finding.reason == REASON
    assert finding.quad is not None
    found = finding.quad.to_array()
    assert (found.min(axis=0) < CARD.min(axis=0)).all()
    assert (found.max(axis=0) > CARD.max(axis=0)).all()


def test_lines_on_the_card_alone_are_its_print() -> None:
    lines = np.where(inside()[..., None], waves(4.0, depth=0.06, steps=IN_STEP), 1)
    assert score(view_of(finished(scene() * lines))).value < WARNS


def test_a_grid_that_ends_beside_the_card_is_a_screens_if_as_deep_in_light_as_in_dark_and_else_a_prints() -> None:
    wide = cv2.resize(scene(), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC).astype(np.float64)
    side = np.mgrid[0 : wide.shape[0], 0 : wide.shape[1]][1] + 0.3
    card = cv2.resize(inside().astype(np.uint8), None, fx=2, fy=2)[..., None].astype(bool)
    portrait = np.clip((side - 432) / 256, 0, 1)[..., None]
    box = (slice(528, 896), slice(432, 688))
    wide[box] = 70 + 130 * portrait[box]
    wave, dark = np.sin(side * 2.2)[..., None], np.where(card, 1, 0.05)
    ink = np.where(card, 1 + np.maximum(0.97 - wide / 200, 0) * 0.7 * wave, 1)
    light = np.where(card, 1 + 0.15 * wave, 1)
    assert score(view_of(finished(wide * light), CARD * 2)).value > WARNS
    for around in (1, dark):
        assert score(view_of(finished(wide * ink * around), CARD * 2)).value < 0.1


def dots(steps: Steps, turn: float = 0.8) -> CardView:
    """The scene with a mesh on the card alone, which the table beside it has not."""
    mesh = [waves(3.1, depth=0.12, turn=turn + right, slant=0, steps=steps) for right in (0, np.pi / 2)]
    return view_of(finished(scene() * np.where(inside()[..., None], mesh[0] * mesh[1], 1)))


@pytest.mark.parametrize("steps", [IN_STEP, FRINGED])
def test_dots_that_lie_on_the_portrait_and_stop_at_the_edge_are_a_prints(steps: Steps) -> None:
    view = dots(steps)
    assert score(view).value < 0.1
    assert "halftone" in {found.reason for found in photocopied.score(view).findings}


@pytest.mark.parametrize("turn", [0.1, 0.8])
def test_colours_in_turn_are_a_screens_though_it_ends_right_beside_the_card(turn: float) -> None:
    view = dots(IN_TURN, turn)
    assert score(view).value > WARNS
    assert photocopied.score(view).value < 0.1


def test_a_screen_is_no_copy() -> None:
    view = view_of(finished(scene() * waves(4.4, turn=0.1) * waves(4.4, turn=0.1 + np.pi / 2)))
    assert score(view).value > WARNS
    assert photocopied.score(view).value < 0.1


def test_a_screen_is_known_where_it_is_dark_around_the_card() -> None:
    dark = np.where(inside()[..., None], 1, 0.05) * scene()
    assert score(view_of(finished(dark * waves(3.1, slant=0)))).value > WARNS


def framed(card: np.ndarray) -> Image:
    """A card within a dark frame a tenth of its width broad, in a bright room."""
    around = (CARD - CARD.mean(axis=0)) * (1.2, 1.3) + CARD.mean(axis=0)
    frame = np.full(SIZE, 1.0, np.float32)
    cv2.fillConvexPoly(frame, np.round(around).astype(np.int32), (0.06,))
    return finished(np.where(inside()[..., None], card, frame[..., None] * scene()))


def test_a_screen_may_end_in_a_dark_frame_right_beside_the_card() -> None:
    card = scene() * waves(4.0, depth=0.1, steps=IN_STEP)
    assert score(view_of(framed(card))).value > WARNS
    assert score(view_of(finished(np.where(inside()[..., None], card, scene())))).value < WARNS


def test_broad_fringes_are_seen_in_a_smaller_copy_of_the_photo() -> None:
    wide = cv2.resize(scene(), None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    fringes = cv2.resize(waves(20.0, depth=0.12), None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    assert score(view_of(finished(wide * fringes), CARD * np.float32(1.5))).value > WARNS


def test_a_cloth_beside_the_card_is_no_screen() -> None:
    cloth = np.where(inside()[..., None], 1, waves(4.0, depth=0.4))
    assert score(view_of(finished(scene() * cloth))).value < WARNS


@pytest.mark.parametrize("shrink", [1.0, 0.63])
def test_blocks_of_strong_compression_are_no_screen(shrink: float) -> None:
    sent = cv2.resize(compressed(scene(), 40), None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    again = compressed(np.asarray(sent, np.uint8), 45)
    assert score(view_of(again, CARD * np.float32(shrink))).value < WARNS


def test_the_same_view_always_scores_the_same() -> None:
    photo = finished(scene() * waves())
    assert score(view_of(photo)) == score(view_of(photo))


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("size", [(20, 30), (128, 128), (300, 200), (640, 480)])
def test_an_empty_photo_scores_nothing(level: int, size: tuple[int, int]) -> None:
    photo = np.full((*size, 3), level, np.uint8)
    assert score(view_of(photo, rectangle(size[1], size[0]) * np.float32(0.8))).value == 0


@pytest.mark.parametrize("shift", [(-500, 0), (0, 600), (700, 500), (5000, 5000)])
def test_a_card_partly_or_wholly_out_of_the_photo_is_looked_at(shift: tuple[int, int]) -> None:
    assert 0 <= score(view_of(finished(scene() * waves()), CARD + np.array(shift, np.float32))).value <= 1


def test_a_tiny_card_is_looked_at() -> None:
    assert 0 <= score(view_of(scene(), rectangle(12, 8) + np.float32(400))).value <= 1


@pytest.mark.parametrize("name", sorted(shipped_views.truths()))
def test_a_soft_photo_is_no_screen(name: str) -> None:
    """What softness leaves stands out at low frequencies: JPEG's own patterns, and where the spectrum falls."""
    photo = shipped_views.photo_of(name)
    spread = 4.5 * shipped_views.view_of(name).native_width / 1000
    _, data = cv2.imencode(".jpg", cv2.GaussianBlur(photo, (0, 0), spread), [cv2.IMWRITE_JPEG_QUALITY, 92])
    assert score(shipped_views.view_of(name, decode(data.tobytes()))).value < 0.45
