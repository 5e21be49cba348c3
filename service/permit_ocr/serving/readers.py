"""What a worker process loads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.serving.worker import Reader
from permit_ocr.settings import Settings, WarningSettings
from permit_ocr.text.network import Device, Runtime
from permit_ocr.types import WarningKind


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """The settings that a reader needs: all that a worker process gets to know of them."""

    models_dir: Path | None
    runtime: Runtime
    device: Device
    max_pixels: int
    least_confidence: float
    warn_from: Mapping[WarningKind, float]
    """The score from which each kind of warning is given."""


def reader_options(settings: Settings) -> ReaderOptions:
    """Pick them out."""
    return ReaderOptions(
        models_dir=settings.models.dir,
        runtime=Runtime(settings.models.runtime),
        device=Device(settings.models.device),
        max_pixels=settings.limits.pixels,
        least_confidence=settings.reading.least_confidence,
        warn_from=warn_from(settings.warnings),
    )


def warn_from(settings: WarningSettings) -> dict[WarningKind, float]:
    """The policy's thresholds, each replaced where its own setting says so."""
    chosen = {kind: getattr(settings, kind) for kind in WarningKind}
    merged = {**thresholds(settings.policy), **{kind: least for kind, least in chosen.items() if least is not None}}
    on = settings.policy is not Policy.OFF
    return {kind: least for kind, least in merged.items() if on and least != "off"}


def load_reader(options: ReaderOptions, threads: int) -> Reader:
    """Load the models and make the reader."""
    # In here, so that the process that listens never loads an inference engine.
    from permit_ocr.card.load import load_locator  # noqa: PLC0415
    from permit_ocr.pipeline import PermitReader, Rules  # noqa: PLC0415
    from permit_ocr.text.load import load_engine  # noqa: PLC0415

    engine = load_engine(options.models_dir, threads, options.device, options.runtime)
    locator = load_locator(options.models_dir)
    return PermitReader(engine, locator, Rules(options.max_pixels, options.least_confidence, options.warn_from))
