"""Lets one reader read all photos, in processes of one thread each.

A module of its own, because a new process does not import the ``__main__`` of a package again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from multiprocessing import get_context

from benchmarks.peers.answer import Answer
from benchmarks.peers.readers import load
from benchmarks.specimens import Sample
from permit_ocr.serving.threads import limit_native_threads


def read_all(reader: str, photos: Sequence[Sample], jobs: int) -> Mapping[str, Answer]:
    """Give a reader's answers by the photos' names."""
    limit_native_threads(1)
    parts = [photos[part::jobs] for part in range(jobs)]
    with get_context("spawn").Pool(jobs) as pool:
        answers = [pair for part in pool.imap(partial(_read_part, reader), parts) for pair in part]
        # Ended by their own hand: paddle's handler of the signal that ends a pool's workers can hang.
        pool.close()
        pool.join()
    return dict(answers)


def _read_part(reader: str, photos: Sequence[Sample]) -> list[tuple[str, Answer]]:
    read = load(reader)
    return [(sample.name, read(sample)) for sample in photos]
