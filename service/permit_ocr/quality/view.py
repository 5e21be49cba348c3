"""What the detectors look at: the photo as it came, the card at its own resolution, and what was read where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.imaging.geometry import bounding_box, box_quad, side_lengths
from permit_ocr.permits.documents import CARD_ASPECT, Document
from permit_ocr.permits.machine_code import MachineCode
from permit_ocr.quality.ink import tightened
from permit_ocr.types import Box, DocumentKind, Field, FieldReading, Image, Quad

T = TypeVar("T")

LEAST_WIDTH, MOST_WIDTH = 480, 1920
"""Bounds, in pixels, of the width at which the card is rectified: its own in the photo where that lies within."""

MARGIN = 0.06
"""Surroundings that are rectified along with the card, in card heights."""


@dataclass(frozen=True, slots=True)
class Region:
    """Something on the card that is to be read or seen."""

    name: str
    """A field's name, ``"portrait"`` or ``"machine_code"``."""
    box: Box
    """The ink, in fractions of the card."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class CardView:
    """One card in one photo, for the detectors.

    The photo is as it was decoded: neither brightened nor smoothed for the text models.
    """

    photo: Image
    quad: Quad
    """The outline, in pixels of the photo; corners may lie outside it."""
    card: RectifiedCard
    """The card at its own resolution (within bounds), with ``MARGIN`` of surroundings."""
    regions: Sequence[Region]
    """All that is to be read or seen: each field's ink where it was read, else its place in the layout; the
    portrait; the code line."""
    kind: DocumentKind | None = None
    """``None`` for a card of another kind, whose fields are not known."""
    fields: Mapping[Field, FieldReading] = field(default_factory=dict[Field, FieldReading])
    """What was read and checked, before anything was withheld; quads in fractions of the card."""
    code: MachineCode | None = None

    @property
    def native_width(self) -> float:
        """Mean length of the card's upper and lower edge in the photo, in pixels."""
        return side_lengths(self.quad)[0]

    @property
    def portrait(self) -> Box | None:
        """Where the portrait is, in fractions of the card; ``None`` unless the photo shows all of it."""
        box = next((region.box for region in self.regions if region.name == "portrait"), None)
        return box if box and self.card.shows(box_quad(box)) else None


def once_per_view(step: Callable[[CardView], T]) -> Callable[[CardView], T]:
    """Make a step of several detectors run once for each view, and forget its result along with the view."""
    known: WeakKeyDictionary[CardView, T] = WeakKeyDictionary()

    @wraps(step)
    def once(view: CardView) -> T:
        if view not in known:
            known[view] = step(view)
        return known[view]

    return once


def look(photo: Image, quad: Quad) -> RectifiedCard:
    """Rectify a card at its own resolution, with its surroundings."""
    width = min(max(round(side_lengths(quad)[0]), LEAST_WIDTH), MOST_WIDTH)
    return rectify(photo, quad, CARD_ASPECT, MARGIN, width)


def regions_of(
    card: RectifiedCard,
    document: Document,
    fields: Mapping[Field, FieldReading],
    places: Mapping[Field, Box],
    portrait: Box,
) -> list[Region]:
    """All that is to be read or seen on a permit: ``places`` says where a field belongs that was not found."""
    read = {name: field.quad for name, field in fields.items() if field.printed and field.quad}
    lines = {name.value: tightened(card, bounding_box(quad)) for name, quad in read.items()}
    lines |= {name.value: box for name, box in places.items() if name not in read and name not in document.optional}
    if document.machine_code:
        lines["machine_code"] = tightened(card, document.machine_code.box)
    return [*(Region(name, box) for name, box in lines.items()), Region("portrait", portrait)]
