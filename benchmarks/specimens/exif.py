"""Writes a picture as a phone does: as the sensor lies, with an EXIF tag that says how to turn it back."""

from __future__ import annotations

import io

import cv2
import numpy as np
from PIL import Image as Pillow

from permit_ocr.types import Image

_ORIENTATION = 0x0112
"""The EXIF tag (Exif 2.32, 4.6.4 A)."""

_STORED = {
    1: None,
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_90,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_270,
}
"""How an upright picture is turned (counter-clockwise) before it is stored under each tag."""


def encode(upright: Image, orientation: int, quality: int, subsampling: int = 2) -> bytes:
    """Give the JPEG whose display under its EXIF tag is the upright picture; ``subsampling`` is Pillow's number."""
    picture = Pillow.fromarray(np.asarray(cv2.cvtColor(upright, cv2.COLOR_BGR2RGB)))
    turn = _STORED[orientation]
    picture = picture if turn is None else picture.transpose(turn)
    tags = Pillow.Exif()
    tags[_ORIENTATION] = orientation
    buffer = io.BytesIO()
    exif = tags.tobytes() if orientation != 1 else b""
    picture.save(buffer, "JPEG", quality=quality, subsampling=subsampling, exif=exif)
    return buffer.getvalue()
