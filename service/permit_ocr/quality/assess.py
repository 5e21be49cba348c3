"""Runs the detectors and decides which warnings a photo gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from permit_ocr.quality import blurred, covered, glare, photocopied, recaptured, tampered
from permit_ocr.quality.view import CardView
from permit_ocr.types import Score, WarningKind

Detector = Callable[[CardView], Score]

DETECTORS: Mapping[WarningKind, Detector] = {
    WarningKind.COVERED: covered.score,
    WarningKind.PHOTOCOPIED: photocopied.score,
    WarningKind.RECAPTURED: recaptured.score,
    WarningKind.TAMPERED: tampered.score,
    WarningKind.GLARE: glare.score,
    WarningKind.BLURRED: blurred.score,
}


@dataclass(frozen=True, slots=True)
class Assessment:
    """How much speaks for each warning, and the warnings given."""

    scores: Mapping[WarningKind, Score]
    warnings: tuple[WarningKind, ...]


def assess(
    view: CardView, thresholds: Mapping[WarningKind, float], detectors: Mapping[WarningKind, Detector] = DETECTORS
) -> Assessment:
    """Score each kind of warning that has a threshold, and give those whose score reaches it."""
    scores = {kind: detectors[kind](view) for kind in detectors if kind in thresholds}
    return Assessment(scores, tuple(kind for kind, score in scores.items() if score.value >= thresholds[kind]))
