"""PaddleOCR's own pipeline with its defaults, on the weights that this project runs.

Its three auxiliary models (orientation of the page, of a line, unwarping) are off: no package carries them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from benchmarks.peers.peer import require_packages, versions
from permit_ocr.text.load import MODELS
from permit_ocr.text.models import load_manifest, verified_folder
from permit_ocr.text.paddle_network import converted, import_paddleocr
from permit_ocr.types import Image, Quad, TextLine

_PACKAGES = ("paddleocr", "paddlepaddle")


class PaddlePipeline:
    """``Peer`` on ``paddleocr.PaddleOCR``."""

    def __init__(self) -> None:
        self.require()
        paddleocr, manifest = import_paddleocr(), load_manifest(None)
        with tempfile.TemporaryDirectory() as scratch:
            detector, recogniser = (
                converted(verified_folder(manifest, name), Path(scratch)) for name in (MODELS.detector, MODELS.careful)
            )
            self._engine = paddleocr.PaddleOCR(
                text_detection_model_name=detector.name,
                text_detection_model_dir=str(detector),
                text_recognition_model_name=recogniser.name,
                text_recognition_model_dir=str(recogniser),
                use_doc_orientation_classify=False,
                use_doc_unwarping=False,
                use_textline_orientation=False,
                device="cpu",
                cpu_threads=1,
            )

    @classmethod
    def require(cls) -> None:
        """See :class:`benchmarks.peers.peer.Peer`."""
        require_packages("paddleocr", "paddle")

    @classmethod
    def describe(cls) -> str:
        """See :class:`benchmarks.peers.peer.Peer`."""
        return f"{versions(*_PACKAGES)}; {MODELS.detector} and {MODELS.careful}, its defaults without auxiliary models"

    def lines(self, image: Image) -> list[TextLine]:
        """See :class:`benchmarks.peers.peer.Peer`."""
        (page,) = self._engine.predict(image)
        quads = (Quad.from_array(np.asarray(polygon)) for polygon in page["rec_polys"])
        return [TextLine(text, quad) for text, quad in zip(page["rec_texts"], quads, strict=True)]
