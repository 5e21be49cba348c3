"""The holder's main portrait, cut out of the photo at the photo's own resolution."""

from __future__ import annotations

import cv2
import numpy as np

from permit_ocr.imaging.geometry import cut_out, side_lengths
from permit_ocr.types import Image, Portrait, Quad

JPEG_QUALITY = 92
"""Near-transparent, at a fifth of the size of the pixels."""

MAX_HEIGHT = 800
"""Pixels; a printed portrait holds no more than 600 dpi."""


def cut_portrait(photo: Image, quad: Quad) -> Portrait:
    """Cut the portrait at ``quad`` (the photo's pixels) out of ``HxWx3 uint8 BGR``, upright, as JPEG."""
    along, across = side_lengths(quad)
    scale = min(MAX_HEIGHT / max(across, 1.0), 1.0)
    picture = cut_out(photo, quad, max(round(along * scale), 1), max(round(across * scale), 1))
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return Portrait(np.asarray(data).tobytes(), quad)
