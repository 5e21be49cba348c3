"""What a worker process loads."""

from __future__ import annotations

from pathlib import Path

from permit_ocr.serving.worker import Reader


def load_reader(models_dir: Path | None, max_pixels: int, threads: int) -> Reader:
    """Load the models and make the reader."""
    # In here, so that the process that listens never loads an inference engine.
    from permit_ocr.pipeline import PermitReader  # noqa: PLC0415
    from permit_ocr.text.load import load_engine  # noqa: PLC0415

    return PermitReader(load_engine(models_dir, threads=threads), max_pixels)
