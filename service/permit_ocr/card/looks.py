"""What the outline network looks at: all of a photo, or the surroundings of one card seen straight on.

Corners count from the outer edge of a picture, so that the middle of its first pixel is at 0.5.
"""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import Homography, homography, of_middles, polygon_area, rectangle
from permit_ocr.imaging.shrink import halved
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Points

SIDE = 192
"""Width and height of every look, in pixels."""

OUTSIDE = 127
"""Grey of what lies beyond the photo; the network was trained with it."""

CLOSE_UP = 0.75
"""Width of the card in a closer look, in widths of the look; the network was trained with it."""

ENOUGH = 1024
"""Longer side in pixels that looks are taken from at least: a card an eighth as wide still gives 128 pixels."""


PART = 0.6
"""Width and height of a part of a photo, in the photo's: a card a fifth as wide is all in one of them."""


class Photo(NamedTuple):
    """A photo, reduced, and the map from it to the photo as it came, both counted from their outer edges."""

    image: Image
    to_photo: Homography


class Look(NamedTuple):
    """A picture for the network, and the map from it to the photo, both counted from their outer edges."""

    image: Image
    """``SIDExSIDEx3 uint8 BGR``."""
    to_photo: Homography
    shown: NDArray[np.bool_]
    """``SIDExSIDE``: where the photo is, and not what lies beyond it."""


def reduced(photo: Image) -> Photo:
    """The photo at a size that looks are taken from: halved while enough is left, as that is the quickest way."""
    image, scale = photo, 1.0
    while max(image.shape[:2]) >= 2 * ENOUGH and min(image.shape[:2]) > 1:
        image, scale = halved(image), scale * 2
    return Photo(image, np.diag([scale, scale, 1.0]))


def whole(photo: Photo) -> Look:
    """All of a photo, in the upper-left part of the look."""
    small, to_photo = photo
    while max(small.shape[:2]) >= 2 * SIDE and min(small.shape[:2]) > 1:
        small, to_photo = halved(small), to_photo @ np.diag([2.0, 2.0, 1.0])
    height, width = small.shape[:2]
    scale = SIDE / max(height, width)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    image, shown = np.full((SIDE, SIDE, 3), OUTSIDE, np.uint8), np.zeros((SIDE, SIDE), np.bool_)
    image[: size[1], : size[0]] = cv2.resize(small, size, interpolation=method)
    shown[: size[1], : size[0]] = True
    return Look(image, to_photo @ np.diag([width / size[0], height / size[1], 1.0]), shown)


def parts(photo: Photo) -> list[Photo]:
    """Four parts of a photo, its corners, which lap over each other in the middle."""
    height, width = photo.image.shape[:2]
    high, wide = round(PART * height), round(PART * width)
    origins = [(x, y) for y in (0, height - high) for x in (0, width - wide)]
    return [
        Photo(photo.image[y : y + high, x : x + wide], photo.to_photo @ np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]]))
        for x, y in origins
    ]


def closer(photo: Photo, corners: Points) -> Look:
    """The card with the given corners (``4x2``, in the photo as it came) straightened in the middle of the look."""
    width = CLOSE_UP * SIDE
    card = rectangle(width, width / CARD_ASPECT)
    target = card + (np.float32(SIDE) - card[2]) / 2
    to_look = homography(corners, target) @ photo.to_photo
    shown = cv2.warpPerspective(np.ones(photo.image.shape[:2], np.uint8), to_look, (SIDE, SIDE)) > 0
    return Look(_warped(photo.image, to_look, target), photo.to_photo @ np.linalg.inv(to_look), shown)


def _warped(image: Image, to_look: Homography, target: Points) -> Image:
    """Warp after halving the picture as often as the card in it is more than twice as large as in the look."""
    source = cv2.perspectiveTransform(target[None].astype(np.float64), np.linalg.inv(to_look))[0]
    shrink = np.sqrt(abs(polygon_area(source) / polygon_area(target)))
    while shrink >= 2 and min(image.shape[:2]) >= 64:
        image, to_look, shrink = halved(image), to_look @ np.diag([2.0, 2.0, 1.0]), shrink / 2
    warped = cv2.warpPerspective(image, of_middles(to_look), (SIDE, SIDE), borderValue=(OUTSIDE, OUTSIDE, OUTSIDE))
    return warped.astype(np.uint8, copy=False)
