"""Value objects that the steps of the recipe hand to each other.

Coordinates are pixels of the upright photo (EXIF orientation already applied), x to the right and y down,
unless a name says otherwise. A :class:`Box` is in fractions of the card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""A picture: ``HxWx3 uint8`` in BGR order, as OpenCV has it."""

Points = NDArray[np.float32]
"""Points: ``Nx2 float32``, one ``(x, y)`` a row."""


class DocumentKind(StrEnum):
    """The cards that can be read (documents.py describes each)."""

    EXIT_ENDORSEMENT_HK_MACAO = "exit_endorsement_hk_macao"
    EXIT_ENDORSEMENT_TAIWAN = "exit_endorsement_taiwan"
    HOME_RETURN_PERMIT = "home_return_permit"
    HOME_RETURN_PERMIT_NON_CHINESE = "home_return_permit_non_chinese"
    TAIWAN_COMPATRIOT_PERMIT = "taiwan_compatriot_permit"


class Field(StrEnum):
    """What is printed on a card for a person to read."""

    NAME = "name"
    LATIN_NAME = "latin_name"
    NUMBER = "number"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    VALIDITY = "validity"
    AUTHORITY = "authority"
    PLACE = "place"
    ISSUE_COUNT = "issue_count"
    NATIONALITY = "nationality"


class CheckState(StrEnum):
    """What the machine-readable code says of a field."""

    UNCHECKED = "unchecked"
    """The card carries no code for this field, or the code could not be read."""
    PROVED = "proved"
    """Print and code agree and the check digit holds."""
    REPAIRED = "repaired"
    """The print was misread; the code, whose check digits hold, gave the value."""
    CONTRADICTED = "contradicted"
    """Print and code, both well read, say different things; the field has no value."""


class Point(NamedTuple):
    """A position in pixels."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle in fractions of the card, from the card's upper-left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners, clockwise, starting at the upper-left corner *of the card or text itself*."""

    corners: tuple[Point, Point, Point, Point]

    @classmethod
    def from_array(cls, points: NDArray[np.floating] | NDArray[np.integer]) -> Quad:
        """Take a ``4x2`` array of corners in reading order."""
        a, b, c, d = (Point(float(x), float(y)) for x, y in points)
        return cls((a, b, c, d))

    def to_array(self) -> Points:
        """Give the corners as ``4x2 float32``."""
        return np.array(self.corners, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One recognised line of text, with what is known of each of its characters."""

    text: str
    quad: Quad
    probabilities: tuple[float, ...] = ()
    """Probability of each character, 0..1."""
    positions: tuple[float, ...] = ()
    """Where each character stands along the line: 0 at the left end of the quad, 1 at its right end."""
    alternatives: tuple[Mapping[str, float], ...] = ()
    """What else each character may be, with the probability of each."""

    @property
    def confidence(self) -> float:
        """Mean probability of the characters; 0 for an empty line."""
        return sum(self.probabilities) / len(self.probabilities) if self.probabilities else 0.0

    @property
    def weakest(self) -> float:
        """Probability of the least certain character, spaces aside; 0 for an empty line."""
        printed = (p for c, p in zip(self.text, self.probabilities, strict=True) if c != " ")
        return min(printed, default=0.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a field's reading."""

    weakest: float
    """The recogniser's probability of the least certain character, 0..1."""
    agreeing: int
    """Looks that read this value."""
    differing: int = 0
    """Looks that read another well-formed value."""
    support: int = 0
    """1 when the value's own sense or another field confirms it, -1 when one speaks against it."""


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field as read. An unreadable field has the value ``""``."""

    value: str = ""
    confidence: float = 0.0
    """Probability that ``value`` is right, or would be if it was withheld; calibrated, 0..1."""
    quad: Quad | None = None
    check: CheckState = CheckState.UNCHECKED
    printed: str = ""
    """What the print says as far as it could be read, be it too uncertain to be answered."""
    coded: str = ""
    """What the machine-readable code says, where its check digit holds."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """The holder's main portrait, cut out of the rectified card."""

    jpeg: bytes
    quad: Quad


class WarningKind(StrEnum):
    """What may be wrong with a photo of a card, or with the card (``quality/`` has a detector for each)."""

    COVERED = "covered"
    """Something lies over the card, or a part of it is outside the photo."""
    PHOTOCOPIED = "photocopied"
    """A print of a card, black and white or in colour."""
    RECAPTURED = "recaptured"
    """A screen that shows a card."""
    TAMPERED = "tampered"
    """The picture was edited, or what the card says cannot be."""
    GLARE = "glare"
    """A highlight lies on something that is to be read or seen."""
    BLURRED = "blurred"
    """The print is so blurred that it may be misread."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason for a warning."""

    reason: str
    """What was found, in a word or a few, such as ``"check digit"``; each detector documents its own."""
    strength: float
    """How strongly it speaks for the warning, 0..1, on the scale of the detector's score."""
    quad: Quad | None = None
    """Where it was found, if at one place."""
    field: Field | None = None
    """The field that it concerns, if one."""


@dataclass(frozen=True, slots=True)
class Score:
    """How much speaks for one warning, and what."""

    value: float = 0.0
    """0 where nothing does, 1 where all does; each detector says what it measures."""
    findings: tuple[Finding, ...] = ()
    """The strongest first."""


@dataclass(frozen=True, slots=True)
class PermitReading:
    """All that was read from one card."""

    kind: DocumentKind
    card: Quad
    fields: Mapping[Field, FieldReading]
    portrait: Portrait | None = None
    machine_code: str = ""
    """The machine-readable line as far as its check digits hold, or ``""``."""
    residual: float = 0.0
    """Median distance of the printed texts from their places in the layout, in card heights."""
    scores: Mapping[WarningKind, Score] = field(default_factory=dict["WarningKind", "Score"])
    """How much speaks for each warning; empty where warnings are off."""
    warnings: tuple[WarningKind, ...] | None = None
    """The warnings that the policy gives for these scores; ``None`` where warnings are off."""
    stages: Mapping[str, float] = field(default_factory=dict[str, float])
    """Seconds that each step took."""

    def value(self, name: Field) -> str:
        """The value of a field, ``""`` where it is absent or unreadable."""
        reading = self.fields.get(name)
        return reading.value if reading else ""
