"""Frequencies grouped by how high they are, whatever their direction: what blur takes, it takes from a whole group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rings:
    """The frequencies of a spectrum, in rings one step wide."""

    ring: NDArray[np.intp]
    """The ring in which each frequency lies; shaped as the spectrum."""
    places: NDArray[np.intp]
    """Places of all that count in a flattened spectrum, ring by ring."""
    starts: NDArray[np.intp]
    """Where each ring begins among them."""
    counts: Plane
    """How many count in each ring."""

    @classmethod
    def of(cls, radius: Plane, allowed: NDArray[np.bool_]) -> Rings:
        """Group frequencies by radius; those of a ring without any that count are given to the next smaller one."""
        places = np.flatnonzero(allowed)
        places = places[np.argsort(radius.ravel()[places].round(), kind="stable")]
        kept, starts, counts = np.unique(radius.ravel()[places].round(), return_index=True, return_counts=True)
        ring = np.clip(np.searchsorted(kept, radius.round(), "right") - 1, 0, None)
        return cls(ring, places, starts, counts.astype(np.float32))

    def means(self, power: Plane) -> Plane:
        """Give each frequency the mean over all of its ring that count."""
        sums = np.add.reduceat(power.ravel().take(self.places), self.starts)
        return (sums / self.counts).astype(np.float32).take(self.ring)
