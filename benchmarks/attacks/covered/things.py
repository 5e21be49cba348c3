"""Things that come to lie over a card: how they look from above, where they lie, and what they hide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens import Scene
from benchmarks.specimens.camera import card_to_photo, edge_width
from benchmarks.specimens.photo import Laying
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, Image

SCALE = 900
"""Pixels of a thing's picture that are as long as the card is wide."""
_RASTER = 428
"""Pixels across the card in which is counted what a thing hides: five a millimetre."""
CORNER = 7 / 85.6
"""Side of the squares that count as corners, in card widths: 7 mm."""
_SHADOW = 0.45
"""Light that a thing takes from what lies right beside it."""

Plane = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Thing:
    """A flat picture of a thing; ``SCALE`` pixels are a card's width."""

    image: Image
    mask: NDArray[np.uint8]
    """``HxW``, 255 where the thing is."""
    anchor: tuple[float, float]
    """The place in the picture that is put somewhere on the card, in pixels."""


def painted(outline: Plane, image_of: NDArray[np.floating] | tuple[float, float, float], anchor: Plane) -> Thing:
    """Give a thing of an outline in card widths, of one colour (blue, green, red) or with a picture of its extent."""
    low = outline.min(axis=0)
    size = np.ceil((outline.max(axis=0) - low) * SCALE).astype(int) + 2
    mask = np.zeros((size[1], size[0]), np.uint8)
    cv2.fillPoly(mask, [np.round((outline - low) * SCALE * 16).astype(np.int32)], (255,), cv2.LINE_AA, 4)
    colours = np.asarray(image_of, np.float32)
    image = np.broadcast_to(colours, (*mask.shape, 3)) if colours.ndim == 1 else colours
    x, y = ((anchor - low) * SCALE).tolist()
    return Thing(np.clip(image, 0, 255).astype(np.uint8), mask, (x, y))


def turned(outline: Plane, angle: float) -> Plane:
    """Turn points about the origin, clockwise, by radians."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return outline @ np.array([(cosine, sine), (-sine, cosine)])


def hidden(thing: Thing, at: tuple[float, float], boxes: Mapping[str, Box]) -> dict[str, float]:
    """Say what share of each box a thing hides whose anchor is at a point, in card widths."""
    scale = _RASTER / SCALE
    move = np.array(
        [[scale, 0, at[0] * _RASTER - thing.anchor[0] * scale], [0, scale, at[1] * _RASTER - thing.anchor[1] * scale]]
    )
    covered = cv2.warpAffine(thing.mask, move, (_RASTER, round(_RASTER / CARD_ASPECT))) > 127
    return {name: _share(covered, box) for name, box in boxes.items()}


def _share(covered: NDArray[np.bool_], box: Box) -> float:
    rows, columns = covered.shape
    left, right = int(max(0, box.x0) * columns), int(np.ceil(box.x1 * columns))
    top, bottom = int(max(0, box.y0) * rows), int(np.ceil(box.y1 * rows))
    return float(covered[top:bottom, left:right].mean())


def corner_boxes() -> dict[str, Box]:
    """Give the corners' squares, less what a rounded corner leaves free."""
    width, height = CORNER, CORNER * CARD_ASPECT
    xs, ys = ((0.0, width), (1 - width, 1.0)), ((0.0, height), (1 - height, 1.0))
    return {
        f"corner_{row}{column}": Box(xs[column][0], ys[row][0], xs[column][1], ys[row][1])
        for row in (0, 1)
        for column in (0, 1)
    }


def lay(thing: Thing, at: tuple[float, float]) -> Laying:
    """Give what lays a thing over the card of a scene, its anchor at a point in card widths."""

    def over(view: Image, scene: Scene) -> None:
        to_card = np.array(
            [[1, 0, at[0] * SCALE - thing.anchor[0]], [0, 1, at[1] * SCALE - thing.anchor[1]], [0, 0, 1.0]]
        )
        to_photo = card_to_photo(scene.card) @ np.diag([1 / SCALE, CARD_ASPECT / SCALE, 1.0]) @ to_card
        _blend(view, thing, to_photo, edge_width(scene.card.to_array()))

    return over


def _blend(view: Image, thing: Thing, to_photo: NDArray[np.float64], width: float) -> None:
    rows, columns = thing.mask.shape
    corners = np.array([[(0, 0), (columns, 0), (columns, rows), (0, rows)]], np.float64)
    places, reach = cv2.perspectiveTransform(corners, to_photo)[0], 0.03 * width
    left, top = np.clip(np.floor(places.min(axis=0) - reach), 0, view.shape[1::-1]).astype(int).tolist()
    right, bottom = np.clip(np.ceil(places.max(axis=0) + reach), 0, view.shape[1::-1]).astype(int).tolist()
    if right - left < 2 or bottom - top < 2:
        return
    shifted = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1.0]]) @ to_photo
    part, size = view[top:bottom, left:right], (right - left, bottom - top)
    picture = cv2.warpPerspective(thing.image, shifted, size, borderMode=cv2.BORDER_REPLICATE)
    outline = np.asarray(cv2.warpPerspective(thing.mask, shifted, size), np.uint8)
    shade = cv2.GaussianBlur(cv2.resize(outline, None, fx=0.25, fy=0.25), (0, 0), max(0.6, reach / 10))
    dim = np.asarray(255 - _SHADOW * cv2.resize(shade, size).astype(np.float32), np.float32) / 255
    alpha = (outline.astype(np.float32) / 255)[..., None]
    part[:] = (part * dim[..., None] * (1 - alpha) + picture * alpha).astype(np.uint8)
