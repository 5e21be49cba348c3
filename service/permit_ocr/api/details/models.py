"""The shapes of requests and answers: what the OpenAPI document says, and what every answer is checked against.

Coordinates are pixels of the upright photo, x to the right and y down, with its EXIF orientation applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Described

from permit_ocr.api.language import Language
from permit_ocr.types import CheckState, DocumentKind, Field, WarningKind

VERSION = 1
"""Raised when a name or a meaning changes; something more is no change."""

Corner = tuple[float, float]
Corners = Annotated[
    tuple[Corner, Corner, Corner, Corner],
    Described(description="Four corners (x, y), clockwise from the upper left one of the card or text itself."),
]
Share = Annotated[float, Described(ge=0, le=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class PhotoRequest(_Shape):
    """A photo to read, as JSON: either ``image_base64`` or ``image_url``."""

    model_config = ConfigDict(strict=True)

    image_base64: str | None = None
    """A PNG or JPEG in base64."""
    image_url: str | None = None
    """Where the service is to fetch it."""
    portrait: bool = False
    """Whether the answer has the portrait's picture."""
    vendor: bool = False
    """Whether the answer has what the vendor's route would say."""


class EvidenceDetails(_Shape):
    """What speaks for and against a value."""

    weakest: Share
    """Probability of the least certain character."""
    agreeing: int
    """Looks that read this value."""
    differing: int
    """Looks that read another well-formed value."""
    support: Literal[-1, 0, 1]
    """1 where another field confirms the value, -1 where one speaks against it."""


class FieldDetails(_Shape):
    """One field."""

    value: str
    """``""`` where it cannot be read surely."""
    confidence: Share
    """Probability that the value is right."""
    check: CheckState
    """What the machine-readable line says: ``proved``, ``repaired``, ``contradicted``, or ``unchecked``."""
    printed: str
    """What the print says, be it too uncertain to be the value."""
    coded: str
    """What the machine-readable line says, where its check digit holds."""
    quad: Corners | None
    evidence: EvidenceDetails | None


class FindingDetails(_Shape):
    """One reason for a warning."""

    reason: str
    strength: Share
    field: Field | None
    quad: Corners | None


class ScoreDetails(_Shape):
    """How much speaks for one warning, given or not."""

    code: int
    """The vendor's code of this warning."""
    score: Share
    findings: list[FindingDetails]
    """The strongest first."""


class PortraitDetails(_Shape):
    """The holder's portrait."""

    quad: Corners
    jpeg_base64: str | None
    """The picture, where the request asks for it."""


class PermitDetails(_Shape):
    """All that was read from one card."""

    version: Literal[1] = VERSION
    request_id: str
    kind: DocumentKind
    type: str
    """The title printed on the card."""
    english_type: str
    """The same in English."""
    size: tuple[int, int]
    """Width and height of the upright photo."""
    card: Corners
    fields: Mapping[Field, FieldDetails]
    machine_code: str
    """The machine-readable line as far as its check digits hold, or ``""``."""
    residual: float
    """Median distance of the printed texts from their places in the layout, in card heights."""
    portrait: PortraitDetails | None
    warnings: list[WarningKind] | None
    """Those given; ``null`` where warnings are switched off."""
    scores: Mapping[WarningKind, ScoreDetails]
    stages: Mapping[str, float]
    """Seconds that each step took."""
    vendor: Mapping[Language, Mapping[str, Any]] | None
    """The vendor's answer in both languages, where the request asks for it."""


class ProblemDetails(_Shape):
    """Why there is no reading (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    """Stable, for programs."""
    request_id: str
