"""What the settings ask of the readers."""

from __future__ import annotations

from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.serving.loading import ReaderOptions
from permit_ocr.settings import Settings, WarningSettings
from permit_ocr.types import WarningKind


def reader_options(settings: Settings) -> ReaderOptions:
    """Pick them out."""
    return ReaderOptions(
        models_dir=settings.models.dir,
        runtime=settings.models.runtime,
        device=settings.models.device,
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
