"""What became of one photo: every answer beside the truth."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.overlap import overlap
from benchmarks.specimens import Sample
from permit_ocr.cli.evaluation.reliability import Answer
from permit_ocr.errors import PermitOcrError
from permit_ocr.serving.held import Reader
from permit_ocr.types import CheckState, DocumentKind, Field, PermitReading

REPORTED_FIELDS = (
    Field.NAME,
    Field.LATIN_NAME,
    Field.NUMBER,
    Field.SEX,
    Field.BIRTH_DATE,
    Field.VALIDITY,
    Field.AUTHORITY,
    Field.PLACE,
)
"""The fields that the vendor's API answers."""


RIGHT_WAY_UP = 0.25
"""Mean distance of the corners, as a share of the diagonal, that no card has which was found the right way up, and
that every other has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reading of one photo, judged."""

    name: str
    kind: DocumentKind
    conditions: tuple[str, ...]
    expected: Mapping[Field, str]
    """The true values of the fields that the photo shows whole."""
    hidden: Mapping[Field, str]
    """Those of the fields that the frame cuts off: nothing need be read, but nothing wrong may be."""
    read: Mapping[Field, str]
    candidates: Mapping[Field, Answer]
    """How sure each field was that could be read at all, answered or not, and whether it was right."""
    read_kind: DocumentKind | None
    """``None`` when no permit was found."""
    card_overlap: float
    """Intersection over union of the located and the true card."""
    corner_error: float
    """Mean distance of the corners, as a share of the card's diagonal; infinite when no card was found."""
    portrait_overlap: float
    seconds: float
    stages: Mapping[str, float]
    """Seconds of each step of the recipe."""

    @property
    def exact(self) -> Mapping[Field, bool]:
        """Field by field, whether the value is exactly right."""
        return {field: self.read.get(field, "") == value for field, value in self.expected.items()}

    @property
    def wrong(self) -> Mapping[Field, bool]:
        """Field by field, whether a value was given and is not right: the answer that does harm."""
        true = {**self.expected, **self.hidden}
        return {field: self.read.get(field, "") not in ("", value) for field, value in true.items()}

    @property
    def oriented(self) -> bool:
        """Whether the card was found the right way up."""
        return self.corner_error < RIGHT_WAY_UP


def judge(reader: Reader, sample: Sample) -> Outcome:
    """Read a sample's photo and compare with its truth."""
    begin = time.perf_counter()
    try:
        reading = reader.read(sample.jpeg)
    except PermitOcrError:
        reading = None
    return _outcome(sample, reading, time.perf_counter() - begin)


def _outcome(sample: Sample, reading: PermitReading | None, seconds: float) -> Outcome:
    found = reading is not None
    portrait = reading.portrait if reading else None
    true = {field: sample.expected[field] for field in REPORTED_FIELDS if field in sample.expected}
    expected = {field: value for field, value in true.items() if field in sample.visible}
    return Outcome(
        name=sample.name,
        kind=sample.kind,
        conditions=sample.conditions,
        expected=expected,
        hidden={field: value for field, value in true.items() if field not in expected},
        read={field: reading.value(field) for field in REPORTED_FIELDS} if found else {},
        candidates=_candidates(reading, expected) if found else {},
        read_kind=reading.kind if found else None,
        card_overlap=overlap(reading.card, sample.card) if found else 0.0,
        corner_error=_corner_error(sample, reading) if found else float("inf"),
        portrait_overlap=overlap(portrait.quad, sample.portrait) if portrait else 0.0,
        seconds=seconds,
        stages=reading.stages if reading else {},
    )


def _candidates(reading: PermitReading, expected: Mapping[Field, str]) -> Mapping[Field, Answer]:
    """What was read of each field, the withheld included; what print and code contradict is no candidate."""
    fields = {field: reading.fields.get(field) for field in expected}
    return {
        field: Answer(found.confidence, (found.value or found.printed) == expected[field])
        for field, found in fields.items()
        if found and (found.value or found.printed) and found.check is not CheckState.CONTRADICTED
    }


def _corner_error(sample: Sample, reading: PermitReading) -> float:
    true, found = sample.card.to_array(), reading.card.to_array()
    diagonal = np.linalg.norm(true[2] - true[0])
    return float(np.linalg.norm(found - true, axis=1).mean() / diagonal)
