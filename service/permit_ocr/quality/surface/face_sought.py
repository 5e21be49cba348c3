"""Whether a face can be found in a portrait."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from permit_ocr.imaging.geometry import box_quad
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box

_WIDTH = 110
"""Pixels across the portrait at which a face is sought: it is then about 70 wide, three times the cascade's least."""
_CASCADES = Path(cv2.__file__).parent / "data"
"""Where OpenCV keeps the cascades that come with it."""
_ROOM = 0.25
"""Surroundings that are searched along, in portrait sizes: the search frame is wider than a face."""
_LEAST = 42
"""Least side of a face in pixels: portraits show it over at least two fifths of their width (GB/T 35735 asks more)."""
_STEPS = (1.25, 1.08)
"""Steps of size: most faces are found in large ones, which take a third of the time."""


def shows_face(view: CardView, portrait: Box) -> bool:
    """Say whether OpenCV's frontal cascade (Viola and Jones 2001; ``alt2`` of Lienhart 2003) finds any face."""
    picture = _cut(view, portrait)
    return picture is None or any(_found(picture, step) for step in _STEPS)


def _found(picture: np.ndarray, step: float) -> bool:
    return len(_cascade().detectMultiScale(picture, step, 1, minSize=(_LEAST, _LEAST))) > 0


@lru_cache
def _cascade() -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(_CASCADES / "haarcascade_frontalface_alt2.xml"))


def _cut(view: CardView, portrait: Box) -> np.ndarray | None:
    """Cut the portrait out with some room about it, grey and evened; ``None`` where next to nothing of it is there."""
    across, down = _ROOM * (portrait.x1 - portrait.x0), _ROOM * (portrait.y1 - portrait.y0)
    roomy = Box(portrait.x0 - across, portrait.y0 - down, portrait.x1 + across, portrait.y1 + down)
    corners = view.card.in_image(box_quad(roomy)).to_array()
    left, top = (round(float(edge)) for edge in corners.min(axis=0))
    right, bottom = (round(float(edge)) for edge in corners.max(axis=0))
    part = view.card.image[int(max(0, top)) : int(max(0, bottom)), int(max(0, left)) : int(max(0, right))]
    if min(part.shape[:2]) < 8:
        return None
    scale = _WIDTH * (1 + 2 * _ROOM) / max(1.0, right - left)
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.equalizeHist(
        cv2.resize(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), None, fx=scale, fy=scale, interpolation=kind)
    )
