"""Examples of each kind of evidence, from edited and from genuine cards of the tuning split."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.tampered import ATTACKS
from benchmarks.attacks.views import true_view
from benchmarks.specimens import Sources, Split, samples
from permit_ocr.quality.edits.clones import Pair, closest_pair
from permit_ocr.quality.edits.date_type import differing_dates
from permit_ocr.quality.edits.ghost import compare
from permit_ocr.quality.edits.print_lines import lines_of

_DATES = frozenset({"birth_date", "validity"})


@dataclass(frozen=True, slots=True)
class Example:
    """Features of one kind of evidence at one place of one card."""

    evidence: str
    card: int
    features: NDArray[np.float64]
    edited: bool
    genuine: bool
    """Whether the whole card is genuine, in a photo without grave faults: nothing may be found on it."""


def drawn(rounds: int, genuine: int, first: int, sources: Sources) -> Iterator[tuple[str, Staged]]:
    """Draw edited cards, harmless pictures and photos of genuine cards, each with the name of its species."""
    species = [attack for attack in ATTACKS if attack.split is Split.TUNING]
    number = first
    for _ in range(rounds):
        for attack in species:
            for severity in Severity:
                yield attack.name, attack.stage(Case(Split.TUNING, number, severity, sources))
                number += 1
    for sample in samples(Split.TUNING, genuine, first=number, sources=sources):
        yield sample.conditions[0], Staged(sample, frozenset())


def gather(staged: Iterable[tuple[str, Staged]]) -> list[Example]:
    """Measure all evidence on each card and say which of it is of an edit."""
    return [example for card, (name, each) in enumerate(staged) for example in _of_card(card, name, each)]


def _of_card(card: int, name: str, staged: Staged) -> Iterator[Example]:
    view = true_view(staged.sample, np.random.default_rng(card))
    lines, hit = lines_of(view), staged.hit
    genuine = not staged.deserved and staged.sample.conditions[0] != "hard"
    dates = differing_dates(lines)
    if dates is not None and not ("digit" in name and hit & _DATES):
        yield Example("date_type", card, dates, bool(hit & _DATES), genuine)
    pair = closest_pair(lines)
    if pair:
        yield Example("clones", card, pair.features, "cloned" in name and _is_copy(pair, staged), genuine)
    likeness = compare(view)
    if likeness:
        yield Example("ghost", card, np.array(likeness.features), "portrait" in hit, genuine)


def _is_copy(pair: Pair, staged: Staged) -> bool:
    """Whether a pair is of the new digit, in the line that was changed."""
    new: Sequence[str] = [b for a, b in zip(staged.notes["old"], staged.notes["new"], strict=True) if a != b]
    return pair.cells[0].character in new and any(line.name in staged.hit for line in pair.lines)
