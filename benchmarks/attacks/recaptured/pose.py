"""Where a camera stands before a screen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from benchmarks.attacks.recaptured.display import Matrix, Shown
from benchmarks.specimens.camera import card_corners
from benchmarks.specimens.split import pick
from permit_ocr.imaging.geometry import rectangle
from permit_ocr.permits.documents import CARD_ASPECT

_SIZES = ((1600, 1200), (1280, 960), (1440, 1080), (1200, 1600), (1080, 1440), (1920, 1080))
"""Width and height of the photos: 1.2 to 2.1 megapixels."""


@dataclass(frozen=True, slots=True)
class Pose:
    """A view of a screen."""

    size: tuple[int, int]
    """Width and height of the photo, in pixels."""
    pitch: float
    """Photo pixels for each screen pixel, at the middle of the card."""
    card_width: float
    """Width of the card in screen pixels."""
    rotation: float
    tilt: tuple[float, float]
    """Degrees out of the picture plane, about the level and the upright axis."""
    distance: float
    """Of the camera, in card widths."""
    offset: tuple[float, float]
    """Of the card from the middle of the photo, in photo widths and heights."""

    def to_photo(self, shown: Shown) -> Matrix:
        """Give the homography from screen pixels to photo pixels; the card lies about the middle of the photo."""
        centre = shown.card.to_array().mean(axis=0)
        side = np.array((self.card_width, self.card_width / CARD_ASPECT), np.float32)
        on_screen = rectangle(*side.tolist()) - side / 2 + centre
        middle = np.array(self.size, np.float32) * (np.array(self.offset, np.float32) + 0.5)
        corners = card_corners(self.card_width * self.pitch, self.rotation, *self.tilt, self.distance) + middle
        return cv2.getPerspectiveTransform(on_screen.astype(np.float32), corners.astype(np.float32)).astype(np.float64)


def draw_pose(pitches: tuple[float, float], tilts: tuple[float, float], random: np.random.Generator) -> Pose:
    """Draw a view with so many photo pixels for each screen pixel (spread by their logarithm) and such a tilt."""
    size = pick(random, _SIZES)
    pitch = math.exp(random.uniform(math.log(pitches[0]), math.log(pitches[1])))
    width = float(random.uniform(0.45, 0.85)) * size[0]
    larger = float(random.uniform(*tilts))
    smaller = float(random.uniform(-larger, larger))
    tilt = (larger, smaller) if random.random() < 0.5 else (smaller, larger)
    offset = random.uniform(-0.05, 0.05, 2)
    return Pose(
        size, pitch, width / pitch, float(random.normal(0, 4)), tilt,
        float(random.uniform(1.3, 3)), (float(offset[0]), float(offset[1])),
    )  # fmt: skip
