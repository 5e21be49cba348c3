"""What may be wrong with a photo, and how much speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from permit_ocr.types.fields import Field
from permit_ocr.types.shapes import Quad


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
