"""The PaddleOCR engine: PP-OCR detection and recognition through ``paddleocr`` on ``paddlepaddle``.

Only files already on disk are used: both the name and the folder of each model are given, so no hub is asked.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.errors import EngineUnavailableError
from permit_ocr.text.ctc import CtcDecoder
from permit_ocr.text.engine import Recognition
from permit_ocr.types import Image, Points, Quad

INPUT_HEIGHT = 48
INPUT_WIDTHS = (320, 480, 640, 960, 1440, 2160, 3200)
"""The recogniser's input: lines are scaled to this height and padded to the next of these widths. The first and the
last are the model's own limits (inference.yml); few shapes let oneDNN reuse its kernels and bound its memory."""

PADDING = 127
"""Grey that the recogniser's normalisation takes to zero, as its own padding is."""

BOX_THRESHOLD = 0.5
"""Mean probability that a text region needs. PP-OCR's own 0.6 loses faint and blurred labels."""


class PaddleTextEngine:
    """``TextEngine`` on PaddlePaddle."""

    def __init__(self, detector: Path, recogniser: Path, threads: int = 1, device: str = "cpu") -> None:
        """Load both models from their folders; a folder's name is the model's name.

        Raises :class:`EngineUnavailableError` when paddle or the device is not there.
        """
        common = {"device": device, "engine": "paddle", "enable_mkldnn": True, "cpu_threads": threads}
        paddleocr = _import_paddleocr()
        try:
            self._detector = paddleocr.TextDetection(
                model_name=detector.name, model_dir=str(detector), box_thresh=BOX_THRESHOLD, **common
            )
            self._recogniser = paddleocr.TextRecognition(
                model_name=recogniser.name, model_dir=str(recogniser), **common
            )
        except RuntimeError as error:
            raise EngineUnavailableError(f"PaddlePaddle cannot run on {device!r} here.") from error
        self._head = self._take_over_decoding()

    def detect(self, image: Image) -> list[Quad]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        longest = max(image.shape[:2])
        found = self._detector.predict(image, limit_side_len=longest, limit_type="max")[0]
        return [Quad.from_array(_along_long_side(np.asarray(p, np.float32))) for p in found["dt_polys"]]

    def recognise(self, crops: Sequence[Image], charset: str | None = None) -> list[Recognition]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        return [self._recognise_one(crop, charset) for crop in crops]

    def _recognise_one(self, crop: Image, charset: str | None) -> Recognition:
        # One line a batch: padding to the widest line of a batch costs more on a CPU than batching saves.
        padded, used_width = _padded(crop)
        self._recogniser.predict(padded, batch_size=1)
        return self._decoder.decode(self._head.probabilities[0], used_width, charset)

    def _take_over_decoding(self) -> _Head:
        """Put a tap in the place of paddlex's decoder, which keeps neither characters' positions nor a charset."""
        predictor = self._recogniser.paddlex_predictor
        self._decoder = CtcDecoder(list(predictor.post_op.character))
        head = _Head()
        predictor.post_op = head
        return head


class _Head:
    """Stands where paddlex expects its decoder and keeps the head's output: ``N x T x C`` probabilities."""

    probabilities: NDArray[np.float32]

    def __call__(self, outputs: Any, **_: Any) -> tuple[list[str], list[float]]:
        self.probabilities = np.asarray(outputs[0])
        return [""] * len(self.probabilities), [0.0] * len(self.probabilities)


def _padded(crop: Image) -> tuple[Image, float]:
    """The crop at the input height, padded on the right to an input width, and the part of the width it fills."""
    natural = max(round(INPUT_HEIGHT * crop.shape[1] / crop.shape[0]), 1)
    width = next((width for width in INPUT_WIDTHS if width >= natural), INPUT_WIDTHS[-1])
    natural = min(natural, width)
    padded = np.full((INPUT_HEIGHT, width, 3), PADDING, dtype=np.uint8)
    padded[:, :natural] = cv2.resize(crop, (natural, INPUT_HEIGHT), interpolation=cv2.INTER_LINEAR)
    return padded, natural / width


def _import_paddleocr() -> Any:
    # Read by paddlex at import: no look-up of model hubs, and no logging set-up of its own.
    os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
    os.environ["PADDLEOCR_DISABLE_AUTO_LOGGING_CONFIG"] = "1"
    try:
        import paddleocr
    except ImportError as error:
        raise EngineUnavailableError("The paddleocr package is not installed: pip install paddleocr.") from error
    return paddleocr


def _along_long_side(corners: Points) -> Points:
    """Turn the order of the corners so that the first side is a long one."""
    a, b, c, _ = corners
    return corners if np.linalg.norm(b - a) >= np.linalg.norm(c - b) else np.roll(corners, 1, axis=0)
