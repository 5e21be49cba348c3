"""What careless software makes of a photo that was sharp: compressed to mush, shrunk and blown up, cleaned away.

``text`` is the height of the values in pixels.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from benchmarks.specimens.exif import encode
from benchmarks.specimens.grain import add_grain, grey_grain
from benchmarks.specimens.pictures import decode
from permit_ocr.types import Image

Spoil = Callable[[Image, float, float, np.random.Generator], Image]
"""Spoils a picture with text of a height in pixels, by a degree: about the share of a text height that is lost."""


def median_smear(image: Image, text: float, degree: float, random: np.random.Generator) -> Image:
    """Clean heavy noise away by medians as wide as a stroke."""
    side = 2 * round(degree * text / 2) + 1
    return np.asarray(cv2.medianBlur(add_grain(image, grey_grain(10, random)), max(3, side)), np.uint8)


def edge_keeping_smear(image: Image, text: float, degree: float, random: np.random.Generator) -> Image:
    """Clean heavy noise away by a filter that spares strong edges and flattens faint ones."""
    small = _at_text_height(add_grain(image, grey_grain(14, random)), text, 16)
    for _ in range(3):
        small = np.asarray(cv2.bilateralFilter(small, round(32 * degree) | 1, 700 * degree, 13 * degree), np.uint8)
    return np.asarray(cv2.resize(small, image.shape[1::-1], interpolation=cv2.INTER_CUBIC), np.uint8)


def jpeg_mush(image: Image, text: float, degree: float, random: np.random.Generator) -> Image:
    """Squeeze a picture through so coarse a JPEG that blocks of it are as large as a character."""
    small = _at_text_height(image, text, float(random.uniform(11, 15)))
    squeezed = decode(encode(small, 1, max(2, round(3 / degree))))
    return np.asarray(cv2.resize(squeezed, image.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def webp_mush(image: Image, text: float, degree: float, random: np.random.Generator) -> Image:
    """Squeeze a picture through coarse WebP, which smooths the borders of its blocks away."""
    small = _at_text_height(image, text, float(random.uniform(8, 11)))
    _, squeezed = cv2.imencode(".webp", small, [cv2.IMWRITE_WEBP_QUALITY, max(1, round(2 / degree))])
    rough = cv2.imdecode(squeezed, cv2.IMREAD_COLOR)
    return np.asarray(cv2.resize(rough, image.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.uint8)


def upscaled(image: Image, text: float, degree: float, random: np.random.Generator) -> Image:
    """Blow up a thumbnail, each pixel of which is as large as the degree says."""
    thumbnail = decode(encode(_at_text_height(image, text, 1 / degree), 1, int(random.integers(70, 92))))
    way = (cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_LANCZOS4)[int(random.integers(3))]
    return np.asarray(cv2.resize(thumbnail, image.shape[1::-1], interpolation=way), np.uint8)


def _at_text_height(image: Image, text: float, wanted: float) -> Image:
    factor = min(1.0, wanted / text)
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
