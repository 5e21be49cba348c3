"""What an attack is: a way to take a photo that deserves a warning, or that only seems to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from benchmarks.specimens import Sample, Scene, Sources, Specimen, Split, draw_scene, draw_specimen
from benchmarks.specimens.card import SHIPPED
from benchmarks.specimens.split import random_for
from permit_ocr.types import DocumentKind, WarningKind

_KINDS = tuple(DocumentKind)
_EASY_ROUNDS = tuple(number for number, plan in enumerate("CPPCCHHPPCCPPHHCCPPH") if plan == "C")
"""The rounds, out of twenty, of scenes without faults (specimens/scenery.py)."""


class Severity(StrEnum):
    """How strong an attack is."""

    MILD = "mild"
    """A careful person sees it."""
    PLAIN = "plain"
    """Anyone sees it."""
    STRONG = "strong"
    """Nobody can overlook it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One draw of an attack."""

    split: Split
    index: int
    severity: Severity
    sources: Sources = SHIPPED

    @property
    def random(self) -> np.random.Generator:
        """The generator of the attack's own draws; every call begins it anew."""
        return random_for(self.split, self.index, f"attack/{self.severity}")

    def specimen(self) -> Specimen:
        """A genuine card, documents by turns."""
        return draw_specimen(_KINDS[self.index % len(_KINDS)], self.split, self.index, self.sources)

    def scene(self) -> Scene:
        """Circumstances without faults, so that what is seen in the photo is the attack's doing."""
        rounds, place = divmod(self.index // len(_KINDS), len(_EASY_ROUNDS))
        number = (rounds * 20 + _EASY_ROUNDS[place]) * len(_KINDS) + self.index % len(_KINDS)
        return draw_scene(self.split, number, self.sources)


@dataclass(frozen=True, slots=True)
class Staged:
    """A photo of an attack, and what it deserves."""

    sample: Sample
    deserved: frozenset[WarningKind]
    """The warnings that have to be given; none for what only seems to be an attack."""
    excused: frozenset[WarningKind] = frozenset()
    """Warnings besides that a person might give as well, and that count neither way."""
    hit: frozenset[str] = frozenset()
    """Names of the regions (quality/view.py) that the attack hides or alters."""
    notes: Mapping[str, str] = field(default_factory=dict[str, str])
    """What else describes the draw: a screen's pitch, the value before an edit and after it."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One species of attack, drawn for one split: what thresholds are fitted on is never reported on."""

    name: str
    split: Split
    stage: Callable[[Case], Staged]
    severities: tuple[Severity, ...] = tuple(Severity)
