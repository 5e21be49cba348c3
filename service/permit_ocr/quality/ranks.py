"""Percentiles of few values: what numpy's own function does beforehand takes several times as long as ranking them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def percentile(values: NDArray[Any], share: float) -> float:
    """Give the level below which ``share`` per cent of all values lie, by linear interpolation as numpy does."""
    return float(percentiles(values.reshape(1, -1), share)[0])


def percentiles(rows: NDArray[Any], share: float) -> NDArray[np.floating]:
    """Give that of each row, ``NxM`` to ``N``."""
    last = rows.shape[1] - 1
    place = share / 100 * last
    low = int(place)
    ranked = np.partition(rows, (low, min(low + 1, last)), axis=1)
    below, above = ranked[:, low], ranked[:, min(low + 1, last)]
    return np.asarray(below + (above - below) * (place - low))
