"""Untrusted bytes become an upright BGR picture or a documented error, never anything else."""

from __future__ import annotations

import contextlib
import io
import zlib

import cv2
import numpy as np
import pytest
import simplejpeg
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as PillowImage

from permit_ocr.errors import ImageTooLargeError, PermitOcrError, UndecodableImageError
from permit_ocr.imaging.decode import decode

RED_LEFT = np.zeros((40, 60, 3), np.uint8)
RED_LEFT[:, :30] = (255, 0, 0)


def encoded(pixels: np.ndarray, form: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    PillowImage.fromarray(pixels).save(stream, form, **options)
    return stream.getvalue()


def test_channels_are_bgr() -> None:
    assert decode(encoded(RED_LEFT))[20, 10].tolist() == [0, 0, 255]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_undone(orientation: int) -> None:
    """A photo stored in any of the eight ways comes out as it was seen."""
    stored = {
        1: RED_LEFT,
        2: RED_LEFT[:, ::-1],
        3: RED_LEFT[::-1, ::-1],
        4: RED_LEFT[::-1],
        5: RED_LEFT.transpose(1, 0, 2),
        6: np.rot90(RED_LEFT, 1),
        7: RED_LEFT[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(RED_LEFT, -1),
    }
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    upright = decode(encoded(np.ascontiguousarray(stored[orientation]), "JPEG", exif=exif, quality=95))
    assert upright.shape == (40, 60, 3)
    assert upright[20, 8, 2] > 200
    assert upright[20, 52, 2] < 60


def test_a_flawless_photo_and_a_flawed_one_have_the_same_pixels() -> None:
    """The quick way and the patient one are one decoder; bytes between two segments are what the quick one refuses."""
    data = encoded(np.random.default_rng(0).integers(0, 255, (64, 96, 3), np.uint8), "JPEG", quality=90)
    flawed = data[:-2] + bytes(64) + data[-2:]
    with pytest.raises(ValueError, match="extraneous"):
        simplejpeg.decode_jpeg(flawed)
    assert (decode(data) == decode(flawed)).all()
    expected = np.asarray(PillowImage.open(io.BytesIO(data)))[..., ::-1]
    assert (decode(data) == expected).all()


def test_a_size_that_is_read_in_two_ways_is_left_to_the_reader_of_the_header(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits were checked on one size: no other may be decoded."""
    monkeypatch.setattr(simplejpeg, "decode_jpeg_header", lambda _: (40000, 60000, "YCbCr", "420"))
    monkeypatch.setattr(simplejpeg, "decode_jpeg", lambda *_: pytest.fail("decoded unchecked"))
    assert decode(encoded(RED_LEFT, "JPEG")).shape == (40, 60, 3)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1"])
def test_every_colour_model_becomes_three_channels(mode: str) -> None:
    stream = io.BytesIO()
    PillowImage.fromarray(RED_LEFT).convert(mode).save(stream, "JPEG" if mode == "CMYK" else "PNG")
    assert decode(stream.getvalue()).shape == (40, 60, 3)


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    """A naive conversion clips everything above 255 to white."""
    grey = np.linspace(0, 65535, 64 * 32).astype(np.uint16).reshape(32, 64)
    _, data = cv2.imencode(".png", grey)
    decoded = decode(data.tobytes())
    assert np.abs(decoded[..., 0].astype(int) - (grey >> 8)).max() <= 1


def test_transparent_parts_are_white() -> None:
    clear = np.zeros((20, 20, 4), np.uint8)
    assert decode(encoded(clear)).min() == 255


@pytest.mark.parametrize("form", ["GIF", "BMP", "WEBP", "TIFF"])
def test_other_formats_are_refused(form: str) -> None:
    with pytest.raises(UndecodableImageError):
        decode(encoded(RED_LEFT, form))


def test_truncated_photo_is_refused() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
    data = encoded(noise, "JPEG")
    with pytest.raises(UndecodableImageError):
        decode(data[: len(data) // 2])


def test_limit_is_checked_from_the_header() -> None:
    """The file announces 400 megapixels and holds none: were it decoded first, the error would be another."""
    header = bytearray(encoded(RED_LEFT)[:100])
    header[16:24] = (20000).to_bytes(4, "big") * 2
    header[29:33] = zlib.crc32(header[12:29]).to_bytes(4, "big")
    with pytest.raises(ImageTooLargeError):
        decode(bytes(header))


def test_what_is_wrong_with_a_picture_is_said_to_the_caller_alone(recwarn: pytest.WarningsRecorder) -> None:
    """A warning would quote the picture on standard error."""
    exif = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\xff\xff\x00\x00\xff\xff\x00\x00"
    assert decode(encoded(RED_LEFT, "JPEG", exif=exif)).shape == (40, 60, 3)
    assert list(recwarn) == []


def test_exif_that_makes_no_sense_turns_nothing() -> None:
    entries = b"\x12\x01\x09\x00\xff\xff\x00\x00\xff\xff\xff\xff" * 30
    exif = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff" + entries
    assert decode(encoded(RED_LEFT, "JPEG", exif=exif))[20, 8, 2] > 200


def test_a_file_that_is_gone_over_a_thousand_times_is_refused_before_that() -> None:
    data = encoded(RED_LEFT, "JPEG", progressive=True)
    first, last = data.index(b"\xff\xda"), data.index(b"\xff\xd9")
    with pytest.raises(UndecodableImageError, match="scans"):
        decode(data[:last] + data[first:last] * 1000 + data[last:])


def test_a_palette_that_is_missing_is_a_damaged_picture() -> None:
    """Pillow fails on an assertion of its own."""
    stream = io.BytesIO()
    PillowImage.fromarray(RED_LEFT).quantize(2).save(stream, "PNG")
    data = stream.getvalue()
    at = data.index(b"PLTE") - 4
    length = int.from_bytes(data[at : at + 4], "big")
    with pytest.raises(UndecodableImageError):
        decode(data[:at] + data[at + 12 + length :])


@pytest.mark.parametrize("size", [(16, 481), (20_000, 20)])
def test_a_strip_is_no_card(size: tuple[int, int]) -> None:
    with pytest.raises(UndecodableImageError):
        decode(encoded(np.zeros((*size, 3), np.uint8)))


def test_one_pixel_is_no_card() -> None:
    with pytest.raises(UndecodableImageError):
        decode(encoded(np.zeros((1, 1, 3), np.uint8)))


@given(st.binary(max_size=400))
def test_arbitrary_bytes_give_a_domain_error(data: bytes) -> None:
    with pytest.raises(PermitOcrError):
        decode(data)


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_one_changed_byte_gives_a_picture_or_a_domain_error(at: int, value: int) -> None:
    data = bytearray(encoded(RED_LEFT, "JPEG"))
    data[at % len(data)] = value
    with contextlib.suppress(PermitOcrError):
        assert decode(bytes(data)).dtype == np.uint8
