"""What a worker process loads: all that is imported here, every worker pays for."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from permit_ocr import selfcheck
from permit_ocr.errors import EngineUnavailableError, SelfCheckError
from permit_ocr.serving.held import Reader
from permit_ocr.types import WarningKind

AUTO, FASTEST = "auto", ("onnxruntime", "openvino")
"""Which runtime is chosen by the machine, and between which: PaddlePaddle was slower wherever it was measured."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """The settings that a reader needs: all that a worker process gets to know of them."""

    models_dir: Path | None
    runtime: str
    """The name of a :class:`~permit_ocr.text.network.Runtime`, or ``auto``."""
    device: str
    """The name of a :class:`~permit_ocr.text.network.Device`."""
    max_pixels: int
    least_confidence: float
    warn_from: Mapping[WarningKind, float]
    """The score from which each kind of warning is given."""


def load_reader(options: ReaderOptions, threads: int) -> Reader:
    """Load the models and make the reader; with ``auto``, the one that reads the packaged photo in the least time.

    Raises :class:`EngineUnavailableError` when the runtime or device is not there.
    """
    if options.runtime != AUTO:
        return _load(options, options.runtime, threads)
    timed = [timing for runtime in FASTEST if (timing := _timed(options, runtime, threads))]
    if not timed:
        raise EngineUnavailableError(f"none of {', '.join(FASTEST)} reads here on the {options.device}")
    return min(timed, key=lambda timing: timing[0])[1]


def _timed(options: ReaderOptions, runtime: str, threads: int) -> tuple[float, Reader] | None:
    """The seconds that a reader takes, once warm, and the reader; nothing where it does not run, or misreads."""
    try:
        reader = _load(options, runtime, threads)
        selfcheck.check(reader)
        begin = time.perf_counter()
        selfcheck.check(reader)
    except (EngineUnavailableError, SelfCheckError):
        return None
    return time.perf_counter() - begin, reader


def _load(options: ReaderOptions, runtime: str, threads: int) -> Reader:
    # In here, so that the process that listens never loads NumPy, OpenCV or an inference engine.
    from permit_ocr.card.load import load_locator  # noqa: PLC0415
    from permit_ocr.pipeline import PermitReader, Rules  # noqa: PLC0415
    from permit_ocr.text.load import load_engine  # noqa: PLC0415
    from permit_ocr.text.network import Device, Runtime  # noqa: PLC0415

    engine = load_engine(options.models_dir, threads, Device(options.device), Runtime(runtime))
    locator = load_locator(options.models_dir)
    return PermitReader(engine, locator, Rules(options.max_pixels, options.least_confidence, options.warn_from))
