"""Results of all readers as tables for people. Shares carry 95 % intervals."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

from benchmarks.outcome import REPORTED_FIELDS
from benchmarks.peers.answer import Answer
from benchmarks.peers.readers import READERS, TITLES
from benchmarks.peers.results import Photo, Results
from permit_ocr.cli.evaluation.share import Share

LEVELS = ("clean", "phone", "hard")
"""Conditions that say how hard a photo is as a whole; they come first."""


def as_markdown(results: Results) -> str:
    """All tables: by field, by condition, and what each reader is and how long it takes."""
    readers = [name for name in READERS if name in results.readers]
    photos = list(results.photos.values())
    parts = (
        f"{results.source[0].upper()}{results.source[1:]}. Shares of exact values with 95 % Wilson intervals.",
        _field_table(photos, readers),
        _condition_table(photos, readers),
        _reader_table(results, readers),
    )
    return "\n\n".join(parts)


def as_summary(results: Results) -> str:
    """The README's table: one line for each reader."""
    photos = list(results.photos.values())
    groups = [photos, *([photo for photo in photos if level in photo.conditions] for level in LEVELS)]
    rows = [
        _row([TITLES[reader]], [_fields_exact(group, reader) for group in groups])
        for reader in READERS
        if reader in results.readers
    ]
    return (
        f"{results.source[0].upper()}{results.source[1:]}; exact values.\n\n{_table(['reader', 'all', *LEVELS], rows)}"
    )


def _field_table(photos: Sequence[Photo], readers: Sequence[str]) -> str:
    rows = [_row(["all fields"], [_fields_exact(photos, reader) for reader in readers])]
    for field in REPORTED_FIELDS:
        answers = [[answer.exact for answer in _answers(photos, reader)] for reader in readers]
        rows.append(_row([field], [Share.of(e[field] for e in exact if field in e) for exact in answers]))
    return _table(["field", *_titles(readers)], rows)


def _condition_table(photos: Sequence[Photo], readers: Sequence[str]) -> str:
    named = {condition for photo in photos for condition in photo.conditions}
    conditions = [*(level for level in LEVELS if level in named), *sorted(named - set(LEVELS))]
    groups = {"all": photos} | {name: [photo for photo in photos if name in photo.conditions] for name in conditions}
    rows = [
        _row([name, len(group)], [_fields_exact(group, reader) for reader in readers]) for name, group in groups.items()
    ]
    return _table(["condition", "photos", *_titles(readers)], rows)


def _reader_table(results: Results, readers: Sequence[str]) -> str:
    def row(reader: str) -> str:
        answers = _answers(results.photos.values(), reader)
        seconds = f"{statistics.median(answer.seconds for answer in answers):.1f} s"
        turned = sum(answer.turn != 0 for answer in answers)
        return _row([TITLES[reader], results.readers[reader], 1, seconds, turned], [])

    return _table(["reader", "what ran", "threads", "median a photo", "turned"], map(row, readers))


def _fields_exact(photos: Iterable[Photo], reader: str) -> Share:
    return Share.of(right for answer in _answers(photos, reader) for right in answer.exact.values())


def _answers(photos: Iterable[Photo], reader: str) -> list[Answer]:
    return [photo.answers[reader] for photo in photos]


def _titles(readers: Iterable[str]) -> list[str]:
    return [TITLES[reader] for reader in readers]


def _table(head: Sequence[str], rows: Iterable[str]) -> str:
    return "\n".join([_row(head, []), f"|{' --- |' * len(head)}", *rows])


def _row(cells: Iterable[object], shares: Iterable[Share]) -> str:
    return f"| {' | '.join(map(str, (*cells, *shares)))} |"
