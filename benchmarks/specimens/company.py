"""Lays other things beside a permit and half under it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.belongings import BELONGINGS
from benchmarks.specimens.camera import card_to_photo, edge_width
from benchmarks.specimens.scene import Scene
from benchmarks.specimens.split import pick
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image

_DPI_WIDTH = 1011
"""Pixels of a thing that are as wide as the card is: things are drawn at 300 dpi."""
_SHADOW = 0.4
"""Light that a thing takes from the ground right beside it."""


def lay_company(view: Image, scene: Scene, random: np.random.Generator) -> None:
    """Lay the things of a scene into the photo, in place, before the card is laid over them."""
    for _ in range(scene.company):
        thing = pick(random, BELONGINGS[scene.split])(random, scene.split)
        _lay(view, thing, _place(scene, thing, random), scene)


def _place(scene: Scene, thing: Image, random: np.random.Generator) -> NDArray[np.float32]:
    """Give the corners of a thing in the photo: on the card's plane, beside the card or half under it."""
    size = np.array(thing.shape[1::-1]) / _DPI_WIDTH
    turn = np.radians(float(random.choice((0, 0, 90)) + random.normal(0, 18)))
    flat = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2 * size
    turned = flat @ np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    side = float(random.uniform(0, 2 * np.pi))
    # Beyond the card's middle by half of the card and a part of the thing, so that some of it is seen.
    reach = np.array((0.5, 0.5 / CARD_ASPECT)) + 0.5 * np.ptp(turned, axis=0) * random.uniform(0.45, 1.2)
    middle = np.array((0.5, 0.5 / CARD_ASPECT)) + reach * (np.cos(side), np.sin(side))
    points = ((turned + middle) * (1, CARD_ASPECT)).astype(np.float64)
    return cv2.perspectiveTransform(points[None], card_to_photo(scene.card))[0].astype(np.float32)


def _lay(view: Image, thing: Image, corners: NDArray[np.float32], scene: Scene) -> None:
    width = edge_width(scene.card.to_array())
    reach = 0.02 * width
    left, top = np.clip(np.floor(corners.min(axis=0) - reach), 0, view.shape[1::-1]).astype(int).tolist()
    right, bottom = np.clip(np.ceil(corners.max(axis=0) + reach), 0, view.shape[1::-1]).astype(int).tolist()
    if right - left < 4 or bottom - top < 4:
        return
    scale = min(1.0, 1.2 * width / _DPI_WIDTH)
    small = cv2.resize(thing, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = small.shape[:2]
    flat = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    warp = cv2.getPerspectiveTransform(flat, corners - np.array((left, top), np.float32))
    size = right - left, bottom - top
    picture = cv2.warpPerspective(small, warp, size, borderMode=cv2.BORDER_REPLICATE)
    outline = cv2.warpPerspective(np.full((rows, columns), 255, np.uint8), warp, size)
    _cover(view[top:bottom, left:right], np.asarray(picture), np.asarray(outline), reach)


def _cover(area: Image, picture: Image, outline: NDArray[np.uint8], reach: float) -> None:
    """Cast the shadow of a thing and put its picture over it, in place."""
    coarse = cv2.resize(outline, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.resize(cv2.GaussianBlur(coarse, (0, 0), max(0.5, reach / 12)), area.shape[1::-1])
    dim = cv2.cvtColor(cv2.convertScaleAbs(np.asarray(soft), alpha=-_SHADOW, beta=0), cv2.COLOR_GRAY2BGR)
    alpha = cv2.cvtColor(outline, cv2.COLOR_GRAY2BGR)
    ground = cv2.multiply(cv2.multiply(area, 255 - dim, scale=1 / 255), 255 - alpha, scale=1 / 255)
    area[:] = cv2.add(ground, cv2.multiply(picture, alpha, scale=1 / 255))
