"""What a worker process loads: all that is imported here, every worker pays for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from permit_ocr.serving.held import Reader
from permit_ocr.types import WarningKind


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """The settings that a reader needs: all that a worker process gets to know of them."""

    models_dir: Path | None
    runtime: str
    """The name of a :class:`~permit_ocr.text.network.Runtime`."""
    device: str
    """The name of a :class:`~permit_ocr.text.network.Device`."""
    max_pixels: int
    least_confidence: float
    warn_from: Mapping[WarningKind, float]
    """The score from which each kind of warning is given."""


def load_reader(options: ReaderOptions, threads: int) -> Reader:
    """Load the models and make the reader."""
    # In here, so that the process that listens never loads NumPy, OpenCV or an inference engine.
    from permit_ocr.card.load import load_locator  # noqa: PLC0415
    from permit_ocr.pipeline import PermitReader, Rules  # noqa: PLC0415
    from permit_ocr.text.load import load_engine  # noqa: PLC0415
    from permit_ocr.text.network import Device, Runtime  # noqa: PLC0415

    engine = load_engine(options.models_dir, threads, Device(options.device), Runtime(options.runtime))
    locator = load_locator(options.models_dir)
    return PermitReader(engine, locator, Rules(options.max_pixels, options.least_confidence, options.warn_from))
