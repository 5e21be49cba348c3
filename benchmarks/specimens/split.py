"""The two disjoint sets of specimens, and the random numbers that each specimen is drawn from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Split(StrEnum):
    """What a specimen may be used for; nothing drawn for one split is ever drawn for the other."""

    TUNING = "tuning"
    """Thresholds and weights are fitted on these."""
    REPORTING = "reporting"
    """Published figures come from these alone."""


def random_for(split: Split, index: int, purpose: str) -> np.random.Generator:
    """Give the generator of one aspect of one specimen.

    Every aspect has its own stream, so that a new draw in one leaves the others as they were.
    """
    return np.random.default_rng(_digest(f"{split}/{index}/{purpose}"))


def share(items: Sequence[T], split: Split) -> list[T]:
    """Give the part of a list that belongs to a split: about half, chosen by a hash of each item."""
    wanted = 0 if split is Split.TUNING else 1
    return [item for item in items if _digest(str(item)) % 2 == wanted]


def pick(random: np.random.Generator, items: Sequence[T]) -> T:
    """Draw one item of a list (numpy's own ``choice`` turns items into arrays)."""
    return items[int(random.integers(len(items)))]


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
