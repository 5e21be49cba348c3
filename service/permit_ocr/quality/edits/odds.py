"""What each kind of pixel evidence is worth: from its features to the odds that a card was edited.

The weights in ``odds.json`` are those of logistic regressions with weights of zero or more, fitted in one sitting
with the code of ``training/tampered/fit.py`` on photos of the tuning split as the pipeline reads them: 180 edits and
210 without one, and 467 genuine photos besides, of which 299 are of cards that somebody else drew. The constant of
each is set so that the strongest evidence of its kind on a card reaches 0.5 on one genuine card in two hundred; that
of the portrait's seam was then lowered until of 160 photos besides, of genuine cards and harmless likenesses, one was
warned of. Those of the ghost were set by hand when the places of the head's parts came in: of 82 portraits exchanged
on the tuning split 48 reach 0.8, and of 419 photos with their own portrait one does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from permit_ocr.quality.findings import logistic

WEIGHTS = Path(__file__).with_name("odds.json")


def odds(evidence: str, features: Iterable[float]) -> float:
    """How strongly features of one kind of evidence speak for an edit, 0..1."""
    constant, *weights = _weights()[evidence]
    logit = constant + sum(weight * x for weight, x in zip(weights, features, strict=True))
    return logistic(logit)


@cache
def _weights() -> Mapping[str, list[float]]:
    return json.loads(WEIGHTS.read_text("utf-8"))
