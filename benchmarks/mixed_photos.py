"""Encoded photos of many sizes, as a service gets them in no order."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import cv2
import numpy as np

from benchmarks.specimens import Split, samples

SHIPPED = Path(__file__).parents[1] / "tests" / "data" / "photos"

MEGAPIXELS = (0.5, 1.0, 2.0, 5.0, 8.0, 12.0)
"""From a card crop to what a phone takes."""

_QUALITY = 90


def mixed_photos(count: int, rendered: int = 6) -> list[bytes]:
    """So many JPEGs: the shipped photos and ``rendered`` further ones, each in another of the sizes."""
    jpegs = [path.read_bytes() for path in sorted(SHIPPED.glob("*.jpg"))]
    jpegs += [sample.jpeg for sample in samples(Split.TUNING, rendered)]
    kinds = {(i % len(jpegs), i % len(MEGAPIXELS)) for i in range(count)}
    made = {kind: _resized(jpegs[kind[0]], MEGAPIXELS[kind[1]]) for kind in sorted(kinds)}
    pairs = zip(cycle(range(len(jpegs))), cycle(range(len(MEGAPIXELS))), strict=False)
    return [made[pair] for pair in islice(pairs, count)]


def _resized(jpeg: bytes, megapixels: float) -> bytes:
    image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    scale = (megapixels * 1e6 / (image.shape[0] * image.shape[1])) ** 0.5
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = cv2.resize(image, None, fx=scale, fy=scale, interpolation=method)
    return cv2.imencode(".jpg", resized, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes()
