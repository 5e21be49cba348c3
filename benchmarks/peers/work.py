"""Lets one reader read all photos, in processes of one thread each.

A module of its own, because a new process does not import the ``__main__`` of a package again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from benchmarks.parallel import in_parts
from benchmarks.peers.answer import Answer
from benchmarks.peers.readers import load
from benchmarks.specimens import Sample
from permit_ocr.serving.environment import prepare_environment


def read_all(reader: str, photos: Sequence[Sample], jobs: int) -> Mapping[str, Answer]:
    """Give a reader's answers by the photos' names."""
    prepare_environment(1)
    return dict(in_parts(partial(_read_part, reader, photos, jobs), jobs))


def _read_part(reader: str, photos: Sequence[Sample], jobs: int, part: int) -> list[tuple[str, Answer]]:
    read = load(reader)
    return [(sample.name, read(sample)) for sample in photos[part::jobs]]
