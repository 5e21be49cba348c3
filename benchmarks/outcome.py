"""What became of one photo: every answer beside the truth."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.overlap import overlap
from benchmarks.specimens import Sample
from permit_ocr.errors import PermitOcrError
from permit_ocr.pipeline import PermitReader
from permit_ocr.types import DocumentKind, Field, PermitReading

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reading of one photo, judged."""

    name: str
    kind: DocumentKind
    conditions: tuple[str, ...]
    expected: Mapping[Field, str]
    read: Mapping[Field, str]
    read_kind: DocumentKind | None
    """``None`` when no permit was found."""
    card_overlap: float
    """Intersection over union of the located and the true card."""
    corner_error: float
    """Mean distance of the corners, as a share of the card's diagonal; infinite when no card was found."""
    portrait_overlap: float
    seconds: float

    @property
    def exact(self) -> Mapping[Field, bool]:
        """Field by field, whether the value is exactly right."""
        return {field: self.read.get(field, "") == value for field, value in self.expected.items()}

    @property
    def wrong(self) -> Mapping[Field, bool]:
        """Field by field, whether a value was given and is not right: the answer that does harm."""
        return {field: self.read.get(field, "") not in ("", value) for field, value in self.expected.items()}


def judge(reader: PermitReader, sample: Sample) -> Outcome:
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
    return Outcome(
        name=sample.name,
        kind=sample.kind,
        conditions=sample.conditions,
        expected={field: sample.expected[field] for field in REPORTED_FIELDS if field in sample.expected},
        read={field: reading.value(field) for field in REPORTED_FIELDS} if found else {},
        read_kind=reading.kind if found else None,
        card_overlap=overlap(reading.card, sample.card) if found else 0.0,
        corner_error=_corner_error(sample, reading) if found else float("inf"),
        portrait_overlap=overlap(portrait.quad, sample.portrait) if portrait else 0.0,
        seconds=seconds,
    )


def _corner_error(sample: Sample, reading: PermitReading) -> float:
    true, found = sample.card.to_array(), reading.card.to_array()
    diagonal = np.linalg.norm(true[2] - true[0])
    return float(np.linalg.norm(found - true, axis=1).mean() / diagonal)
