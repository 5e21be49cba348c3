"""Logistic regressions whose weights are zero or more: every feature says how far something strays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from training.tampered.examples import Example

ALARMS = 0.005
"""Share of genuine cards on which the strongest evidence of a kind may reach 0.5."""

BALANCE = {"date_type": 0.3, "clones": 0.1, "ghost": 0.3}
"""Weight of all edited examples together, by that of all genuine ones: an edit is rare among a card's characters."""

STRENGTH, STEPS, LARGEST_STEP = 1.0, 200, 1.0


def fit_all(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Fit every kind of evidence; constant first, then weights in the order of its features."""
    return {
        evidence: _fit([example for example in examples if example.evidence == evidence], balance)
        for evidence, balance in BALANCE.items()
    }


def _fit(examples: Sequence[Example], balance: float) -> list[float]:
    features = np.array([(1.0, *example.features) for example in examples])
    edited = np.array([example.edited for example in examples], np.float64)
    share = np.where(edited == 1, balance * (1 - edited).sum() / max(edited.sum(), 1), 1.0)
    weights = _regression(features, edited, share)
    logits = features @ weights
    weights[0] -= _level(examples, logits)
    return [round(float(weight), 4) for weight in weights]


def _regression(
    features: NDArray[np.float64], edited: NDArray[np.float64], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Newton's method with small steps, thrown back to zero where a weight would be negative."""
    weights = np.zeros(features.shape[1])
    penalty = np.diag((1e-6, *(STRENGTH,) * (features.shape[1] - 1)))
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (share * (odds - edited)) + penalty @ weights
        bend = (features * (share * odds * (1 - odds))[:, None]).T @ features + penalty
        step = np.linalg.solve(bend, slope)
        weights = weights - step * min(1.0, LARGEST_STEP / np.abs(step).max())
        weights[1:] = np.maximum(weights[1:], 0)
    return weights


def _level(examples: Sequence[Example], logits: NDArray[np.float64]) -> float:
    """The logit that the strongest evidence reaches on no more than ALARMS of genuine cards."""
    strongest: dict[int, float] = {}
    for example, logit in zip(examples, logits, strict=True):
        if example.genuine:
            strongest[example.card] = max(float(logit), strongest.get(example.card, -np.inf))
    return float(np.quantile(list(strongest.values()), 1 - ALARMS))
