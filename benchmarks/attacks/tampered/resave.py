"""How a picture is written, sent on and written again, with the truth kept in step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from benchmarks.specimens import Sample
from benchmarks.specimens.exif import encode
from benchmarks.specimens.pictures import decode as stored
from permit_ocr.imaging.decode import decode
from permit_ocr.types import Image, Points, Quad


def written(sample: Sample, image: Image, qualities: Sequence[int], scale: float = 1.0) -> Sample:
    """Write an edited photo once for each quality; it is resized before the last time."""
    for quality in qualities[:-1]:
        image = stored(encode(image, 1, quality))
    if scale == 1.0:
        return replace(sample, jpeg=encode(image, 1, qualities[-1]))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=how), np.uint8)
    factor = np.array((resized.shape[1] / image.shape[1], resized.shape[0] / image.shape[0]), np.float32)
    return placed(sample, encode(resized, 1, qualities[-1]), lambda points: points * factor, _size(resized))


def cropped(sample: Sample, quality: int, corner: tuple[int, int]) -> Sample:
    """Cut off rows and columns, so that the grid of the next compression lies elsewhere."""
    image = decode(sample.jpeg)[corner[1] :, corner[0] :]
    moved = np.array(corner, np.float32)
    return placed(sample, encode(image, 1, quality), lambda points: points - moved, _size(image))


def turned(sample: Sample, quality: int) -> Sample:
    """Turn the photo a quarter clockwise."""
    image = np.ascontiguousarray(np.rot90(decode(sample.jpeg), -1))

    def turn(points: Points) -> Points:
        return np.stack([image.shape[1] - points[:, 1], points[:, 0]], axis=1).astype(np.float32)

    return placed(sample, encode(image, 1, quality), turn, _size(image))


def placed(sample: Sample, jpeg: bytes, move: Callable[[Points], Points], size: tuple[int, int]) -> Sample:
    """Give the sample with another file, in which everything lies elsewhere."""

    def moved(quad: Quad) -> Quad:
        return Quad.from_array(move(quad.to_array()))

    card = moved(sample.card)
    a, b, c, d = card.to_array()
    return replace(
        sample,
        jpeg=jpeg,
        card=card,
        card_width=float(np.linalg.norm(b - a) + np.linalg.norm(c - d)) / 2,
        fields={name: moved(quad) for name, quad in sample.fields.items()},
        portrait=moved(sample.portrait),
        scene=replace(sample.scene, size=size, orientation=1),
    )


def _size(image: Image) -> tuple[int, int]:
    return image.shape[1], image.shape[0]
