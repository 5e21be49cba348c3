"""The engine, from verified weights."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from permit_ocr.text.engine import Runtime, TextEngine
from permit_ocr.text.models import load_manifest, verified_folder

MODELS: Mapping[Runtime, tuple[str, str]] = {
    Runtime.ONNXRUNTIME: ("PP-OCRv6_small_det", "PP-OCRv6_small_rec"),
    Runtime.PADDLE: ("PP-OCRv5_mobile_det", "PP-OCRv5_mobile_rec"),
}
"""Detector and recogniser for each runtime: the best published pair that comes in its format. Both alphabets spell
the names (those of the smaller models of the family lack common characters)."""


def load_engine(
    models: Path | None = None,
    threads: int = 1,
    device: str = "cpu",
    runtime: Runtime = Runtime.ONNXRUNTIME,
) -> TextEngine:
    """Load PP-OCR from ``models`` (default: this installation's), after checking every file.

    Raises :class:`ModelFileError` when a file is missing or altered, and :class:`EngineUnavailableError` when
    the runtime or the device is not there.
    """
    manifest = load_manifest(models)
    detector, recogniser = (verified_folder(manifest, name) for name in MODELS[runtime])
    # Imported late: only a process that reads photos should pay for an inference engine.
    from permit_ocr.text.paddleocr_engine import PaddleOcrEngine

    return PaddleOcrEngine(detector, recogniser, runtime, threads, device)
