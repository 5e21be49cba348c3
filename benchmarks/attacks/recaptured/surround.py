"""What is around the lit part of a screen, what mirrors in it, and the bands of its flicker."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.recaptured.display import Matrix, Shown
from benchmarks.attacks.recaptured.exposure import Light
from permit_ocr.imaging.geometry import project, rectangle
from permit_ocr.types import Points


def place_screen(light: Light, shown: Shown, to_photo: Matrix, random: np.random.Generator) -> None:
    """Put a bezel and a room around the lit part, and a faint reflection on it, in place."""
    height, width = shown.raster.shape[:2]
    lit = rectangle(width, height)
    rim = np.float32(random.uniform(0.015, 0.08) * min(width, height))
    body = np.array([-rim, -rim], np.float32) + rectangle(width + 2 * rim, height + 2 * rim)
    share = _covered(light, project(to_photo, lit))
    around = _soft(light, float(random.uniform(0.02, 0.5)), random)
    case = _covered(light, project(to_photo, body))[..., None]
    around += case * (float(random.uniform(0.003, 0.03)) - around)
    mirrored = _soft(light, float(random.uniform(0.0, 0.03)), random)
    light += mirrored * share[..., None] + around * (1 - share[..., None])


def flicker(light: Light, depth: float, random: np.random.Generator) -> None:
    """Darken bands of rows, as a shutter that runs down the sensor sees a light that pulses; in place."""
    period = float(random.uniform(80, 600))
    rows = np.arange(light.shape[0], dtype=np.float32) / np.float32(period) + np.float32(random.random())
    light *= (1 - depth * (0.5 + 0.5 * np.sin(2 * np.pi * rows)))[:, None, None].astype(np.float32)


def _covered(light: Light, corners: Points) -> NDArray[np.float32]:
    """Give the share of each photo pixel that a quad covers, with smooth edges."""
    mask = np.zeros(light.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.round(corners * 16).astype(np.int32), (255,), cv2.LINE_AA, 4)
    return (mask / np.float32(255)).astype(np.float32)


def _soft(light: Light, level: float, random: np.random.Generator) -> Light:
    """Give a blurred room of about ``level``: smooth patches of differing light and colour."""
    coarse = random.uniform(0.3, 1.7, (6, 8, 1)) * random.uniform(0.85, 1.15, (6, 8, 3)) * level
    size = (light.shape[1], light.shape[0])
    return np.asarray(cv2.resize(coarse.astype(np.float32), size, interpolation=cv2.INTER_CUBIC), np.float32)
