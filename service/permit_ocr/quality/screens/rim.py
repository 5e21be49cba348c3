"""How light it is right beside the card: beyond a dark band may be another thing than what the card lies on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import homography, project, rectangle
from permit_ocr.types import Image, Points

_BEYOND = (0.02, 0.035, 0.05)
"""Places beyond the card's edges, in card widths: a cut's shadow is narrower, the rim of a screen hardly so."""
_ALONG = 12
"""Places along each edge."""


def rim_light(photo: Image, outline: Points, aspect: float) -> NDArray[np.float32]:
    """Give the grey levels of places all around a card of some aspect, as far as the photo shows them."""
    height = 1 / aspect
    to_photo = homography(rectangle(1, height), outline)
    along = np.linspace(0, 1, _ALONG)
    level = [(x, y) for x in along for by in _BEYOND for y in (-by, height + by)]
    upright = [(x, y * height) for y in along for by in _BEYOND for x in (-by, 1 + by)]
    columns, rows = np.floor(project(to_photo, np.array(level + upright, np.float32))).astype(np.intp).T
    shown = (columns >= 0) & (columns < photo.shape[1]) & (rows >= 0) & (rows < photo.shape[0])
    return photo[rows[shown], columns[shown]].mean(axis=1).astype(np.float32)
