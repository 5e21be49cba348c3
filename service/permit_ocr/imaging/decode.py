"""Untrusted bytes to an upright picture. No other module touches bytes that came from outside.

Pillow reads the header without the pixels, so that limits are checked first. What a camera writes, libjpeg-turbo then
decodes straight to the pixels that are wanted, in half of the time; it is told to refuse whatever is not flawless.
That, and every other colour model (CMYK, palette, alpha, 16 bit), Pillow brings to RGB, or refuses for good.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, cast

import cv2
import numpy as np
import simplejpeg
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

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
_TURNS: dict[int, Callable[[Image], Any]] = {
    2: lambda image: cv2.flip(image, 1),
    3: lambda image: cv2.rotate(image, cv2.ROTATE_180),
    4: lambda image: cv2.flip(image, 0),
    5: cv2.transpose,
    6: lambda image: cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE),
    7: lambda image: cv2.transpose(cv2.rotate(image, cv2.ROTATE_180)),
    8: lambda image: cv2.rotate(image, cv2.ROTATE_90_COUNTERCLOCKWISE),
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
            pixels = _flawless_jpeg(picture, data)
            return _upright(picture, _to_bgr(picture) if pixels is None else pixels)
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


def _flawless_jpeg(picture: PillowImage.Image, data: bytes) -> Image | None:
    """The pixels of a JPEG in colour; nothing where anything is wrong with it, or its size is read in two ways."""
    if picture.format not in ("JPEG", "MPO") or picture.mode != "RGB":
        return None
    try:
        height, width, *_ = simplejpeg.decode_jpeg_header(data)
        return cast("Image", simplejpeg.decode_jpeg(data, "BGR")) if (width, height) == picture.size else None
    except ValueError:
        return None


def _upright(picture: PillowImage.Image, pixels: Image) -> Image:
    """Turned by its EXIF orientation. EXIF that makes no sense, as some programs write it, turns nothing."""
    try:
        orientation = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - Pillow's parser of EXIF raises what its parts raise
        return pixels
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return pixels if turn is None else np.asarray(turn(pixels), np.uint8)


def _to_bgr(picture: PillowImage.Image) -> Image:
    picture.load()  # some formats have their EXIF behind the pixels
    return cv2.cvtColor(_to_rgb(picture), cv2.COLOR_RGB2BGR).astype(np.uint8, copy=False)


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
