"""The whole of a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from permit_ocr.types.fields import DocumentKind, Field, FieldReading
from permit_ocr.types.shapes import Quad
from permit_ocr.types.warnings import Score, WarningKind


@dataclass(frozen=True, slots=True)
class Portrait:
    """The holder's main portrait, cut out of the rectified card."""

    jpeg: bytes
    quad: Quad


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
    size: tuple[int, int] = (0, 0)
    """Width and height of the upright photo."""
    stages: Mapping[str, float] = field(default_factory=dict[str, float])
    """Seconds that each step took."""

    def value(self, name: Field) -> str:
        """The value of a field, ``""`` where it is absent or unreadable."""
        reading = self.fields.get(name)
        return reading.value if reading else ""
