"""Outcomes as tables for people and as numbers for programs."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.confidence import confidence_record, confidence_tables
from benchmarks.outcome import REPORTED_FIELDS, Outcome
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.types import DocumentKind

CARD_FOUND, PORTRAIT_FOUND = 0.95, 0.85
"""Intersection over union from which a card or a portrait counts as found."""

LEVELS = ("clean", "phone", "hard")
"""How hard a scene is; every photo has one of these conditions (specimens/scene.py says which)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tables: a group of photos."""

    photos: int
    kind: Share
    exact: Share
    whole: Share
    """Photos all of whose visible fields are exact."""
    empty: Share
    wrong: Share
    card: Share
    oriented: Share
    portrait: Share
    corner_error: float
    """Median over the photos, as a share of the card's diagonal."""


def as_markdown(outcomes: Sequence[Outcome], source: str) -> str:
    """All tables. Shares carry 95 % intervals."""
    parts = [f"{source[0].upper()}{source[1:]}. Shares with 95 % Wilson intervals; values in the vendor's form."]
    for title, groups in _groupings(outcomes).items():
        parts += ["", _head(title), *(_markdown_row(name, row) for name, row in groups.items())]
    parts += ["", _field_table(outcomes), "", *confidence_tables(outcomes), "", _time_line(outcomes)]
    return "\n".join(parts)


def as_summary(outcomes: Sequence[Outcome], source: str) -> str:
    """The README's table: what a photo of each level of difficulty is worth."""
    head = ["| scenes | photos | fields exact | whole card | wrong, not empty |", f"|{' --- |' * 5}"]
    rows = [
        f"| {name} | {row.photos} | {row.exact} | {row.whole} | {row.wrong} |"
        for name, row in _groupings(outcomes)["scenes"].items()
    ]
    return "\n".join([f"{source[0].upper()}{source[1:]}; 95 % intervals.", "", *head, *rows])


def as_json(outcomes: Sequence[Outcome], source: str) -> Mapping[str, Any]:
    """Everything that the tables say, and every mistake."""
    return {
        "source": source,
        "groups": {
            title: {name: asdict(row) for name, row in groups.items()} for title, groups in _groupings(outcomes).items()
        },
        "fields": {name: {k: asdict(v) for k, v in row.items()} for name, row in _fields(outcomes).items()},
        "confidence": confidence_record(outcomes),
        "seconds": statistics.median(outcome.seconds for outcome in outcomes),
        "mistakes": [_mistake(outcome) for outcome in outcomes if not all(outcome.exact.values())],
    }


def _groupings(outcomes: Sequence[Outcome]) -> Mapping[str, Mapping[str, Row]]:
    conditions = sorted({condition for outcome in outcomes for condition in outcome.conditions} - set(LEVELS))
    return {
        "scenes": {
            "all": row_of(outcomes),
            **{level: row_of(o for o in outcomes if level in o.conditions) for level in LEVELS},
        },
        "document": {kind: row_of(o for o in outcomes if o.kind is kind) for kind in DocumentKind},
        "condition": {name: row_of(o for o in outcomes if name in o.conditions) for name in conditions},
    }


def row_of(group: Iterable[Outcome]) -> Row:
    """Count a group."""
    outcomes = list(group)
    return Row(
        photos=len(outcomes),
        kind=Share.of(o.read_kind is o.kind for o in outcomes),
        exact=Share.of(right for o in outcomes for right in o.exact.values()),
        whole=Share.of(all(o.exact.values()) for o in outcomes),
        empty=Share.of(not o.read.get(field) for o in outcomes for field in o.expected),
        wrong=Share.of(wrong for o in outcomes for wrong in o.wrong.values()),
        card=Share.of(o.card_overlap >= CARD_FOUND for o in outcomes),
        oriented=Share.of(o.oriented for o in outcomes),
        portrait=Share.of(o.portrait_overlap >= PORTRAIT_FOUND for o in outcomes),
        corner_error=statistics.median([o.corner_error for o in outcomes] or [0.0]),
    )


def _head(title: str) -> str:
    names = (
        "photos",
        "type",
        "fields exact",
        "whole card",
        "empty",
        "wrong",
        "card IoU >= 0.95",
        "right way up",
        "portrait IoU >= 0.85",
        "corners",
    )
    return f"| {title} | {' | '.join(names)} |\n|{' --- |' * (len(names) + 1)}"


def _markdown_row(name: str, row: Row) -> str:
    shares = (row.kind, row.exact, row.whole, row.empty, row.wrong, row.card, row.oriented, row.portrait)
    return f"| {name} | {row.photos} | {' | '.join(map(str, shares))} | {100 * row.corner_error:.2f} % |"


def _fields(outcomes: Sequence[Outcome]) -> Mapping[str, Mapping[str, Share]]:
    def share(event: Callable[[Outcome, Any], bool], field: Any) -> Share:
        return Share.of(event(o, field) for o in outcomes if field in o.expected)

    return {
        field.value: {
            "exact": share(lambda o, f: o.exact[f], field),
            "empty": share(lambda o, f: not o.read.get(f), field),
            "wrong": share(lambda o, f: o.wrong[f], field),
        }
        for field in REPORTED_FIELDS
    }


def _field_table(outcomes: Sequence[Outcome]) -> str:
    rows = [f"| {name} | {row['exact']} | {row['empty']} | {row['wrong']} |" for name, row in _fields(outcomes).items()]
    return "\n".join(["| field | exact | empty | wrong |", "| --- | --- | --- | --- |", *rows])


def _time_line(outcomes: Sequence[Outcome]) -> str:
    seconds = statistics.median(outcome.seconds for outcome in outcomes)
    return f"Median time to read one photo while measuring (one thread, shared machine): {seconds:.1f} s."


def _mistake(outcome: Outcome) -> Mapping[str, Any]:
    return {
        "name": outcome.name,
        "conditions": outcome.conditions,
        "kind": outcome.read_kind,
        "card_overlap": round(outcome.card_overlap, 3),
        "fields": {
            field: {"expected": value, "read": outcome.read.get(field, "")}
            for field, value in outcome.expected.items()
            if not outcome.exact[field]
        },
    }
