"""A reading as plain values: the one place that says how what was read is written in JSON.

Coordinates are pixels of the upright photo, to a tenth; corners are clockwise from the upper left one of the card or
text itself. Probabilities, scores and strengths are 0 to 1.
"""

from __future__ import annotations

from typing import Any

from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.types import Evidence, FieldReading, Finding, PermitReading, Quad, Score


def to_plain(reading: PermitReading) -> dict[str, Any]:
    """All of a reading but the portrait's picture and the times of its steps, as values that JSON has."""
    return {
        "kind": reading.kind.value,
        "type": DOCUMENTS[reading.kind].title.text,
        "size": list(reading.size),
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
        "evidence": _evidence(field.evidence) if field.evidence else None,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "weakest": round(evidence.weakest, 4),
        "agreeing": evidence.agreeing,
        "differing": evidence.differing,
        "support": evidence.support,
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
