"""Smooth surfaces through most of a map's levels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.ranks import percentile

_ROUNDS = 6
_REACH = 4.7 * 1.48
"""How far off, in median deviations, a level has no more say: 4.7 standard deviations of a bell curve, where 1.48 times
the median deviation is one (Beaton and Tukey 1974)."""
_LEAST_REACH = 0.04
"""That reach at the least, in the logarithm of brightness or colour: noise of some percent."""


def fitted(terms: NDArray[np.floating], levels: NDArray[np.floating]) -> NDArray[np.float64]:
    """Fit ``N`` levels by ``NxK`` terms, the first of which is 1, and give the ``K`` weights.

    Least squares, again and again without what lies far off (Tukey's biweight).
    """
    terms, weights = terms.astype(np.float64), np.zeros(terms.shape[1])
    weights[0] = percentile(levels, 50)
    for _ in range(_ROUNDS):
        off = levels - terms @ weights
        say = np.maximum(1 - (off / max(_LEAST_REACH, _REACH * percentile(np.abs(off), 50))) ** 2, 0)
        heard = terms * say[:, None]
        # The normal equations are as small as the number of terms, however many levels there are.
        weights = np.linalg.lstsq(heard.T @ heard, heard.T @ (levels * say), rcond=None)[0]
    return np.asarray(weights, np.float64)
