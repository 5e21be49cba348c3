"""Which photos are taken: genuine ones, and so many of each species and severity of attack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from benchmarks.attacks.attack import Attack, Case, Severity, Staged
from benchmarks.attacks.catalogue import ATTACKS
from benchmarks.specimens import Sample, Sources, Split, samples, take_photo
from benchmarks.specimens.card import SHIPPED
from permit_ocr.types import WarningKind

CLEAN, EVERYDAY = "clean", "everyday"
"""Species of genuine photos: without any fault, and with the faults of all levels (specimens/scene.py)."""

HARMLESS = "harmless"
"""How the names of species begin that only seem to deserve a warning."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo to take."""

    species: str
    case: Case
    attack: Attack | None = None
    """``None`` for a genuine card in circumstances without faults."""

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.species}-{self.case.severity}-{self.case.index:06d}"

    def take(self) -> Staged:
        """Take it."""
        if self.attack:
            return self.attack.stage(self.case)
        if self.species == CLEAN:
            return Staged(take_photo(self.case.specimen(), self.case.scene(), self.case.sources), frozenset())
        sample = next(samples(self.case.split, 1, first=self.case.index, sources=self.case.sources))
        return Staged(sample, frozenset(), _excused(sample))


def _excused(sample: Sample) -> frozenset[WarningKind]:
    """A card that goes on beyond the frame may be called incomplete: everyday photos have such cards."""
    corners = sample.card.to_array()
    beyond = bool((corners < 0).any() or (corners > sample.scene.size).any())
    return frozenset({WarningKind.COVERED}) if beyond else frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """How many photos of what are taken of a split, and from which number on."""

    split: Split
    first: int
    genuine: int = 0
    """Cards in circumstances without faults."""
    everyday: int = 0
    """Cards in circumstances with the faults of all levels."""
    attacks: int = 0
    """Photos of each species and severity of attack."""
    harmless: int = 0
    """Photos of each species and severity that only seems to be one."""
    sources: Sources = SHIPPED

    def shots(self) -> Iterator[Shot]:
        """Give them one after another, always in the same order; no two of the same card.

        A card of unusual print, or a place where it is hardly to be seen, would else count in every species.
        """
        species = chain(repeat(CLEAN, self.genuine), repeat(EVERYDAY, self.everyday))
        unstaged = ((name, None, Severity.PLAIN) for name in species)
        staged = ((attack.name, attack, severity) for attack, severity in self._staged())
        for number, (name, attack, severity) in enumerate(chain(unstaged, staged)):
            yield Shot(name, Case(self.split, self.first + number, severity, self.sources), attack)

    def _staged(self) -> Iterator[tuple[Attack, Severity]]:
        for attack in (attack for attack in ATTACKS if attack.split is self.split):
            count = self.harmless if attack.name.startswith(HARMLESS) else self.attacks
            for severity in attack.severities:
                yield from repeat((attack, severity), count)
