"""Reads pictures from files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from permit_ocr.types import Image


def read_picture(path: Path) -> Image:
    """Read a picture as ``HxWx3 uint8`` BGR, as it is stored: an EXIF orientation is not applied."""
    with Pillow.open(path) as picture:
        return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[..., ::-1])
