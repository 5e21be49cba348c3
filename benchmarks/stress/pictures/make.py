"""All kinds of hostile pictures, by number: the same number is the same bytes, always."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.stress.pictures import damage, jpegs, pngs, strange
from benchmarks.stress.pictures.seeds import seeds

Make = Callable[[random.Random], bytes]

KINDS: Mapping[str, Make] = {
    **{name: damage.of_any(change, seeds()) for name, change in damage.CHANGES.items()},
    **pngs.KINDS,
    **jpegs.KINDS,
    **strange.KINDS,
}
"""What is done, by name."""

HEAVY = frozenset({"png bomb", "png text bomb", "jpeg of many scans"})
"""Kinds that take seconds each by their nature: made a fiftieth as often as the others."""

_HEAVY_EVERY = 50


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file."""

    kind: str
    content: bytes


def hostile_pictures(count: int, seed: int = 0) -> Iterator[Hostile]:
    """So many files, the kinds in turn."""
    rounds = (kind for turn in range(count) for kind in KINDS if kind not in HEAVY or turn % _HEAVY_EVERY == 0)
    for number, kind in zip(range(count), rounds, strict=False):
        yield Hostile(kind, KINDS[kind](random.Random(f"{seed}/{number}")))
