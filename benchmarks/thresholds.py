"""Fits the table of thresholds: the score that at most a stated share of photos without fault reaches.

``python -m benchmarks.thresholds`` reads genuine cards and the harmless likenesses of attacks of the tuning split and
writes ``quality/thresholds.json``. The shares stand in ``quality/policy.py``; ``LEAST`` is the lowest threshold of all.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.specimens import Sources, Split
from benchmarks.warnings.figures import false_alarms
from benchmarks.warnings.measure import measure
from benchmarks.warnings.plan import Plan
from benchmarks.warnings.roc import threshold_at
from benchmarks.warnings.trial import Trial
from permit_ocr.quality import policy
from permit_ocr.quality.policy import FALSE_ALARMS, Policy
from permit_ocr.types import WarningKind

RESULT = Path(policy.__file__).with_name("thresholds.json")
STEP = 0.01
"""Thresholds are rounded up to this."""

LEAST: Mapping[WarningKind, float] = {
    WarningKind.COVERED: 0.45,
    WarningKind.PHOTOCOPIED: 0.2,
    WarningKind.RECAPTURED: 0.45,
    WarningKind.TAMPERED: 0.7,
    WarningKind.GLARE: 0.3,
    WarningKind.BLURRED: 0.5,
}
"""The least threshold of the standard policy: simulated photos are cleaner, and their type is more alike, than the
world's. Real photos of other cards score up to 0.44 for blur without being illegible. For tampering, hints of style and
of custom reach 0.69 together; of 579 genuine and harmless photos of cards that others drew, none reaches 0.7."""


def main(
    genuine: Annotated[int, typer.Option(help="Photos without any fault.")] = 160,
    harmless: Annotated[int, typer.Option(help="Photos of each harmless likeness and severity.")] = 1,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 7000,
    faces: Annotated[Path | None, typer.Option(help="A folder of face photos to print on the cards.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes, each with one thread.")] = 2,
) -> None:
    """Take, read, fit, write."""
    plan = Plan(Split.TUNING, first, genuine=genuine, harmless=harmless, sources=Sources(faces))
    trials = measure(plan, jobs)
    RESULT.write_text(json.dumps(fit(trials), indent=1) + "\n", "utf-8")
    for kind in WarningKind:
        print(kind, *(f"{name}: {share}" for name, share in false_alarms(kind, trials).items()), sep="\n  ")
    print(RESULT.read_text("utf-8"))


def fit(trials: Sequence[Trial]) -> Mapping[str, Mapping[str, float]]:
    """The thresholds of each policy, by kind of warning."""
    return {
        chosen.value: {kind.value: max(_fit(kind, trials, share), _least(kind, chosen)) for kind in WarningKind}
        for chosen, share in FALSE_ALARMS.items()
    }


def _fit(kind: WarningKind, trials: Sequence[Trial], allowed: float) -> float:
    scores = [t.scores[kind] for t in trials if not t.refused and kind not in t.excused]
    return min(round(math.ceil(threshold_at(scores, allowed) / STEP) * STEP, 2), 1.0)


def _least(kind: WarningKind, chosen: Policy) -> float:
    """The least threshold: a permissive policy goes two fifths of the way to 1, a strict one three fifths below."""
    return round(
        {
            Policy.PERMISSIVE: LEAST[kind] + 0.4 * (1 - LEAST[kind]),
            Policy.STANDARD: LEAST[kind],
            Policy.STRICT: 0.6 * LEAST[kind],
        }[chosen],
        2,
    )


if __name__ == "__main__":
    typer.run(main)
