"""How well the weights find cards: ``python -m training.locator.evaluate``, on the tuning split alone."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import cv2
import numpy as np
import typer

from benchmarks.negatives import SPECIES, negatives
from benchmarks.overlap import overlap
from benchmarks.specimens import Sources, Split, samples
from permit_ocr.card.proposals import CardLocator, Proposal
from permit_ocr.imaging.decode import decode
from permit_ocr.types import Quad
from training.locator.flats import HELD_OUT

FIRST = 5000
"""Number of the first photo: training used the cards with the numbers below a thousand."""

FOUND = 0.5
"""Intersection over union from which a card counts as found at all."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was proposed for one photo of a card."""

    name: str
    conditions: tuple[str, ...]
    shared: float
    """Intersection over union of the first proposal and the card; 0 without one."""
    upright: bool
    """Whether the first proposal's first corner is the card's."""
    seconds: float


def main(
    count: Annotated[int, typer.Option(help="Photos of cards; as many of other documents.")] = 200,
    faces: Annotated[Path | None, typer.Option(help="As in training.")] = None,
    scenes: Annotated[Path | None, typer.Option(help="As in training.")] = None,
    weights: Annotated[Path, typer.Option(help="The network.")] = Path("models/locator.onnx"),
) -> None:
    """Print how many cards are found, how exactly and which way up, and where cards are seen that are none."""
    cv2.setNumThreads(1)
    locator, sources = CardLocator(weights), Sources(faces, scenes)
    trials = list(_trials(locator, count, sources))
    print(_summary(trials))
    conditions = sorted({name for trial in trials for name in trial.conditions})
    print("\n".join(f"{name:14} {_summary([t for t in trials if name in t.conditions])}" for name in conditions))
    proposed = Counter[str]()
    for negative in negatives(Split.TUNING, count, first=FIRST, sources=sources):
        proposed[negative.species] += bool(locator.propose(decode(negative.jpeg)))
    for name in SPECIES:
        print(f"{proposed[name]:3d} of {count // len(SPECIES)} {name}{' (not in training)' * (name in HELD_OUT)}")


def _trials(locator: CardLocator, count: int, sources: Sources) -> Iterator[Trial]:
    for sample in samples(Split.TUNING, count, first=FIRST, sources=sources):
        photo = decode(sample.jpeg)
        start = time.perf_counter()
        proposals = locator.propose(photo)
        yield _compared(sample.name, sample.conditions, proposals, sample.card, time.perf_counter() - start)


def _compared(
    name: str, conditions: tuple[str, ...], proposals: Sequence[Proposal], card: Quad, seconds: float
) -> Trial:
    if not proposals:
        return Trial(name, conditions, 0.0, upright=False, seconds=seconds)
    first = proposals[0].quad
    distances = [
        np.linalg.norm(np.roll(first.to_array(), turns, axis=0) - card.to_array(), axis=1).sum() for turns in range(4)
    ]
    return Trial(name, conditions, overlap(first, card), upright=int(np.argmin(distances)) == 0, seconds=seconds)


def _summary(trials: Sequence[Trial]) -> str:
    found = [trial for trial in trials if trial.shared >= FOUND]
    exact = [sum(trial.shared >= least for trial in trials) / len(trials) for least in (0.9, 0.95)]
    upright = sum(trial.upright for trial in found) / max(len(found), 1)
    return (
        f"{len(trials):4d} photos: found {len(found) / len(trials):.1%}, of these upright {upright:.1%};"
        f" overlap 0.90 {exact[0]:.1%}, 0.95 {exact[1]:.1%};"
        f" median {statistics.median(trial.seconds for trial in trials) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    typer.run(main)
