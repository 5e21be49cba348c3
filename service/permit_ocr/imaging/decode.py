"""Untrusted bytes to an upright picture. No other module touches bytes that came from outside.

Pillow decodes because it reads the header without the pixels (so limits are checked first), refuses truncated
files, and brings every colour model (CMYK, palette, alpha, 16 bit) to RGB.
"""

from __future__ import annotations

import io
import warnings
from contextlib import AbstractContextManager

import cv2
import numpy as np
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError
from PIL.Image import Transpose

from permit_ocr.errors import ImageTooLargeError, PermitOcrError, UndecodableImageError
from permit_ocr.types import Image

FORMATS = ("PNG", "JPEG")
"""The vendor's documented formats."""

MAX_PIXELS = 64_000_000
"""Default limit: the pixels of a 64-megapixel phone camera; 200 MB of memory while decoding."""

MIN_SIDE = 16
"""A side shorter than this (pixels) cannot show a card."""

MAX_ASPECT = 30
"""A picture longer than this many times its shorter side is a strip, and shows none either."""

MAX_SCANS = 100
"""Scans of a progressive JPEG. Encoders write about ten; each costs a pass over all pixels, and a small file can have
thousands."""

_SCAN = b"\xff\xda"
"""Begins a scan (ITU-T T.81, B.2.3); what is compressed never holds these two bytes."""

_ORIENTATION = 0x0112
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What undoes the orientations of EXIF 2.3, table 6."""


def decode(data: bytes, max_pixels: int = MAX_PIXELS) -> Image:
    """Decode a PNG or JPEG to ``HxWx3 uint8 BGR``, turned upright by its EXIF orientation.

    Raises :class:`UndecodableImageError` for other formats, truncated or broken files and pictures too small to
    show anything, and :class:`ImageTooLargeError` when the header announces more than ``max_pixels``.
    """
    try:
        with _quietly(), PillowImage.open(io.BytesIO(data), formats=FORMATS) as picture:
            _check_size(picture.size, max_pixels)
            _check_scans(picture, data)
            return cv2.cvtColor(_to_rgb(_upright(picture)), cv2.COLOR_RGB2BGR).astype(np.uint8, copy=False)
    except UnidentifiedImageError as error:
        raise UndecodableImageError("The data is not a PNG or JPEG picture.") from error
    except PillowImage.DecompressionBombError as error:
        raise ImageTooLargeError("The picture has too many pixels; send a smaller one.") from error
    except PermitOcrError:
        raise
    except Exception as error:  # Pillow raises what its parts raise: of struct, of zlib, assertions
        raise UndecodableImageError("The picture is truncated or damaged.") from error


def _quietly() -> AbstractContextManager[object]:
    """Let what Pillow thinks of a picture go unsaid: it quotes the picture, and Python keeps every wording for ever."""
    return warnings.catch_warnings(action="ignore")


def _check_size(size: tuple[int, int], max_pixels: int) -> None:
    width, height = size
    if width * height > max_pixels:
        raise ImageTooLargeError(f"The picture has more than {max_pixels} pixels; send a smaller one.")
    if min(width, height) < MIN_SIDE or max(width, height) > MAX_ASPECT * min(width, height):
        raise UndecodableImageError("The picture is too small to show a card.")


def _check_scans(picture: PillowImage.Image, data: bytes) -> None:
    if "progressive" in picture.info and data.count(_SCAN) > MAX_SCANS:
        raise UndecodableImageError("The picture has too many scans; save it again.")


def _upright(picture: PillowImage.Image) -> PillowImage.Image:
    """Turned by its EXIF orientation. EXIF that makes no sense, as some programs write it, turns nothing."""
    picture.load()  # some formats have it behind the pixels
    try:
        orientation = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - Pillow's parser of EXIF raises what its parts raise
        return picture
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return picture if turn is None else picture.transpose(turn)


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
