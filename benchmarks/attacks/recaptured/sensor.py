"""From light to a JPEG file: a mosaic of colour filters, noise, and what a phone makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.recaptured.exposure import Light
from benchmarks.specimens.exif import encode
from benchmarks.specimens.processing import shrunk_size
from permit_ocr.types import Image

_CROSSTALK = np.array([[0.86, 0.12, 0.02], [0.08, 0.82, 0.10], [0.02, 0.14, 0.84]], np.float32)
"""Share of blue, green and red light that the blue, green and red filters let through; typical of phone sensors."""
_DEPTH = 16383
"""Levels of the raw picture: 14 bit."""


@dataclass(frozen=True, slots=True)
class Development:
    """How a phone develops a raw picture."""

    white: float
    """Level of the screen's white, 1 is full."""
    noise: float
    """Standard deviation of the noise at mid grey, in grey levels of the developed picture."""
    demosaic: int = cv2.COLOR_BayerBG2BGR
    """OpenCV's code of the demosaicing: bilinear, or with edge awareness."""
    chroma: float = 0.8
    """Standard deviation of the blur of colour differences, in pixels."""
    sharpening: float = 0.3
    resend: float = 1.0
    """Factor by which a messenger shrinks it."""
    quality: int = 90
    subsampling: int = 2


def photograph(light: Light, way: Development, random: np.random.Generator) -> bytes:
    """Record light (linear, BGR) and give the photo's JPEG."""
    balanced = light * np.array(random.uniform(0.93, 1.07, 3), np.float32) * np.float32(way.white)
    raw = _mosaic(np.asarray(balanced @ _CROSSTALK.T, np.float32))
    raw += random.standard_normal(raw.shape, np.float32) * np.sqrt(np.maximum(raw, 0.002)) * np.float32(way.noise / 130)
    levels = np.clip(raw * _DEPTH, 0, _DEPTH).astype(np.uint16)
    colours = np.asarray(cv2.cvtColor(levels, way.demosaic), np.float32) / np.float32(_DEPTH)
    unmixed = np.clip(colours @ np.linalg.inv(_CROSSTALK).T.astype(np.float32), 0, 1)
    picture = np.round(unmixed ** np.float32(1 / 2.2) * 255).astype(np.uint8)
    return deliver(_cleaned(picture, way), way)


def deliver(picture: Image, way: Development) -> bytes:
    """Compress a picture, and once more after shrinking where a messenger does."""
    if way.resend == 1.0:
        return encode(picture, 1, way.quality, way.subsampling)
    sent = cv2.imdecode(np.frombuffer(encode(picture, 1, 92), np.uint8), cv2.IMREAD_COLOR)
    size = shrunk_size((picture.shape[1], picture.shape[0]), way.resend)
    small = np.asarray(cv2.resize(np.asarray(sent), size, interpolation=cv2.INTER_AREA), np.uint8)
    return encode(small, 1, way.quality, way.subsampling)


def _mosaic(colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """Keep one colour for each photosite: blue and red on opposite corners, as OpenCV's ``BayerBG`` names it."""
    raw = colours[..., 1].copy()
    raw[0::2, 0::2] = colours[0::2, 0::2, 2]
    raw[1::2, 1::2] = colours[1::2, 1::2, 0]
    return raw


def _cleaned(picture: Image, way: Development) -> Image:
    """Smooth the colour differences and sharpen the lightness, as phones do."""
    parts = cv2.cvtColor(picture, cv2.COLOR_BGR2YCrCb)
    light = parts[..., 0]
    soft = cv2.GaussianBlur(light, (0, 0), 1.0)
    parts[..., 0] = cv2.addWeighted(light, 1 + way.sharpening, soft, -way.sharpening, 0)
    if way.chroma:
        parts[..., 1:] = cv2.GaussianBlur(parts[..., 1:], (0, 0), way.chroma)
    return np.asarray(cv2.cvtColor(parts, cv2.COLOR_YCrCb2BGR), np.uint8)
