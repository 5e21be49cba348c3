"""What the evidence for a field has been worth: from what was seen to the probability of being right.

The weights in ``calibration.json`` are those of logistic regressions, one for each group of fields, fitted on the
tuning split by ``benchmarks/calibrate.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from permit_ocr.types import Evidence, Field

GROUPS: Mapping[str, frozenset[Field]] = {
    "name": frozenset({Field.NAME}),
    "latin": frozenset({Field.LATIN_NAME}),
    "digits": frozenset({Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY, Field.ISSUE_COUNT}),
    "words": frozenset({Field.SEX, Field.AUTHORITY, Field.PLACE, Field.NATIONALITY}),
}
"""Fields of which the same evidence is worth as much: open texts, digits, words of closed lists."""

FEATURES = ("constant", "weakest", "agreeing", "differing", "support")
"""What the weights belong to, in order."""

_LEAST, _MOST = 0.02, 0.9995
"""Recognisers' own probabilities mean nothing beyond these."""


def confidence(field: Field, evidence: Evidence) -> float:
    """The probability that the field says what was read, 0..1."""
    group = next(name for name, fields in GROUPS.items() if field in fields)
    odds = sum(weight * x for weight, x in zip(_weights()[group], features(evidence), strict=True))
    return 1 / (1 + math.exp(-odds))


def features(evidence: Evidence) -> tuple[float, ...]:
    """The regression's inputs, as FEATURES names them; ``weakest`` as log-odds."""
    weakest = min(max(evidence.weakest, _LEAST), _MOST)
    more = min(evidence.agreeing - 1, 2)
    return (1.0, math.log(weakest / (1 - weakest)), more, min(evidence.differing, 2), evidence.support)


@cache
def _weights() -> Mapping[str, list[float]]:
    return json.loads(Path(__file__).with_name("calibration.json").read_text("utf-8"))
