"""A reading beside what the photo shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from permit_ocr.cli.evaluation.labels import Label
from permit_ocr.cli.evaluation.reliability import Answer
from permit_ocr.types import CheckState, Field, FieldReading, PermitReading


class Verdict(StrEnum):
    """What became of a field."""

    EXACT = "exact"
    EMPTY = "empty"
    """Nothing was answered: somebody has to look."""
    WRONG = "wrong"
    """Something else was answered: the error that does harm."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One field of one photo."""

    photo: str
    field: Field
    verdict: Verdict
    expected: str
    answered: str
    candidate: Answer | None
    """How sure the reading was, be it withheld, and whether it was right; ``None`` where there was none."""


def judge(label: Label, reading: PermitReading | None) -> list[Judgement]:
    """Compare every field whose value is known; a photo without a reading leaves all of them empty."""
    fields: Mapping[Field, FieldReading] = reading.fields if reading else {}
    return [
        _judge(str(label.photo), name, expected, fields.get(name, FieldReading()))
        for name, expected in label.fields.items()
    ]


def _judge(photo: str, name: Field, expected: str, read: FieldReading) -> Judgement:
    candidate = read.value or ("" if read.check is CheckState.CONTRADICTED else read.printed)
    sure = Answer(read.confidence, candidate == expected) if candidate else None
    return Judgement(photo, name, _verdict(expected, read.value), expected, read.value, sure)


def _verdict(expected: str, answered: str) -> Verdict:
    if answered == expected:
        return Verdict.EXACT
    return Verdict.WRONG if answered else Verdict.EMPTY
