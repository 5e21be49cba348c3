"""How often was the reading right, empty or wrong: for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from permit_ocr.cli.evaluation.reliability import OperatingPoint, expected_calibration_error, risk_coverage
from permit_ocr.cli.evaluation.score import Judgement, Verdict
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.types import Field


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All photos of a folder, judged."""

    photos: int
    read: Share
    """Photos on which a card was found."""
    kinds: Share
    """Of those whose kind is known, the ones that were taken for it."""
    judgements: Sequence[Judgement]

    def shares(self, field: Field | None = None) -> dict[Verdict, Share]:
        """How many values, of one field or of all, were exact, empty and wrong."""
        verdicts = [judged.verdict for judged in self.judgements if field in (None, judged.field)]
        return {verdict: Share.of(found is verdict for found in verdicts) for verdict in Verdict}

    @property
    def fields(self) -> list[Field]:
        """The fields of which any value is known."""
        known = {judged.field for judged in self.judgements}
        return [field for field in Field if field in known]

    @property
    def risk(self) -> list[OperatingPoint]:
        """What would be answered, and how much of it wrong, if what is less sure than a threshold was left empty."""
        answers = [judged.candidate for judged in self.judgements if judged.candidate]
        return risk_coverage(answers, len(self.judgements))

    @property
    def calibration_error(self) -> float:
        """How far the confidence is from the share that is right, on average."""
        return expected_calibration_error([judged.candidate for judged in self.judgements if judged.candidate])


def to_json(found: Evaluation) -> str:
    """One JSON object. It holds no value of any card."""
    result = {
        "photos": found.photos,
        "read": _share(found.read),
        "kind": _share(found.kinds),
        "all": {verdict.value: _share(share) for verdict, share in found.shares().items()},
        "fields": {
            field.value: {verdict.value: _share(share) for verdict, share in found.shares(field).items()}
            for field in found.fields
        },
        "calibration_error": round(found.calibration_error, 4),
        "risk": [
            {"least_confidence": point.threshold, "answered": round(point.coverage, 4), "wrong": round(point.risk, 4)}
            for point in found.risk
        ],
    }
    return json.dumps(result)


def print_evaluation(found: Evaluation) -> None:
    """Print the tables."""
    console = Console()
    console.print(f"{found.photos} photos; card found on {found.read}; kind right on {found.kinds}", highlight=False)
    table = _table("field", "exact", "empty", "wrong")
    for name, shares in _rows(found):
        table.add_row(name, *(str(share) for share in shares))
    console.print(table)
    console.print(f"Confidence is off by {found.calibration_error:.3f} on average.", highlight=False)
    risk = _table("left empty below", "answered", "of these wrong")
    for point in found.risk:
        risk.add_row(f"{point.threshold}", f"{100 * point.coverage:.1f} %", f"{100 * point.risk:.2f} %")
    console.print(risk)


def _rows(found: Evaluation) -> Iterator[tuple[str, list[Share]]]:
    for field in found.fields:
        yield field.value, list(found.shares(field).values())
    yield "all", list(found.shares().values())


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "count": share.hits,
        "of": share.count,
        "share": round(share.value, 4),
        "95%": [round(low, 4), round(high, 4)],
    }


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    return table
