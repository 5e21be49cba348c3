"""The text engine: PP-OCR's detector and recognisers, whatever library runs them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from permit_ocr.text.engine import Recognition
from permit_ocr.text.network import Network, Tensor, tensor_of
from permit_ocr.text.recogniser import GREY, Recogniser
from permit_ocr.text.regions import RegionRule, text_quads
from permit_ocr.types import Image, Quad

DETECTION_STEP = 64
"""Pictures are padded to multiples of this for detection: photos of every shape must not fill kernels' caches."""

FINDING: tuple[Tensor, Tensor] = (
    np.array([0.485, 0.456, 0.406], np.float32) * 255,
    np.array([0.229, 0.224, 0.225], np.float32) * 255,
)
"""Mean and deviation that the detector (inference.yml) takes from its input, blue first, as it was trained."""


class PpOcrEngine:
    """``TextEngine`` by a detector, a recogniser, and a smaller recogniser for quick looks."""

    def __init__(self, detector: Network, rule: RegionRule, careful: Recogniser, quick: Recogniser) -> None:
        """Take the networks, and how the detector's map is read."""
        self._detector = detector
        self._rule = rule
        self._careful = careful
        self._quick = quick

    def detect(self, image: Image) -> list[Quad]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        below, right = (-side % DETECTION_STEP for side in image.shape[:2])
        padded = np.pad(image, ((0, below), (0, right), (0, 0)), constant_values=GREY)
        probability = self._detector(tensor_of(padded, *FINDING))[0, 0]
        return text_quads(probability, self._rule)

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        recogniser = self._quick if quick else self._careful
        return [recogniser.read(crop, charset) for crop in crops]
