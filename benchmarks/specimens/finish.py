"""What lies over the print of a card: the sheen of its film and the grain of the print."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.specimens.grain import add_grain, grey_grain
from permit_ocr.types import Image


def finish(card: Image, random: np.random.Generator) -> Image:
    """Soften the print as a printer's dots do, add its grain and, on most cards, the sheen of a film."""
    softened = np.asarray(cv2.GaussianBlur(card, (0, 0), float(random.uniform(0.5, 1.0))), np.uint8)
    if random.random() < 0.7:
        softened = np.asarray(cv2.add(softened, _sheen(card, random)), np.uint8)
    return add_grain(softened, grey_grain(float(random.uniform(1.0, 3.0)), random))


def _sheen(card: Image, random: np.random.Generator) -> Image:
    """Give rainbow bands that run across the card: light added, never so much that it hides text."""
    y, x = np.mgrid[0:40, 0:64].astype(np.float32)
    angle, pitch = random.uniform(0, np.pi), random.uniform(0.1, 0.4)
    phase = (x * np.cos(angle) + y * np.sin(angle)) * pitch + random.uniform(0, 6)
    offsets = np.array((0, 2.1, 4.2), np.float32)
    bands = np.maximum(np.sin(phase[..., None] + offsets), 0) * random.uniform(4, 16)
    coarse: Image = bands.astype(np.uint8)
    full = cv2.resize(coarse, card.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(full, np.uint8)
