"""Figures of a detector: how its scores on attacks stand against those on genuine photos.

Names as in ISO/IEC 30107-3: APCER is the share of attacks that pass, BPCER the share of genuine photos that are warned
of. Higher scores speak for an attack; a threshold is reached by scores that equal it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from permit_ocr.cli.evaluation.share import Share, Z


def auc(attacks: Sequence[float], genuine: Sequence[float]) -> float:
    """Probability that an attack scores higher than a genuine photo; ties count half. NaN where either is lacking."""
    if not attacks or not genuine:
        return math.nan
    ranked = np.sort(np.asarray(genuine))
    below = np.searchsorted(ranked, attacks, side="left")
    level = np.searchsorted(ranked, attacks, side="right") - below
    return float((below + level / 2).mean() / len(genuine))


def auc_interval(value: float, attacks: int, genuine: int) -> tuple[float, float]:
    """The 95 % interval of an AUC (Hanley and McNeil, 1982)."""
    if math.isnan(value) or min(attacks, genuine) < 2:
        return (0.0, 1.0)
    one, two = value / (2 - value), 2 * value * value / (1 + value)
    spread = value * (1 - value) + (attacks - 1) * (one - value * value) + (genuine - 1) * (two - value * value)
    half = Z * math.sqrt(max(spread, 0.0) / (attacks * genuine))
    return (max(value - half, 0.0), min(value + half, 1.0))


def threshold_at(genuine: Sequence[float], false_alarms: float) -> float:
    """The lowest score that at most this share of genuine photos reaches."""
    ranked = sorted(genuine, reverse=True)
    allowed = math.floor(false_alarms * len(ranked))
    return math.nextafter(ranked[allowed], math.inf) if allowed < len(ranked) else 0.0


def reaching(scores: Sequence[float], threshold: float) -> Share:
    """How many scores reach a threshold."""
    return Share.of(score >= threshold for score in scores)


def equal_error_rate(attacks: Sequence[float], genuine: Sequence[float]) -> float:
    """The error at the threshold where as many attacks pass as genuine photos are warned of; NaN where none are."""
    if not attacks or not genuine:
        return math.nan
    cuts = np.unique(np.concatenate([attacks, genuine, [math.inf]]))
    passed = np.searchsorted(np.sort(np.asarray(attacks)), cuts, side="left") / len(attacks)
    warned = 1 - np.searchsorted(np.sort(np.asarray(genuine)), cuts, side="left") / len(genuine)
    nearest = int(np.abs(passed - warned).argmin())
    return float((passed[nearest] + warned[nearest]) / 2)
