"""Every kind of picture through the endpoint, decoded for real; only what comes after decoding is made up."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image as PillowImage

from permit_ocr.imaging.decode import decode
from permit_ocr.types import PermitReading
from tests.api.calls import Calls
from tests.api.readers import permit_reading

DECODE_FAILED = "FailedOperation.ImageDecodeFailed"
SOME_NOISE = np.random.default_rng(0).integers(0, 255, (90, 140, 3), np.uint8)
PHOTO = PillowImage.fromarray(SOME_NOISE)


class Decoding:
    """Decodes and remembers what came out."""

    ready = True
    shape: tuple[int, ...] = ()

    def admit(self) -> None:
        pass

    async def read(self, photo: bytes, /) -> PermitReading:
        self.shape = decode(photo).shape
        return permit_reading()


def encoded(form: str, mode: str = "RGB", **options: Any) -> bytes:
    stream = io.BytesIO()
    PHOTO.convert(mode).save(stream, form, **options)
    return stream.getvalue()


def turned(orientation: int) -> bytes:
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    return encoded("JPEG", exif=exif)


def sixteen_bits() -> bytes:
    stream = io.BytesIO()
    PillowImage.fromarray(SOME_NOISE[..., 0].astype(np.uint16) << 8).save(stream, "PNG")
    return stream.getvalue()


def announcing(width: int, height: int) -> bytes:
    """A PNG whose header tells a size that its data does not have."""
    data = bytearray(encoded("PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


def tiny() -> bytes:
    stream = io.BytesIO()
    PillowImage.new("RGB", (1, 1)).save(stream, "PNG")
    return stream.getvalue()


PICTURES: dict[str, tuple[bytes, str]] = {
    "JPEG": (encoded("JPEG"), "OK"),
    "progressive JPEG": (encoded("JPEG", progressive=True), "OK"),
    "greyscale JPEG": (encoded("JPEG", "L"), "OK"),
    "CMYK JPEG": (encoded("JPEG", "CMYK"), "OK"),
    "PNG": (encoded("PNG"), "OK"),
    "greyscale PNG": (encoded("PNG", "L"), "OK"),
    "PNG with a palette": (encoded("PNG", "P"), "OK"),
    "PNG with alpha": (encoded("PNG", "RGBA"), "OK"),
    "greyscale PNG with alpha": (encoded("PNG", "LA"), "OK"),
    "black and white PNG": (encoded("PNG", "1"), "OK"),
    "PNG of 16 bits": (sixteen_bits(), "OK"),
    "GIF": (encoded("GIF", "P"), DECODE_FAILED),
    "BMP": (encoded("BMP"), DECODE_FAILED),
    "WebP": (encoded("WEBP"), DECODE_FAILED),
    "TIFF": (encoded("TIFF"), DECODE_FAILED),
    "PDF": (encoded("PDF"), DECODE_FAILED),
    "truncated JPEG": (encoded("JPEG")[:-500], DECODE_FAILED),
    "truncated PNG": (encoded("PNG")[:-500], DECODE_FAILED),
    "nothing but a JPEG signature": (b"\xff\xd8\xff\xe0", DECODE_FAILED),
    "nothing but a PNG signature": (b"\x89PNG\r\n\x1a\n", DECODE_FAILED),
    "text": (b"not a picture", DECODE_FAILED),
    "one pixel": (tiny(), DECODE_FAILED),
    "huge dimensions": (announcing(30_000, 30_000), DECODE_FAILED),
    "dimensions beyond counting": (announcing(2**31 - 1, 2**31 - 1), DECODE_FAILED),
    "dimensions of nothing": (announcing(0, 0), DECODE_FAILED),
    "very wide": (announcing(1_000_000, 1), DECODE_FAILED),
    **{f"JPEG of EXIF orientation {orientation}": (turned(orientation), "OK") for orientation in range(1, 9)},
    "JPEG of an orientation that does not exist": (turned(9), "OK"),
}


@pytest.fixture(scope="module")
def reader() -> Decoding:
    return Decoding()


@pytest.fixture(scope="module")
def decoding(reader: Decoding) -> Iterator[Calls]:
    with Calls(reader) as calls:
        yield calls


@pytest.mark.parametrize(("photo", "expected"), PICTURES.values(), ids=PICTURES)
def test_pictures(decoding: Calls, photo: bytes, expected: str) -> None:
    assert decoding.code(body={"ImageBase64": base64.b64encode(photo).decode()}) == expected


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_are_turned_upright(decoding: Calls, reader: Decoding, orientation: int) -> None:
    decoding.send(body={"ImageBase64": base64.b64encode(turned(orientation)).decode()})
    assert reader.shape == ((90, 140, 3) if orientation < 5 else (140, 90, 3))


def test_a_picture_with_too_many_pixels_is_told_so(decoding: Calls) -> None:
    body = {"ImageBase64": base64.b64encode(announcing(30_000, 30_000)).decode()}
    error = decoding.response(body=body, headers={"X-TC-Language": "en-US"})["Error"]
    assert error["Message"] == "Image decoding failed. The picture has too many pixels: send a smaller one."


@pytest.mark.parametrize("before", ["data:image/jpeg;base64,", "data:image/png;name=x;base64,", "\n"])
def test_photos_as_browsers_hand_them_over(decoding: Calls, before: str) -> None:
    lines = base64.encodebytes(encoded("JPEG")).decode()
    assert decoding.code(body={"ImageBase64": before + lines}) == "OK"
    assert decoding.code(body={"ImageBase64": before + base64.urlsafe_b64encode(encoded("JPEG")).decode()}) == "OK"
