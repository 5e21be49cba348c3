"""Healthy pictures in every shape that PNG and JPEG have, as the stuff that damage is done to."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageChops

_PHOTO = Path(__file__).parents[3] / "tests" / "data" / "photos"
_SIZE = (320, 240)
"""Small, so that damage meets headers and tables as often as pixels."""


@cache
def seeds() -> Mapping[str, bytes]:
    """The pictures by name."""
    photo = Image.open(min(_PHOTO.glob("*.jpg"))).convert("RGB").resize(_SIZE)
    return {
        "jpeg": encoded(photo, "JPEG"),
        "jpeg progressive": encoded(photo, "JPEG", progressive=True, exif=_exif(6)),
        "jpeg cmyk": encoded(photo.convert("CMYK"), "JPEG"),
        "jpeg grey": encoded(photo.convert("L"), "JPEG", exif=_exif(3)),
        "jpeg 4:1:1 with restarts": encoded(photo, "JPEG", subsampling="4:1:1", restart_marker_rows=1),
        "mpo": encoded(photo, "MPO", save_all=True, append_images=[ImageChops.invert(photo)]),
        "png": encoded(photo, "PNG"),
        "png interlaced": interlaced(),
        "png palette": encoded(photo.quantize(17), "PNG", transparency=3),
        "png alpha": encoded(photo.convert("RGBA"), "PNG", icc_profile=bytes(500)),
        "png 16 bit": encoded(Image.fromarray(np.asarray(photo.convert("L")).astype(np.uint16) * 257), "PNG"),
        "png 1 bit": encoded(photo.convert("1"), "PNG"),
        "apng": encoded(photo, "PNG", save_all=True, append_images=[ImageChops.invert(photo)] * 2),
    }


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file."""
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def interlaced() -> bytes:
    """A PNG whose header says that it is interlaced (Adam7), around pixels that are."""
    from benchmarks.stress.pictures.pngs import header, png  # noqa: PLC0415 - it damages what is made here

    passes = ((8, 8), (8, 8), (4, 8), (4, 4), (2, 4), (2, 2), (1, 2))
    starts = ((0, 0), (4, 0), (0, 4), (2, 0), (0, 2), (1, 0), (0, 1))
    rows = b""
    for (step_x, step_y), (x, y) in zip(passes, starts, strict=True):
        width, height = len(range(x, 64, step_x)), len(range(y, 64, step_y))
        rows += (b"\x00" + bytes(range(width))) * height
    return png(header(64, 64, depth=8, colour=0, interlace=1), rows)


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "maker" * 50
    return exif
