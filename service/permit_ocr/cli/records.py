"""What was read, as JSON for programs."""

from __future__ import annotations

import json
from typing import Any

from permit_ocr.cli.outcome import Failure, Outcome
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.types import FieldReading, Finding, PermitReading, Quad, Score


def to_json(outcome: Outcome) -> str:
    """One photo as one line of JSON."""
    return json.dumps(to_record(str(outcome.photo), outcome.reading, outcome.failure), ensure_ascii=False)


def to_record(photo: str, reading: PermitReading | None, failure: Failure | None) -> dict[str, Any]:
    """What came of a photo, as plain values."""
    record: dict[str, Any] = {"file": photo}
    if reading:
        record |= _reading(reading)
    if failure:
        record["error"] = {"code": failure.code, "message": failure.message}
    return record


def _reading(reading: PermitReading) -> dict[str, Any]:
    return {
        "kind": reading.kind.value,
        "type": DOCUMENTS[reading.kind].title.text,
        "card": _quad(reading.card),
        "fields": {name.value: _field(field) for name, field in reading.fields.items()},
        "machine_code": reading.machine_code,
        "residual": round(reading.residual, 4),
        "portrait": _quad(reading.portrait.quad) if reading.portrait else None,
        "warnings": None if reading.warnings is None else [kind.value for kind in reading.warnings],
        "scores": {kind.value: _score(score) for kind, score in reading.scores.items()},
    }


def _field(field: FieldReading) -> dict[str, Any]:
    return {
        "value": field.value,
        "confidence": round(field.confidence, 4),
        "check": field.check.value,
        "printed": field.printed,
        "coded": field.coded,
        "quad": _quad(field.quad),
    }


def _score(score: Score) -> dict[str, Any]:
    return {"score": round(score.value, 4), "findings": [_finding(finding) for finding in score.findings]}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "reason": finding.reason,
        "strength": round(finding.strength, 4),
        "field": finding.field.value if finding.field else None,
        "quad": _quad(finding.quad),
    }


def _quad(quad: Quad | None) -> list[list[float]] | None:
    return [[round(x, 1), round(y, 1)] for x, y in quad.corners] if quad else None
