"""Boxes of the card as windows of the rectified image."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from permit_ocr.imaging.geometry import box_quad
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box, Quad

INNER = Box(0.02, 0.03, 0.98, 0.97)
"""The card without its rim, where what lies beside it may show."""


class Window(NamedTuple):
    """An upright rectangle of whole pixels; what lies left of or above the image is cut off."""

    left: int
    top: int
    right: int
    bottom: int


def bounds(view: CardView, box: Box) -> tuple[float, float, float, float]:
    """A box of the card (in fractions of it) in pixels of the rectified image: left, top, right, bottom."""
    corners = view.card.in_image(box_quad(box)).to_array()
    xs, ys = corners[:, 0].tolist(), corners[:, 1].tolist()
    return min(xs), min(ys), max(xs), max(ys)


def window(view: CardView, box: Box) -> Window:
    """A box of the card as a window of the rectified image."""
    return Window(*(max(0, round(edge)) for edge in bounds(view, box)))


def quad_in_photo(view: CardView, left: float, top: float, right: float, bottom: float) -> Quad:
    """A window of the rectified image in pixels of the photo."""
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)
    return view.card.in_photo(_in_card(view, corners))


def _in_card(view: CardView, corners: np.ndarray) -> Quad:
    return Quad.from_array(corners @ view.card.to_card[:2, :2].T + view.card.to_card[:2, 2])
