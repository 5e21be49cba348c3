"""What the confidences were worth, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.outcome import REPORTED_FIELDS, Outcome
from permit_ocr.cli.evaluation.reliability import (
    Answer,
    Bin,
    OperatingPoint,
    expected_calibration_error,
    reliability,
    risk_coverage,
)
from permit_ocr.types import Field


def confidence_tables(outcomes: Sequence[Outcome]) -> list[str]:
    """Markdown: calibration error by field, reliability diagram, risk and coverage."""
    answers = _answers(outcomes, REPORTED_FIELDS)
    errors = ", ".join(f"{name} {error:.3f}" for name, error in _errors(outcomes).items())
    return [
        f"Expected calibration error: {expected_calibration_error(answers):.3f} over all fields; {errors}.",
        "",
        "| confidence | answers | mean confidence | right |",
        "| --- | --- | --- | --- |",
        *map(_bin_row, reliability(answers)),
        "",
        "| left empty below | answered | of these wrong |",
        "| --- | --- | --- |",
        *map(_point_row, risk_coverage(answers, _asked(outcomes))),
    ]


def confidence_record(outcomes: Sequence[Outcome]) -> Mapping[str, Any]:
    """The same for programs."""
    answers = _answers(outcomes, REPORTED_FIELDS)
    return {
        "expected_calibration_error": {"all": expected_calibration_error(answers), **_errors(outcomes)},
        "reliability": [asdict(found) for found in reliability(answers)],
        "risk_coverage": [asdict(point) for point in risk_coverage(answers, _asked(outcomes))],
    }


def _answers(outcomes: Iterable[Outcome], fields: Iterable[Field]) -> list[Answer]:
    return [o.candidates[field] for o in outcomes for field in fields if field in o.candidates]


def _errors(outcomes: Sequence[Outcome]) -> Mapping[str, float]:
    return {field.value: expected_calibration_error(_answers(outcomes, [field])) for field in REPORTED_FIELDS}


def _asked(outcomes: Iterable[Outcome]) -> int:
    return sum(len(outcome.expected) for outcome in outcomes)


def _bin_row(found: Bin) -> str:
    return f"| {found.low}-{found.high} | {found.count} | {found.confidence:.3f} | {found.right:.3f} |"


def _point_row(point: OperatingPoint) -> str:
    return f"| {point.threshold} | {100 * point.coverage:.1f} % | {100 * point.risk:.2f} % |"
