"""What a phone's clean-up and a messenger make of a picture after the sensor has seen it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from benchmarks.specimens.exif import encode
from benchmarks.specimens.pictures import decode
from benchmarks.specimens.split import Split
from permit_ocr.types import Image


@dataclass(frozen=True, slots=True)
class Processing:
    """How a picture is processed; what stands here leaves it as it is."""

    lift: float = 1.0
    """Exponent of the tone curve; below 1 it lifts the shadows, as night modes do."""
    denoise: float = 0.0
    """How much of what a filter against noise takes away is taken, 0..1."""
    sharpening: float = 0.0
    """How much of the difference from a blurred picture is added: the height of the halos."""
    halo: float = 1.0
    """Reach of the halos: standard deviation of that blur, in pixels."""
    resend: float = 1.0
    """Factor by which a messenger shrinks the picture."""
    resend_quality: int = 0
    """JPEG quality at which it is compressed once before the last time, 1..100; 0 where it was not."""
    subsampling: int = 2
    """How JPEG keeps colours, as Pillow counts: 0 is 4:4:4, 1 4:2:2, 2 4:2:0."""


UNPROCESSED = Processing()
"""As the sensor saw it."""


def process(image: Image, processing: Processing, split: Split) -> Image:
    """Lift the shadows, clean, sharpen and send a picture, in the order of a phone; it may come back smaller."""
    if processing.lift != 1.0:
        image = np.asarray(cv2.LUT(image, _curve(processing.lift)), np.uint8)
    if processing.denoise:
        clean = _FILTERS[split](image)
        image = np.asarray(cv2.addWeighted(clean, processing.denoise, image, 1 - processing.denoise, 0), np.uint8)
    if processing.sharpening:
        soft = cv2.GaussianBlur(image, (0, 0), processing.halo)
        image = np.asarray(cv2.addWeighted(image, 1 + processing.sharpening, soft, -processing.sharpening, 0), np.uint8)
    return _resent(image, processing) if processing.resend_quality else image


def _curve(exponent: float) -> Image:
    return np.round(255 * (np.arange(256) / 255) ** exponent).astype(np.uint8)


def _median(image: Image) -> Image:
    """Take the median of a neighbourhood that grows with the picture: strokes melt into each other."""
    return np.asarray(cv2.medianBlur(image, 5 if image.shape[1] > 1500 else 3), np.uint8)


def _cored(image: Image) -> Image:
    """Smooth wherever the picture hardly differs from its smoothed copy: faint strokes vanish, strong ones stay."""
    smooth = cv2.GaussianBlur(image, (0, 0), 1.6)
    keep = cv2.cvtColor(cv2.absdiff(image, smooth), cv2.COLOR_BGR2GRAY) > 14
    kept = cv2.dilate(keep.astype(np.uint8), np.ones((2, 2), np.uint8))
    return np.asarray(cv2.copyTo(image, kept, np.asarray(smooth, np.uint8)), np.uint8)


_FILTERS: Mapping[Split, Callable[[Image], Image]] = {Split.TUNING: _median, Split.REPORTING: _cored}


def _resent(image: Image, processing: Processing) -> Image:
    """Compress, shrink: what a messenger hands on, but for the last compression."""
    sent = decode(encode(image, 1, processing.resend_quality))
    if processing.resend == 1.0:
        return sent
    width, height = shrunk_size((image.shape[1], image.shape[0]), processing.resend)
    return np.asarray(cv2.resize(sent, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def shrunk_size(size: tuple[int, int], factor: float) -> tuple[int, int]:
    """Give the size of a shrunk picture in whole pixels."""
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))
