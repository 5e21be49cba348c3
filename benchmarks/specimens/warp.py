"""Where the points of a card that is not quite flat come to lie behind a lens that is not quite straight.

Points on the card are fractions of it, points in the photo pixels; both ``Nx2``.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.camera import card_to_photo, edge_width
from permit_ocr.types import Box, Points, Quad

_ROUNDS = 5
"""Rounds in which an inverse is approached: each leaves less than a tenth of the error."""


@dataclass(frozen=True, slots=True)
class Warp:
    """The bend of a card and the distortion of a lens."""

    sagitta: float = 0.0
    """Height of the arc into which the card is bent, in card widths; positive towards the camera."""
    along_width: bool = True
    """Whether the upper and lower edges are the arcs, or else the edges at the sides."""
    lean: tuple[float, float] = (0.0, 0.0)
    """Where a point goes in the photo that is raised over the card by its width, in card widths."""
    nearness: float = 0.3
    """Growth of what is raised by a card's width: one over the camera's distance in card widths."""
    barrel: float = 0.0
    """Share by which a straight lens would put the photo's corners further out."""
    frame: tuple[int, int] = (1, 1)
    """Width and height of the photo, in pixels."""


FLAT = Warp()
"""A flat card behind a straight lens."""


def to_photo(points: NDArray[np.floating], card: Quad, warp: Warp = FLAT) -> Points:
    """Find points of the card in the photo; ``card`` holds the corners as a straight lens would show them."""
    flat = _through(card_to_photo(card), points)
    return _distorted(flat + _raised(points, flat, card, warp), warp)


def to_card(pixels: NDArray[np.floating], card: Quad, warp: Warp = FLAT) -> Points:
    """Find points of the photo on the card."""
    back = np.linalg.inv(card_to_photo(card))
    straight = _straightened(pixels, warp)
    points = _through(back, straight)
    for _ in range(_ROUNDS if warp.sagitta else 0):
        points = _through(back, straight - _raised(points, straight, card, warp))
    return points


def box_to_photo(box: Box, card: Quad, warp: Warp = FLAT) -> Quad:
    """Find the corners of a box of the card in the photo."""
    corners = np.array([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)])
    return Quad.from_array(to_photo(corners, card, warp))


def _through(homography: NDArray[np.float64], points: NDArray[np.floating]) -> Points:
    return np.asarray(cv2.perspectiveTransform(points[None].astype(np.float64), homography)[0], np.float64)


def _raised(points: NDArray[np.floating], flat: NDArray[np.floating], card: Quad, warp: Warp) -> NDArray[np.float64]:
    """Give how far the bend moves points in the photo; the card's corners stay."""
    share = np.clip(points[:, 0 if warp.along_width else 1], 0, 1)[:, None]
    height = 4 * warp.sagitta * share * (1 - share)
    corners = card.to_array()
    return height * (np.array(warp.lean) * edge_width(corners) + (flat - corners.mean(axis=0)) * warp.nearness)


def _straightened(pixels: NDArray[np.floating], warp: Warp) -> NDArray[np.float64]:
    arms = pixels - np.array(warp.frame) / 2
    return np.array(warp.frame) / 2 + arms * _stretch(arms, warp)


def _distorted(pixels: NDArray[np.floating], warp: Warp) -> Points:
    middle = np.array(warp.frame) / 2
    arms = pixels - middle
    bent = arms
    for _ in range(_ROUNDS if warp.barrel else 0):
        bent = arms / _stretch(bent, warp)
    return np.asarray(middle + bent, np.float32)


def _stretch(arms: NDArray[np.floating], warp: Warp) -> NDArray[np.float64]:
    """Give the factor that undoes the distortion of points at ``arms`` from the photo's middle."""
    reach = np.hypot(*warp.frame) / 2
    return 1 + warp.barrel * ((arms / reach) ** 2).sum(axis=1, keepdims=True)
