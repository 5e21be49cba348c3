"""What the service said of one photo, beside what it deserved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.attacks.attack import Staged
from benchmarks.outcome import REPORTED_FIELDS
from benchmarks.warnings.plan import Shot
from permit_ocr.errors import PermitOcrError
from permit_ocr.pipeline import PermitReader
from permit_ocr.types import CheckState, PermitReading, WarningKind


@dataclass(frozen=True, slots=True)
class Trial:
    """One photo, judged."""

    name: str
    species: str
    severity: str
    deserved: frozenset[WarningKind]
    excused: frozenset[WarningKind]
    scores: Mapping[WarningKind, float]
    """Empty where the photo was refused: nothing was answered, and no warning was due."""
    warned: frozenset[WarningKind]
    misread: bool
    """Whether some field was not read as it is printed, however unsure the reader was of it."""
    seconds: Mapping[str, float]
    """Of each step of reading."""

    @property
    def refused(self) -> bool:
        """Whether no permit was found in the photo."""
        return not self.scores


def judge(reader: PermitReader, shot: Shot) -> Trial:
    """Take a shot, read it, and keep what it deserved and got."""
    staged = shot.take()
    try:
        reading = reader.read(staged.sample.jpeg)
    except PermitOcrError:
        reading = None
    return Trial(
        name=shot.name,
        species=shot.species,
        severity=shot.case.severity.value,
        deserved=staged.deserved,
        excused=staged.excused,
        scores={kind: score.value for kind, score in reading.scores.items()} if reading else {},
        warned=frozenset(reading.warnings or ()) if reading else frozenset(),
        misread=_misread(staged, reading),
        seconds=reading.stages if reading else {},
    )


def _misread(staged: Staged, reading: PermitReading | None) -> bool:
    if reading is None:
        return True
    fields = [field for field in REPORTED_FIELDS if field in staged.sample.visible]
    found = {field: reading.fields.get(field) for field in fields}
    return any(
        read is None or (read.printed != staged.sample.expected[field] and read.check is not CheckState.REPAIRED)
        for field, read in found.items()
    )
