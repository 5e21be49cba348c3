"""The default engine, from verified weights."""

from __future__ import annotations

from pathlib import Path

from permit_ocr.text.engine import TextEngine
from permit_ocr.text.models import load_manifest, verified_folder

DETECTOR = "PP-OCRv5_mobile_det"
RECOGNISER = "PP-OCRv5_mobile_rec"
"""The mobile pair: its alphabet spells the names (4 of 6 other published heads do not), at a laptop's cost."""


def load_engine(models: Path | None = None, threads: int = 1, device: str = "cpu") -> TextEngine:
    """Load PP-OCRv5 from ``models`` (default: this installation's), after checking every file.

    Raises :class:`ModelFileError` when a file is missing or altered, and :class:`EngineUnavailableError` when
    paddle or the device is not there.
    """
    manifest = load_manifest(models)
    detector, recogniser = (verified_folder(manifest, name) for name in (DETECTOR, RECOGNISER))
    # Imported late: paddle takes a second and 450 MB, which only a process that reads photos should pay.
    from permit_ocr.text.paddle import PaddleTextEngine

    return PaddleTextEngine(detector, recogniser, threads, device)
