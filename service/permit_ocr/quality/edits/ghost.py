"""The small, faint second portrait against the large one.

Both are prints of one photograph, so that the small one, wherever it can be seen, correlates with the large one down
to the features of the face. They are first brought to cover each other by the whole head, then compared by the band
of detail in which eyes, nose and mouth lie, within the face alone: outlines of heads are much alike. What is printed
across the small one is taken away before: characters by their blackness, fine lines by closing them in both. Where
lines are so dense that closing leaves little of the face, both are more alike as they are: the better fit counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from permit_ocr.permits.documents import CARD_ASPECT, DOCUMENTS
from permit_ocr.quality.edits.ghost_fit import Grey, band_of, best_fit, closed_over, part_of, resized
from permit_ocr.quality.edits.ghost_parts import apart
from permit_ocr.quality.findings import ramp
from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import window
from permit_ocr.types import Box

WIDTH = 56
"""Width in pixels at which faces are compared: a ghost 9 mm wide shows no more."""

STRAY = (0.022, 0.03)
"""How far a ghost may stand from its place, in card sizes."""

SIZES = (0.9, 0.94, 0.97, 1.0, 1.03, 1.06, 1.1)
"""Sizes that are tried, in sizes of the ghost's box."""

HEAD_BAND, FACE_BAND = (1.5, 6.0), (1.4, 4.0)
"""Pairs of blurs, in pixels at ``WIDTH``, between which the head's form and the face's features lie."""

LEAST_LIKENESS = 0.6
"""Correlation of the heads below which there may be no ghost there at all: of 78 exchanged portraits of the tuning
split three have less."""

FEATURES = ("head", "face", "apart")
"""The regression's inputs: by how much Fisher's z of each correlation falls short of 1.5, which it rarely does where
the ghost is well to be seen, and how far the parts of the head are from their places; less where little of it is to be
seen."""

LEAST_WIDTH = 40
"""Width of a ghost in the photo, in pixels, below which print across it cannot be told from the face."""

BURNT, MOST_BURNT = 250, 0.08
"""Grey level from which light has taken the picture away, and the share of the ghost's surroundings that it may have
taken: three of the eight of 366 genuine tuning photos that were called tampered for their ghost had a highlight there,
and none of 48 exchanged ones."""

INK, CHARACTER = 0.15, 9
"""By what share characters are darker than the ground that closes over them, and the width of what closes, in pixels at
``WIDTH``: a ghost's own pupils and brows stay lighter. Of 552 genuine photos, 13 of the 14 whose portraits were least
alike showed cards that somebody else had drawn with a line of print across the ghost."""

LINES = 7
"""Width of what closes over fine dark lines, in pixels at ``WIDTH``. Of 48 portraits exchanged in tuning photos, none
is less like its ghost than all but 1 % of 552 genuine ones are, without this and ``INK``; 81 % are with both. Of 78
among 712, 60 % are less like than all but 0.5 % if only closed ones are compared, and 74 % if the better fit counts."""

DETAIL = (2.4, 3.4)
"""Standard deviations of the detail in the ghost's face, in grey levels, up to which noise, compression and lines drown
it, and from which it says all. Of genuine photos it is 2.8 to 4.1 on every other one; of 22 that correlate badly, 1.2
to 2.3 on half of them. Of 177 genuine photos of cards that a third had drawn, with faint small portraits that
characters cross or none at all, 12 had looked exchanged from (1.6, 2.8) on and a likeness of 0.45, and none does now;
of 78 exchanged ones of the tuning split 27 do where 45 did."""

_HEAD, _FACE = Box(0.12, 0.1, 0.88, 0.86), Box(0.24, 0.25, 0.76, 0.72)
"""Parts of the portrait."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much the portraits resemble each other, as correlations."""

    head: float
    face: float
    detail: float
    """Standard deviation of the detail in the ghost's face, in grey levels."""
    at: tuple[float, tuple[int, int]]
    """Size at which the large head fits best, and where the corner of the large portrait lies in the ghost's ground."""
    apart: float = 0.0
    """How far the parts of the head are from their places; 0 where head and face are alike."""

    @property
    def features(self) -> tuple[float, float, float]:
        """How far the portraits are from likeness, as FEATURES names it."""
        seen = ramp(self.detail, *DETAIL)
        return seen * _shortfall(self.head), seen * _shortfall(self.face), seen * self.apart


def _shortfall(correlation: float) -> float:
    return max(1.5 - math.atanh(min(max(correlation, 0.0), 0.995)), 0.0)


def compare(view: CardView) -> Likeness | None:
    """Compare the portraits; ``None`` where not both are to be seen, the large one whole."""
    main = view.portrait
    if main is None or view.kind is None:
        return None
    place = DOCUMENTS[view.kind].ghost_portrait
    height = round(WIDTH * (place.y1 - place.y0) / (place.x1 - place.x0) / CARD_ASPECT)
    middle = _middle(main, place)
    large = _cut(view, middle, round(height * CARD_ASPECT * (middle.x1 - middle.x0) / (middle.y1 - middle.y0)), height)
    dx, dy = STRAY
    room = Box(place.x0 - dx, place.y0 - dy, place.x1 + dx, place.y1 + dy)
    grown = round(WIDTH * (1 + 2 * dx / (place.x1 - place.x0))), round(height * (1 + 2 * dy / (place.y1 - place.y0)))
    small = _cut(view, room, *grown)
    if large is None or small is None or view.native_width * (place.x1 - place.x0) < LEAST_WIDTH:
        return None
    if float((small >= BURNT).mean()) > MOST_BURNT:
        return None
    closed = _likeness(closed_over(large, LINES), closed_over(_without_ink(small), LINES))
    if closed is None or not any(closed.features):
        return closed
    as_it_is = _likeness(large, small)
    return _better(closed, as_it_is, apart(large, small, *as_it_is.at)) if as_it_is else closed


def _better(closed: Likeness, as_it_is: Likeness, parts: float) -> Likeness:
    head, face = max(closed.head, as_it_is.head), max(closed.face, as_it_is.face)
    return replace(closed, head=head, face=face, apart=parts)


def _likeness(large: Grey, small: Grey) -> Likeness | None:
    ground = band_of(small, HEAD_BAND)
    head, size, corner = max(_found(large, ground, size) for size in SIZES)
    if head < LEAST_LIKENESS:
        return None
    detail = band_of(small, FACE_BAND)
    turns = (_face(large, detail, size + more, corner) for more in (-0.03, -0.015, 0.0, 0.015, 0.03))
    return Likeness(head, *max(turns), (size, corner))


def _found(large: Grey, ground: Grey, size: float) -> tuple[float, float, tuple[int, int]]:
    """How well the large head fits into the ghost's ground at a size, and where its upper-left corner comes to lie."""
    scaled = band_of(resized(large, size), HEAD_BAND)
    part, (x, y) = part_of(scaled, _HEAD)
    fit, (left, top) = best_fit(ground, part)
    return fit, size, (left - x, top - y)


def _face(large: Grey, detail: Grey, size: float, corner: tuple[int, int]) -> tuple[float, float]:
    """How well the large face fits into the ghost's at a size, and how much detail the ghost has there."""
    part, (x, y) = part_of(band_of(resized(large, size), FACE_BAND), _FACE)
    left, top = max(0, corner[0] + x - 3), max(0, corner[1] + y - 3)
    near = detail[top : top + part.shape[0] + 6, left : left + part.shape[1] + 6]
    fit, (x, y) = best_fit(near, part)
    own = near[y : y + part.shape[0], x : x + part.shape[1]]
    return fit, float(own.std()) if own.size else 0.0


def _without_ink(picture: Grey) -> Grey:
    """Fill dark characters, and what is next to them, with the ground that closes over them."""
    ground = closed_over(picture, CHARACTER)
    inked = cv2.dilate((picture < (1 - INK) * ground).astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.where(inked > 0, ground, picture)


def _middle(box: Box, model: Box) -> Box:
    """A portrait's middle, no broader by its height than the ghost: both show the head at one share of their height."""
    half = min(box.x1 - box.x0, (box.y1 - box.y0) * (model.x1 - model.x0) / (model.y1 - model.y0)) / 2
    centre = (box.x0 + box.x1) / 2
    return Box(centre - half, box.y0, centre + half, box.y1)


def _cut(view: CardView, box: Box, width: int, height: int) -> Grey | None:
    """A part of the rectified card in grey, at a given size."""
    left, top, right, bottom = window(view, box)
    part = view.card.image[top:bottom, left:right]
    if min(part.shape[:2]) < 8:
        return None
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    how = cv2.INTER_AREA if part.shape[1] > width else cv2.INTER_LINEAR
    return cv2.resize(grey, (width, height), interpolation=how).astype(np.float32)
