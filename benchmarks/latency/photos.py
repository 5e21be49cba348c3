"""The photos that are timed: as a phone takes them, and as an application cuts them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum

import cv2
import numpy as np

from benchmarks.specimens import Sample, Split, samples
from permit_ocr.card.rectify import rectify
from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import project_quad
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image

PHONE_SIDE = 4032
"""Longer side of a phone's photo, in pixels: 12 megapixels at 4:3."""

CROP_WIDTH, CROP_MARGIN = 1180, 0.05
"""Width of the card in a crop, in pixels, and what is left around it, in card heights: 1 megapixel."""


class Size(StrEnum):
    """A size of photo."""

    PHONE = "phone photo, 12 MP"
    CROP = "crop of the card, 1 MP"


def timed_photos(count: int, first: int) -> Iterator[Mapping[Size, Sample]]:
    """Give upright photos of whole cards, reporting split, phone level, each in both sizes.

    Upright, as general OCR does not turn a page; a number gives the same ones again.
    """
    taken, number = 0, first
    while taken < count:
        sample = next(samples(Split.REPORTING, 1, first=number))
        number += 1
        if {"phone", "upright"} <= {*sample.conditions} and "cut" not in sample.conditions:
            taken += 1
            image = decode(sample.jpeg)
            yield {Size.PHONE: _enlarged(sample, image), Size.CROP: _cropped(sample, image)}


def _enlarged(sample: Sample, image: Image) -> Sample:
    """The whole photo with a phone's number of pixels. What is missing of its detail costs a reader no less time."""
    scale = PHONE_SIDE / max(image.shape[:2])
    large = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC).astype(np.uint8, copy=False)
    return replace(sample, jpeg=_jpeg(large), card=project_quad(np.diag([scale, scale, 1.0]), sample.card))


def _cropped(sample: Sample, image: Image) -> Sample:
    card = rectify(image, sample.card, CARD_ASPECT, CROP_MARGIN, CROP_WIDTH)
    return replace(sample, jpeg=_jpeg(card.image), card=project_quad(np.linalg.inv(card.to_photo), sample.card))


def _jpeg(image: Image) -> bytes:
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 92])
    return np.asarray(data).tobytes()
