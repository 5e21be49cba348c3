"""Cards are proposed where they lie and the right way up: cut ones whole, several each for itself, others not."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from benchmarks.overlap import overlap
from permit_ocr.card.load import WEIGHTS, load_locator
from permit_ocr.card.proposals import CardLocator
from permit_ocr.errors import ModelFileError
from permit_ocr.imaging.decode import decode
from permit_ocr.text.models import default_models_dir
from permit_ocr.types import Image, Quad

PHOTOS = Path(__file__).parents[1] / "data/photos"
TRUTH: dict[str, dict[str, Any]] = json.loads((PHOTOS / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def locator() -> CardLocator:
    return load_locator()


@lru_cache
def photo(name: str) -> tuple[Image, Quad]:
    return decode((PHOTOS / name).read_bytes()), Quad.from_array(np.array(TRUTH[name]["card"]))


def moved(card: Quad, x: float, y: float) -> Quad:
    return Quad.from_array(card.to_array() + np.float32([x, y]))


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("name", TRUTH)
def test_a_card_is_found_from_its_own_upper_left_corner(locator: CardLocator, name: str, turns: int) -> None:
    image, card = photo(name)
    corners = card.to_array()
    for _ in range(turns):
        corners = np.stack([image.shape[0] - corners[:, 1], corners[:, 0]], axis=1)
        image = np.ascontiguousarray(np.rot90(image, -1))
    (found,) = locator.propose(image)
    assert overlap(found.quad, Quad.from_array(corners)) > 0.9
    height = np.linalg.norm(corners[3] - corners[0])
    assert np.linalg.norm(found.quad.to_array() - corners, axis=1).max() < 0.1 * height
    assert found.score > 0.8


def test_a_cut_card_is_proposed_with_the_corners_that_the_frame_hides(locator: CardLocator) -> None:
    image, card = photo("hk-macao.jpg")
    (found,) = locator.propose(np.ascontiguousarray(image[:, 220:]))
    assert found.quad.corners[0].x < 0
    assert overlap(found.quad, moved(card, -220, 0)) > 0.85


def test_the_larger_of_two_cards_comes_first(locator: CardLocator) -> None:
    one, card = photo("hk-macao.jpg")
    other, smaller = photo("compatriot-slanted.jpg")
    below = np.full((other.shape[0], one.shape[1], 3), 90, np.uint8)
    below[:, : other.shape[1]] = other
    first, second = locator.propose(np.vstack([one, below]))
    assert overlap(first.quad, card) > 0.85
    assert overlap(second.quad, moved(smaller, 0, one.shape[0])) > 0.85


@pytest.mark.parametrize(("x", "y"), [(30, 20), (850, 500), (1700, 1300)])
def test_a_card_a_tenth_as_wide_as_its_photo_is_found(locator: CardLocator, x: int, y: int) -> None:
    image, card = photo("hk-macao.jpg")
    small = cv2.resize(image, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA)
    far = np.full((1500, 2000, 3), np.median(image[:20], axis=(0, 1)), np.uint8)
    far[y : y + small.shape[0], x : x + small.shape[1]] = small
    (found,) = locator.propose(far)
    assert overlap(found.quad, Quad.from_array(card.to_array() * np.float32(0.2) + np.float32([x, y]))) > 0.9


def test_nothing_is_proposed_where_no_card_is(locator: CardLocator) -> None:
    image, _ = photo("hk-macao.jpg")
    assert locator.propose(np.full((600, 800, 3), 200, np.uint8)) == []
    assert locator.propose(np.ascontiguousarray(image[:100, :400])) == []


def test_a_photo_of_few_pixels_is_looked_at(locator: CardLocator) -> None:
    assert locator.propose(np.zeros((16, 900, 3), np.uint8)) == []


def test_weights_that_differ_by_a_byte_are_refused(tmp_path: Path) -> None:
    models = default_models_dir()
    (tmp_path / "manifest.toml").write_bytes((models / "manifest.toml").read_bytes())
    content = bytearray((models / WEIGHTS).read_bytes())
    content[-1] ^= 1
    (tmp_path / WEIGHTS).write_bytes(content)
    with pytest.raises(ModelFileError, match=r"locator\.onnx is not the one in the manifest.*install"):
        load_locator(tmp_path)


def test_a_file_that_is_no_network_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.onnx").write_bytes(b"no network")
    with pytest.raises(ModelFileError, match=r"broken\.onnx is not a network"):
        CardLocator(tmp_path / "broken.onnx")
