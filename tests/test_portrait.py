"""The portrait is cut out upright, at the photo's own resolution, as JPEG."""

from __future__ import annotations

import cv2
import numpy as np

from permit_ocr.portrait import MAX_HEIGHT, cut_portrait
from permit_ocr.types import Image, Quad


def photo(scale: int = 1) -> Image:
    image = np.full((400 * scale, 600 * scale, 3), 255, np.uint8)
    image[100 * scale : 300 * scale, 200 * scale : 360 * scale] = (40, 40, 200)
    image[100 * scale : 140 * scale, 200 * scale : 360 * scale] = (200, 40, 40)
    return image


def quad(scale: int = 1) -> Quad:
    return Quad.from_array(np.array([[200, 100], [360, 100], [360, 300], [200, 300]]) * scale)


def decoded(jpeg: bytes) -> Image:
    return np.asarray(cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR), np.uint8)


def test_portrait_keeps_the_photos_pixels() -> None:
    picture = decoded(cut_portrait(photo(), quad()).jpeg)
    assert picture.shape == (200, 160, 3)
    assert picture.min(axis=2).max() < 60


def test_sideways_card_gives_an_upright_portrait() -> None:
    turned = np.rot90(photo(), -1).copy()
    corners = quad().to_array()
    sideways = Quad.from_array(np.stack([400 - corners[:, 1], corners[:, 0]], axis=1))
    picture = decoded(cut_portrait(turned, sideways).jpeg)
    assert picture.shape == (200, 160, 3)
    assert picture[10, 80, 0] > 150 > picture[10, 80, 2]


def test_huge_portrait_is_limited() -> None:
    assert decoded(cut_portrait(photo(8), quad(8)).jpeg).shape[0] == MAX_HEIGHT
