"""What each kind of pixel evidence is worth: from its features to the odds that a card was edited.

The weights in ``odds.json`` are those of logistic regressions with weights of zero or more, as
``python -m training.tampered`` fits them on 240 edits, 120 harmless pictures and 150 genuine cards, seen along their
true outlines. The constant of each is set so that the strongest evidence of its kind on a card reaches 0.5 on one
genuine card in two hundred.
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
