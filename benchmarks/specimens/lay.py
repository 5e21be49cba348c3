"""Lays a card into a picture: shrinks it as a lens would, warps it into place, and casts its shadow."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.card import Specimen
from benchmarks.specimens.ink import Mask
from benchmarks.specimens.warp import FLAT, Warp, to_card, to_photo
from permit_ocr.types import Image, Quad

CONTACT_SHADOW = 0.35
"""Light that the thickness of the card takes from the ground right beside it."""

_CELL = 16
"""Side in pixels of the cells at whose middles the way back to the card is worked out; between, it is straight."""


def lay_card(
    view: Image,
    specimen: Specimen,
    card: Quad,
    light: NDArray[np.float32] | None = None,
    warp: Warp = FLAT,
    shadow: float = CONTACT_SHADOW,
) -> None:
    """Lay a specimen into a picture, in place.

    ``light`` is a grid of gains over the card, of one or three channels; ``shadow`` is that of the card's thickness.
    """
    width = edge_width(card.to_array())
    left, top, right, bottom = _bounds(card, warp, 0.03 * width, view)
    image, mask = _shrunk(specimen, width)
    if light is not None:
        image = _lit(image, light)
    places = _places((left, top, right, bottom), card, warp, (image.shape[1], image.shape[0]))
    warped = cv2.remap(image, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    outline = np.asarray(cv2.remap(mask, places, None, cv2.INTER_LINEAR), np.uint8)
    area = view[top:bottom, left:right]
    _cast_shadow(area, outline, width, shadow)
    alpha = cv2.cvtColor(outline, cv2.COLOR_GRAY2BGR)
    ground = cv2.multiply(area, 255 - alpha, scale=1 / 255)
    area[:] = cv2.add(ground, cv2.multiply(warped, alpha, scale=1 / 255))


def _bounds(card: Quad, warp: Warp, reach: float, view: Image) -> tuple[int, int, int, int]:
    """Give the part of the picture that the card and its shadow can reach: left, top, right, bottom."""
    across = np.linspace(0, 1, 5)
    rim = to_photo(np.stack(np.meshgrid(across, across), axis=-1).reshape(-1, 2), card, warp)
    left, top = np.maximum(np.floor(rim.min(axis=0) - reach), 0).astype(int)
    right, bottom = np.minimum(np.ceil(rim.max(axis=0) + reach), view.shape[1::-1]).astype(int)
    return int(left), int(top), int(right), int(bottom)


def _shrunk(specimen: Specimen, width: float) -> tuple[Image, Mask]:
    """Shrink the flat card by area to a little more than its size in the photo: a warp alone would alias."""
    scale = min(1.0, 1.15 * width / specimen.image.shape[1])
    size = round(specimen.image.shape[1] * scale), round(specimen.image.shape[0] * scale)
    return _averaged(specimen.image, size), _averaged(specimen.mask, size)


def _averaged(picture: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Shrink by area, halving first where that is most of it: OpenCV halves ten times faster than it does the rest."""
    while picture.shape[1] >= 2 * size[0] and not (picture.shape[0] % 2 or picture.shape[1] % 2):
        half = picture.shape[1] // 2, picture.shape[0] // 2
        picture = np.asarray(cv2.resize(picture, half, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _lit(image: Image, light: NDArray[np.float32]) -> Image:
    gains = np.asarray(cv2.resize(light, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_CUBIC))
    gains = gains if gains.ndim == 3 else gains[..., None]
    return np.clip(image * gains, 0, 255).astype(np.uint8)


def _places(bounds: tuple[int, int, int, int], card: Quad, warp: Warp, size: tuple[int, int]) -> NDArray[np.float32]:
    """Say for each pixel of a part of the photo where in the card's picture it is, ``HxWx2``.

    Worked out for coarse cells, one more than needed on every side, as enlarging repeats the outermost.
    """
    left, top, right, bottom = bounds
    columns, rows = (np.arange(-1, -(-length // _CELL) + 1) for length in (right - left, bottom - top))
    x, y = np.meshgrid((columns + 0.5) * _CELL + left, (rows + 0.5) * _CELL + top)
    points = to_card(np.stack([x.ravel(), y.ravel()], axis=1), card, warp)
    coarse = (points * size - 0.5).astype(np.float32).reshape(*x.shape, 2)
    full = cv2.resize(coarse, None, fx=_CELL, fy=_CELL, interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(full[_CELL : _CELL + bottom - top, _CELL : _CELL + right - left], np.float32)


def _cast_shadow(area: Image, outline: Mask, width: float, shadow: float) -> None:
    """Darken the ground around the card softly, as its thickness does."""
    coarse = cv2.resize(outline, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(coarse, (0, 0), max(0.5, 0.006 * width / 4))
    lit = (255 - shadow * soft.astype(np.float32)).astype(np.uint8)
    full = np.asarray(cv2.resize(lit, area.shape[1::-1]), np.uint8)
    area[:] = cv2.multiply(area, np.asarray(cv2.cvtColor(full, cv2.COLOR_GRAY2BGR)), scale=1 / 255)
