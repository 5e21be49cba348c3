"""The text engine: PP-OCR's detector and recogniser, whatever library runs them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from permit_ocr.text.ctc import CtcDecoder
from permit_ocr.text.engine import Recognition
from permit_ocr.text.network import Network, Tensor
from permit_ocr.text.regions import RegionRule, text_quads
from permit_ocr.types import Image, Quad

INPUT_HEIGHT = 48
INPUT_WIDTHS = (96, 160, 224, 288, 352, 416, 480, 544, 640, 736, 864, 992, 1152, 1440, 1792, 2208, 2720, 3200)
"""The recogniser's input: lines are scaled to this height (inference.yml) and padded to the next of these widths.
Few shapes let the libraries reuse their kernels and bound their memory; paddleocr pads short lines to 320, at up to
three times the cost."""

GREY = 127
"""Padding that the recogniser's normalisation takes to zero."""

DETECTION_STEP = 64
"""Pictures are padded to multiples of this for detection: photos of every shape must not fill kernels' caches."""

FINDING: tuple[Tensor, Tensor] = (
    np.array([0.485, 0.456, 0.406], np.float32) * 255,
    np.array([0.229, 0.224, 0.225], np.float32) * 255,
)
READING: tuple[Tensor, Tensor] = (np.full(3, 127.5, np.float32), np.full(3, 127.5, np.float32))
"""Mean and deviation that the detector (inference.yml) and the recogniser (PP-OCR's training) take from their input;
the channels are blue, green and red in this order for both."""


class PpOcrEngine:
    """``TextEngine`` by two networks."""

    def __init__(self, detector: Network, rule: RegionRule, recogniser: Network, alphabet: Sequence[str]) -> None:
        """Take the networks, how the detector's map is read, and what the recogniser's classes mean, blank first."""
        self._detector = detector
        self._rule = rule
        self._recogniser = recogniser
        self._decoder = CtcDecoder(list(alphabet))

    def detect(self, image: Image) -> list[Quad]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        below, right = (-side % DETECTION_STEP for side in image.shape[:2])
        padded = np.pad(image, ((0, below), (0, right), (0, 0)), constant_values=GREY)
        probability = self._detector(_tensor(padded, *FINDING))[0, 0]
        return text_quads(probability, self._rule)

    def recognise(self, crops: Sequence[Image], charset: str | None = None) -> list[Recognition]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        return [self._recognise_one(crop, charset) for crop in crops]

    def _recognise_one(self, crop: Image, charset: str | None) -> Recognition:
        # One line a batch: padding to the widest line of a batch costs more on a CPU than batching saves.
        padded, used_width = _padded(crop)
        probabilities = self._recogniser(_tensor(padded, *READING))
        return self._decoder.decode(probabilities[0], used_width, charset)


def _tensor(picture: Image, mean: Tensor, deviation: Tensor) -> Tensor:
    """``HxWx3 uint8`` as a normalised batch of one, ``1x3xHxW``."""
    planes = np.empty((1, 3, *picture.shape[:2]), np.float32)
    for i, plane in enumerate(cv2.split(picture)):
        planes[0, i] = plane
        planes[0, i] -= mean[i]
        planes[0, i] /= deviation[i]
    return planes


def _padded(crop: Image) -> tuple[Image, float]:
    """The crop at the input height, padded on the right to an input width, and the part of the width it fills."""
    natural = max(round(INPUT_HEIGHT * crop.shape[1] / crop.shape[0]), 1)
    width = next((width for width in INPUT_WIDTHS if width >= natural), INPUT_WIDTHS[-1])
    natural = min(natural, width)
    padded = np.full((INPUT_HEIGHT, width, 3), GREY, dtype=np.uint8)
    padded[:, :natural] = cv2.resize(crop, (natural, INPUT_HEIGHT), interpolation=cv2.INTER_LINEAR)
    return padded, natural / width
