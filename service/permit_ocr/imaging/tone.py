"""Brightness of the picture as the text models like it."""

from __future__ import annotations

import cv2
import numpy as np

from permit_ocr.types import Image

WHITE = 225.0
"""Where the brightest twentieth of a well exposed photo of a card begins (8-bit grey)."""

LARGEST_GAIN = 6.0
"""More would show the quantisation of the sensor rather than the card."""


def brighten(image: Image) -> Image:
    """Scale ``HxWx3 uint8 BGR`` so that its bright parts are as bright as on a well exposed photo.

    A photo that is bright enough is returned as it is. The models were trained on well exposed text; what is too
    dark for them is seldom too dark to be read.
    """
    small = cv2.resize(image, (160, 160), interpolation=cv2.INTER_AREA)
    bright = float(np.percentile(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), 95))
    gain = min(WHITE / max(bright, 1.0), LARGEST_GAIN)
    return cv2.convertScaleAbs(image, alpha=gain).astype(np.uint8, copy=False) if gain > 1.15 else image
