"""Work dealt out to processes of one thread each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


def in_parts(work: Callable[[int], Sequence[T]], jobs: int) -> list[T]:
    """Do parts ``0..jobs-1`` of the work, each in a process of its own, and string their results together."""
    with get_context("spawn").Pool(jobs) as pool:
        results = [result for part in pool.imap(work, range(jobs)) for result in part]
        # Ended by their own hand: paddle's handler of the signal that ends a pool's workers can hang.
        pool.close()
        pool.join()
    return results
