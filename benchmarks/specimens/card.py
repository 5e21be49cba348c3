"""Draws a whole card: ground, artwork, portrait, and everything that is written on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from benchmarks.specimens import motifs
from benchmarks.specimens.faces import draw_face
from benchmarks.specimens.finish import finish
from benchmarks.specimens.ground import CARD_HEIGHT, CARD_WIDTH, draw_ground
from benchmarks.specimens.holders import draw_holder
from benchmarks.specimens.ink import Mask
from benchmarks.specimens.lettering import Press
from benchmarks.specimens.portraits import frame_portrait, print_ghost, print_portrait
from benchmarks.specimens.split import Split, random_for
from benchmarks.specimens.style import colour, draw_style, resized, strayed
from permit_ocr.permits.documents import DOCUMENTS, Document
from permit_ocr.types import Box, DocumentKind, Field, Image

_CORNER_RADIUS = round(3.18 / 85.6 * CARD_WIDTH)
"""Corner radius of an ID-1 card in pixels (ISO/IEC 7810: 2.88 to 3.48 mm)."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the pictures come from that the package does not ship."""

    faces: Path | None = None
    """A folder of square face photos ``*.jpg``; without one, the shipped face is used."""
    scenes: Path | None = None
    """A folder of photos of cards with ``quads.json``; without one, all scenes are drawn."""


SHIPPED = Sources()
"""Nothing but what the package ships."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """One flat, upright card and the truth about it. Boxes are fractions of the card."""

    kind: DocumentKind
    split: Split
    index: int
    image: Image
    """``1276x2022x3 uint8`` BGR: 600 dpi."""
    mask: Mask
    """``1276x2022 uint8``: 255 on the card, 0 outside its rounded corners."""
    values: Mapping[Field, str]
    """The values in printed form."""
    boxes: Mapping[Field, Box]
    """The ink of each value."""
    portrait: Box
    machine_code: str
    """The code line on the front, or ``""`` where the document has none."""


def draw_specimen(kind: DocumentKind, split: Split, index: int, sources: Sources = SHIPPED) -> Specimen:
    """Draw the card number ``index`` of a split; the same arguments always give the same card."""
    holder = draw_holder(kind, random_for(split, index, "holder"), split)
    random = random_for(split, index, "card")
    document, style = DOCUMENTS[kind], draw_style(kind, random, split)
    image = draw_ground(style, (motifs.wall(random), motifs.flower(random)), random)
    _print_mark(image, document, random)
    face = draw_face(sources.faces, split, random, holder.values[Field.SEX])
    portrait = resized(strayed(document.portrait, style, random), style.portrait_size)
    print_portrait(image, face, portrait, borderless=style.borderless, random=random)
    if style.framed and not style.borderless:
        frame_portrait(image, portrait, style.label)
    print_ghost(image, face, strayed(document.ghost_portrait, style, random), float(random.random()))
    boxes = Press(image, style, split, random).print_all(document, holder)
    image = finish(image, random)
    return Specimen(kind, split, index, image, card_mask(), holder.values, boxes, portrait, holder.machine_code)


@lru_cache
def card_mask() -> Mask:
    """Give the outline of a card as a mask ``1276x2022``, 255 inside."""
    mask = np.zeros((CARD_HEIGHT, CARD_WIDTH), np.uint8)
    radius, right, bottom = _CORNER_RADIUS, CARD_WIDTH - 1, CARD_HEIGHT - 1
    cv2.rectangle(mask, (radius, 0), (right - radius, bottom), (255,), -1)
    cv2.rectangle(mask, (0, radius), (right, bottom - radius), (255,), -1)
    for x in (radius, right - radius):
        for y in (radius, bottom - radius):
            cv2.circle(mask, (x, y), radius, (255,), -1)
    mask.setflags(write=False)
    return mask


def _print_mark(image: Image, document: Document, random: np.random.Generator) -> None:
    """Print a seal before the title (exit-endorsement cards), or the chip symbol behind it."""
    red = colour(float(random.uniform(345, 375)), 0.7, 0.7)
    if document.machine_code:
        motifs.seal(image, red, 0.105, 0.13)
    else:
        motifs.chip(image, red, document.title.box.x1 + 0.07, 0.105)
