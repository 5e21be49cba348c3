"""Lays a card into a picture: shrinks it as a lens would, warps it onto its corners, and casts its shadow."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.card import Specimen
from benchmarks.specimens.ink import Mask
from permit_ocr.types import Image, Quad

_SHADOW = 0.35
"""Light that the thickness of the card takes from the ground right beside it."""


def lay_card(view: Image, specimen: Specimen, card: Quad, light: NDArray[np.float32] | None = None) -> None:
    """Lay a specimen into a picture, in place; ``light`` is a grid of gains over the card."""
    left, top, right, bottom = _bounds(card, view)
    corners = card.to_array() - np.array((left, top), np.float32)
    image, mask = _shrunk(specimen, edge_width(corners))
    if light is not None:
        gains = cv2.resize(light, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_CUBIC)[..., None]
        image = np.clip(image * gains, 0, 255).astype(np.uint8)
    size = right - left, bottom - top
    warp = _onto(corners, image.shape[1], image.shape[0])
    warped = cv2.warpPerspective(image, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    outline = np.asarray(cv2.warpPerspective(mask, warp, size, flags=cv2.INTER_LINEAR), np.uint8)
    area = view[top:bottom, left:right]
    _cast_shadow(area, outline, edge_width(corners))
    alpha = cv2.cvtColor(outline, cv2.COLOR_GRAY2BGR)
    ground = cv2.multiply(area, 255 - alpha, scale=1 / 255)
    area[:] = cv2.add(ground, cv2.multiply(warped, alpha, scale=1 / 255))


def _bounds(card: Quad, view: Image) -> tuple[int, int, int, int]:
    """Give the part of the picture that the card and its shadow can reach: left, top, right, bottom."""
    corners = card.to_array()
    reach = 0.03 * edge_width(corners)
    left, top = np.maximum(np.floor(corners.min(axis=0) - reach), 0).astype(int)
    right, bottom = np.minimum(np.ceil(corners.max(axis=0) + reach), view.shape[1::-1]).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _shrunk(specimen: Specimen, width: float) -> tuple[Image, Mask]:
    """Shrink the flat card by area to a little more than its size in the photo: a warp alone would alias."""
    scale = min(1.0, 1.15 * width / specimen.image.shape[1])
    size = round(specimen.image.shape[1] * scale), round(specimen.image.shape[0] * scale)
    image = cv2.resize(specimen.image, size, interpolation=cv2.INTER_AREA)
    return np.asarray(image, np.uint8), np.asarray(
        cv2.resize(specimen.mask, size, interpolation=cv2.INTER_AREA), np.uint8
    )


def _onto(corners: NDArray[np.float32], width: int, height: int) -> NDArray[np.float64]:
    """Give the homography from the card's picture; pixels are cells, centred on whole numbers."""
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
    return cv2.getPerspectiveTransform(flat, corners - np.float32(0.5)).astype(np.float64)


def _cast_shadow(area: Image, outline: Mask, width: float) -> None:
    """Darken the ground around the card softly, as its thickness does."""
    coarse = cv2.resize(outline, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(coarse, (0, 0), max(0.5, 0.006 * width / 4))
    full = np.asarray(cv2.resize(soft, area.shape[1::-1]), np.float32)
    lit = (255 - _SHADOW * full).astype(np.uint8)
    area[:] = cv2.multiply(area, np.asarray(cv2.cvtColor(lit, cv2.COLOR_GRAY2BGR)), scale=1 / 255)
