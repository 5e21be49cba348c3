"""The card as seen straight on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from permit_ocr.imaging.geometry import Homography, homography, project_quad, rectangle, warp
from permit_ocr.types import Image, Quad

WIDTH = 1280
"""Width of the rectified card in pixels: its smallest labels are then 28 px high, near the 48 that recognisers take."""


@dataclass(frozen=True, slots=True)
class RectifiedCard:
    """A card warped upright, with some of its surroundings."""

    image: Image
    """``HxWx3 uint8 BGR``, the card and ``margin`` on every side."""
    to_photo: Homography
    """From pixels of ``image`` to pixels of the photo."""
    to_card: Homography
    """From pixels of ``image`` to fractions of the card."""
    photo_size: tuple[int, int]
    """Width and height of the photo."""

    def in_photo(self, quad: Quad) -> Quad:
        """A quad given in fractions of the card, in pixels of the photo."""
        return project_quad(self.to_photo @ np.linalg.inv(self.to_card), quad)

    def shows(self, quad: Quad) -> bool:
        """Whether a quad given in fractions of the card lies wholly within the photo."""
        corners = self.in_photo(quad).to_array()
        return bool((corners >= 0).all() and (corners <= self.photo_size).all())

    def in_image(self, quad: Quad) -> Quad:
        """A quad given in fractions of the card, in pixels of ``image``."""
        return project_quad(np.linalg.inv(self.to_card), quad)


def rectify(photo: Image, card: Quad, aspect: float, margin: float = 0.0, width: int = WIDTH) -> RectifiedCard:
    """Warp the card (corners in the photo's pixels) to ``width`` pixels, with ``margin`` (card heights) around."""
    height = width / aspect
    pad = margin * height
    inner = rectangle(width, height) + np.float32(pad)
    to_image = homography(card.to_array(), inner)
    image = warp(photo, to_image, round(width + 2 * pad), round(height + 2 * pad))
    to_card = np.diag([1 / width, 1 / height, 1.0]) @ np.array([[1, 0, -pad], [0, 1, -pad], [0, 0, 1.0]])
    return RectifiedCard(image, np.linalg.inv(to_image), to_card, (photo.shape[1], photo.shape[0]))
