"""What is printed on a card, and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from permit_ocr.types.shapes import Quad


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
    impossible: str = ""
    """What the print says where that is plain to read and cannot be, such as a 30th of February; else ``""``. Nothing
    counts as printed then, and the evidence is that for this text."""
