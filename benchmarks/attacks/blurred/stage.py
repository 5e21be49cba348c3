"""Takes the photos: blurred before the sensor sees them, or spoilt after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.blurred.careless import Spoil
from benchmarks.attacks.blurred.lenses import Blur
from benchmarks.specimens import Sample, Scene, take_photo
from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.exif import encode
from benchmarks.specimens.pictures import decode
from permit_ocr.types import Image, WarningKind

TEXT = 0.035
"""Height of a printed value in card widths (documents.py)."""

Degrees = Mapping[Severity, float]
"""What each severity means: a share of the text height."""


def take_blurred(case: Case, blur: Blur, degree: float) -> Sample:
    """Photograph a card through a blur whose spread is a share of the text height."""

    def apply(view: Image, scene: Scene) -> None:
        spread = degree * TEXT * edge_width(scene.card.to_array())
        view[:] = blur(view, scene, spread, case.random)

    return take_photo(case.specimen(), case.scene(), case.sources, apply)


def take_spoilt(case: Case, spoil: Spoil, degree: float) -> Sample:
    """Photograph a card and let careless software at the photo."""
    sample = take_photo(case.specimen(), replace(case.scene(), orientation=1), case.sources)
    spoilt = spoil(decode(sample.jpeg), TEXT * sample.card_width, degree, case.random)
    return replace(sample, jpeg=encode(spoilt, 1, 85))


def staged(case: Case, sample: Sample, degree: float) -> Staged:
    """Say what a blurred photo deserves: a warning, but for a mild blur, which costs a reading only now and then."""
    warned = frozenset({WarningKind.BLURRED})
    mild = case.severity is Severity.MILD
    deserved, excused = (frozenset[WarningKind](), warned) if mild else (warned, frozenset[WarningKind]())
    return Staged(sample, deserved, excused, notes={"degree": f"{degree:.3f}"})


def drawn(case: Case, degrees: Degrees) -> float:
    """Draw a degree of up to an eighth beside the one that stands for the severity."""
    return degrees[case.severity] * float(case.random.uniform(0.88, 1.13))
