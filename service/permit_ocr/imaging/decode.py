"""Untrusted bytes to an upright picture. No other module touches bytes that came from outside.

Pillow decodes because it reads the header without the pixels (so limits are checked first), refuses truncated
files, and brings every colour model (CMYK, palette, alpha, 16 bit) to RGB.
"""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image as PillowImage
from PIL import ImageOps, UnidentifiedImageError

from permit_ocr.errors import ImageTooLargeError, UndecodableImageError
from permit_ocr.types import Image

FORMATS = ("PNG", "JPEG")
"""The vendor's documented formats."""

MAX_PIXELS = 64_000_000
"""Default limit: the pixels of a 64-megapixel phone camera; 200 MB of memory while decoding."""

MIN_SIDE = 16
"""A side shorter than this (pixels) cannot show a card."""


def decode(data: bytes, max_pixels: int = MAX_PIXELS) -> Image:
    """Decode a PNG or JPEG to ``HxWx3 uint8 BGR``, turned upright by its EXIF orientation.

    Raises :class:`UndecodableImageError` for other formats, truncated or broken files and pictures too small to
    show anything, and :class:`ImageTooLargeError` when the header announces more than ``max_pixels``.
    """
    try:
        with PillowImage.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check_size(picture.size, max_pixels)
            upright = ImageOps.exif_transpose(picture)
            return cv2.cvtColor(_to_rgb(upright), cv2.COLOR_RGB2BGR).astype(np.uint8, copy=False)
    except UnidentifiedImageError as error:
        raise UndecodableImageError("The data is not a PNG or JPEG picture.") from error
    except PillowImage.DecompressionBombError as error:
        raise ImageTooLargeError("The picture has too many pixels; send a smaller one.") from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, cv2.error) as error:
        raise UndecodableImageError("The picture is truncated or damaged.") from error


def _check_size(size: tuple[int, int], max_pixels: int) -> None:
    width, height = size
    if width * height > max_pixels:
        raise ImageTooLargeError(f"The picture has more than {max_pixels} pixels; send a smaller one.")
    if min(width, height) < MIN_SIDE:
        raise UndecodableImageError("The picture is too small to show a card.")


def _to_rgb(picture: PillowImage.Image) -> Image:
    """Any mode to ``HxWx3 uint8 RGB``; transparent parts become white, 16-bit grey keeps its upper byte."""
    if picture.mode.startswith("I"):
        grey = np.asarray(picture).astype(np.uint32)
        return cv2.cvtColor((grey >> 8).clip(0, 255).astype(np.uint8), cv2.COLOR_GRAY2RGB).astype(np.uint8)
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        ground = PillowImage.new("RGBA", rgba.size, "white")
        return np.asarray(PillowImage.alpha_composite(ground, rgba).convert("RGB"))
    return np.asarray(picture.convert("RGB"))
