"""Reads pictures from files and from bytes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from permit_ocr.types import Image


def read_picture(path: Path) -> Image:
    """Read a picture as ``HxWx3 uint8`` BGR, as it is stored: an EXIF orientation is not applied."""
    return decode(path.read_bytes())


def decode(encoded: bytes) -> Image:
    """Decode a picture as ``HxWx3 uint8`` BGR, as it is stored."""
    with Pillow.open(io.BytesIO(encoded)) as picture:
        return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[..., ::-1])
