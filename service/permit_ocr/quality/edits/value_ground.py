"""A whole value against the other values of the card: its ink, the ground under it, and the step at its rim.

All values of a card are printed in one pass, on one ground, and photographed by one camera. Where a value was painted
over, or brought from another picture, its ground has another noise, pattern or colour than the ground around it, or
its ink another blackness, tint or sharpness than that of the other values in its script.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.print_lines import Line
from permit_ocr.quality.edits.print_measures import GROUND, MEASURES

_INK = tuple(MEASURES.index(name) for name in ("darkness", "contrast", "blue", "red", "sharpness"))
_ROUGH = tuple(MEASURES.index(name) for name in ("grain", "texture", "relief"))
_ROUGH_STEP = slice(GROUND.index("grain"), None)

FEATURES = (
    *(f"ink_{MEASURES[i]}" for i in _INK),
    *(f"more_{MEASURES[i]}" for i in _ROUGH),
    *(f"less_{MEASURES[i]}" for i in _ROUGH),
    *(f"step_{name}" for name in GROUND[:3]),
    *(f"step_more_{name}" for name in GROUND[3:]),
    *(f"step_less_{name}" for name in GROUND[3:]),
)
"""The regression's inputs: how far a value's ink strays from that of the others, how much rougher or smoother its
ground is than theirs, and how far the step at its rim exceeds theirs."""

SCALES = np.array((*(0.15, 0.15, 0.05, 0.05, 0.12), *(0.15, 0.2, 0.3) * 2, *(0.05, 0.02, 0.02), *(0.15, 0.2, 0.3) * 2))
"""By how much these differ between values of a genuine card; about the upper quartiles over 60 tuning photos."""

MOST = 6.0
"""Differences, in scales, beyond which more says no more."""


def mismatches(lines: Sequence[Line]) -> list[tuple[Line, NDArray[np.float64]]]:
    """Measure how far each value strays from the others, as FEATURES names it."""
    known = [line for line in lines if line.cells]
    if len(known) < 3:
        return []
    middles = [np.median([cell.measures for cell in line.cells], axis=0) for line in known]
    return [(line, _features(i, known, middles)) for i, line in enumerate(known)]


def _features(i: int, lines: Sequence[Line], middles: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    others = [k for k in range(len(lines)) if k != i]
    kin = [k for k in others if lines[k].latin == lines[i].latin]
    ink = np.zeros(len(_INK))
    if len(kin) > 1:
        ink = np.abs(middles[i] - np.median([middles[k] for k in kin], axis=0))[list(_INK)]
    rough = (middles[i] - np.median([middles[k] for k in others], axis=0))[list(_ROUGH)]
    step = _step(i, [line.step for line in lines])
    raw = np.array([*ink, *_both_ways(rough), *np.abs(step[:3]), *_both_ways(step[3:])])
    return np.minimum(raw / SCALES, MOST)


def _step(i: int, steps: Sequence[NDArray[np.float64] | None]) -> NDArray[np.float64]:
    """The step at a value's rim, less that which is usual on the card.

    Compression roughens the ground beside strong strokes: a value in thin ones is not smoother than it ought to be for
    lacking that. Its ground must be smoother, or rougher, than what is around it as well.
    """
    own = steps[i]
    others = [step for k, step in enumerate(steps) if k != i and step is not None]
    if own is None or len(others) < 2:
        return np.zeros(len(GROUND))
    strayed = own - np.median(others, axis=0)
    strayed[_ROUGH_STEP] = _nearer_none(strayed[_ROUGH_STEP], own[_ROUGH_STEP])
    return strayed


def _nearer_none(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """The smaller of two differences where they have one sign, and none where they have not."""
    agreed = np.sign(one) == np.sign(other)
    return np.where(agreed, np.sign(one) * np.minimum(np.abs(one), np.abs(other)), 0.0)


def _both_ways(difference: NDArray[np.float64]) -> list[float]:
    return [*np.maximum(difference, 0).tolist(), *np.maximum(-difference, 0).tolist()]
