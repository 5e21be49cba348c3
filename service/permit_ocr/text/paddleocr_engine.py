"""The PaddleOCR engine: PP-OCR detection and recognition through ``paddleocr``, on ONNX Runtime or PaddlePaddle.

Only files already on disk are used: both the name and the folder of each model are given, so no hub is asked.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.errors import EngineUnavailableError
from permit_ocr.text.ctc import CtcDecoder
from permit_ocr.text.engine import Recognition, Runtime
from permit_ocr.types import Image, Points, Quad

INPUT_HEIGHT = 48
INPUT_WIDTHS = (160, 240, 320, 480, 640, 960, 1440, 2160, 3200)
"""The recogniser's input: lines are scaled to this height (inference.yml) and padded to the next of these widths.
Few shapes let the runtimes reuse their kernels and bound their memory; paddleocr pads short lines to 320, at twice
the cost."""

GREY = 127
"""Padding that normalisation takes to zero."""

DETECTION_STEP = 128
"""Pictures are padded to multiples of this for detection: photos of every shape must not fill kernels' caches."""

BOX_THRESHOLD = 0.5
"""Mean probability that a text region needs. PP-OCR's own 0.6 loses faint and blurred labels."""


class PaddleOcrEngine:
    """``TextEngine`` by PaddleOCR."""

    def __init__(
        self,
        detector: Path,
        recogniser: Path,
        runtime: Runtime = Runtime.ONNXRUNTIME,
        threads: int = 1,
        device: str = "cpu",
    ) -> None:
        """Load both models from their folders; a folder's name is the model's name.

        Raises :class:`EngineUnavailableError` when the runtime or the device is not there.
        """
        options = {"device": device, "engine": runtime.value, **_OPTIONS[runtime](threads)}
        paddleocr = _import_paddleocr()
        try:
            self._detector = paddleocr.TextDetection(
                model_name=detector.name, model_dir=str(detector), box_thresh=BOX_THRESHOLD, **options
            )
            self._recogniser = paddleocr.TextRecognition(
                model_name=recogniser.name, model_dir=str(recogniser), **options
            )
        except (RuntimeError, ImportError) as error:
            raise EngineUnavailableError(f"{runtime.value} cannot run on {device!r} here.") from error
        # paddleocr's own decoder keeps neither characters' positions nor a charset, so only its runner is used.
        predictor = self._recogniser.paddlex_predictor
        self._run: Callable[..., list[NDArray[np.float32]]] = predictor.runner
        self._decoder = CtcDecoder(list(predictor.post_op.character))

    def detect(self, image: Image) -> list[Quad]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        below, right = (-side % DETECTION_STEP for side in image.shape[:2])
        padded = cv2.copyMakeBorder(image, 0, below, 0, right, cv2.BORDER_CONSTANT, value=(GREY, GREY, GREY))
        found = self._detector.predict(padded, limit_side_len=max(padded.shape), limit_type="max")[0]
        return [Quad.from_array(_along_long_side(np.asarray(p, np.float32))) for p in found["dt_polys"]]

    def recognise(self, crops: Sequence[Image], charset: str | None = None) -> list[Recognition]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        return [self._recognise_one(crop, charset) for crop in crops]

    def _recognise_one(self, crop: Image, charset: str | None) -> Recognition:
        # One line a batch: padding to the widest line of a batch costs more on a CPU than batching saves.
        padded, used_width = _padded(crop)
        (probabilities,) = self._run(x=[_normalised(padded)])
        return self._decoder.decode(probabilities[0], used_width, charset)


def _onnxruntime_options(threads: int) -> Mapping[str, Any]:
    # Both keep memory for every shape of input that was ever seen, and photos have many: 2 GB after 300 of them.
    forgetful = {"enable_mem_pattern": False, "enable_cpu_mem_arena": False}
    return {"engine_config": {"intra_op_num_threads": threads, **forgetful}}


def _paddle_options(threads: int) -> Mapping[str, Any]:
    return {"enable_mkldnn": True, "cpu_threads": threads}


_OPTIONS: Mapping[Runtime, Callable[[int], Mapping[str, Any]]] = {
    Runtime.ONNXRUNTIME: _onnxruntime_options,
    Runtime.PADDLE: _paddle_options,
}


def _normalised(padded: Image) -> NDArray[np.float32]:
    """The recogniser's input tensor ``1x3xHxW``, BGR from -1 to 1 (PP-OCR's training)."""
    return padded.transpose(2, 0, 1)[None].astype(np.float32) / np.float32(127.5) - np.float32(1)


def _padded(crop: Image) -> tuple[Image, float]:
    """The crop at the input height, padded on the right to an input width, and the part of the width it fills."""
    natural = max(round(INPUT_HEIGHT * crop.shape[1] / crop.shape[0]), 1)
    width = next((width for width in INPUT_WIDTHS if width >= natural), INPUT_WIDTHS[-1])
    natural = min(natural, width)
    padded = np.full((INPUT_HEIGHT, width, 3), GREY, dtype=np.uint8)
    padded[:, :natural] = cv2.resize(crop, (natural, INPUT_HEIGHT), interpolation=cv2.INTER_LINEAR)
    return padded, natural / width


def _import_paddleocr() -> Any:
    # Read by paddlex at import: no look-up of model hubs, and no logging set-up of its own.
    os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
    os.environ["PADDLEOCR_DISABLE_AUTO_LOGGING_CONFIG"] = "1"
    # It makes folders for downloads, which never come, at import: not in the home of whoever runs this.
    os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(Path(tempfile.gettempdir()) / "permit-ocr-paddlex"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No ccache found")  # of interest to those who compile kernels
            import paddleocr
    except ImportError as error:
        raise EngineUnavailableError("The paddleocr package is not installed: pip install paddleocr.") from error
    return paddleocr


def _along_long_side(corners: Points) -> Points:
    """Turn the order of the corners so that the first side is a long one."""
    a, b, c, _ = corners
    return corners if np.linalg.norm(b - a) >= np.linalg.norm(c - b) else np.roll(corners, 1, axis=0)
