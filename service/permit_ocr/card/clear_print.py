"""Finds and reads the print of a card that is seen straight on: as it is, and smoothed where that is not clear.

Where a card is small, dark or noisy, specks as large as strokes hide its print from the detector, though eyes see it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np

from permit_ocr.card.needed import Print, read_all
from permit_ocr.card.places import fitting
from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.imaging.geometry import Homography
from permit_ocr.permits.identify import Sighting
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import find_upright
from permit_ocr.types import Quad, TextLine

DETAIL = 0.5
"""Scale at which lines are detected: 640 pixels for the card, at which the smallest labels are 13 high."""

SOFT, SOFT_DETAIL = 2.0, 0.35
"""Radius in pixels of the smoothing, and the scale at which lines are detected then. Of eight cards that were not found
on 669 hard photos of the tuning split it brings back three; the others are hardly legible to the eye. Larger radii and
the usual scale bring back fewer, a median filter as many in twice the time."""

LEGIBLE, LEGIBLE_LENGTH = 0.9, 4
"""Mean probability and length of a line that was read well."""

OTHER_DOCUMENT = 6
"""How many such lines make sure that another document was read, which looks no different larger or smoother."""

Reader = Callable[[TextEngine, RectifiedCard, Sequence[Quad]], Print]


class Seen(NamedTuple):
    """What was found and read on a card, in pixels of its picture, and the document that it names."""

    lines: list[Quad]
    printed: Print
    sighting: Sighting | None


def read_clearly(engine: TextEngine, card: RectifiedCard, read: Reader) -> Seen:
    """Find and read the lines on a card; of a card that is not clear, smoothed where that tells more."""
    plain = _read(engine, card, read, DETAIL)
    if _is_clear(plain, card.to_card):
        return plain
    soft = cv2.GaussianBlur(card.image, (0, 0), SOFT).astype(np.uint8, copy=False)
    return max(plain, _read(engine, replace(card, image=soft), read_all, SOFT_DETAIL), key=_worth)


def _read(engine: TextEngine, card: RectifiedCard, read: Reader, detail: float) -> Seen:
    lines = find_upright(engine, card.image, detail)
    printed = read(engine, card, lines)
    return Seen(lines, printed, printed.identify())


def _is_clear(seen: Seen, to_card: Homography) -> bool:
    """Whether smoothing would tell no more: the permit is certain, or it is another document that was read."""
    if seen.sighting and seen.sighting.certain and fitting(seen.sighting, to_card):
        return True
    return sum(map(is_legible, seen.printed.lines)) >= OTHER_DOCUMENT


def _worth(seen: Seen) -> tuple[float, int]:
    return (seen.sighting.evidence, len(seen.sighting.points[0])) if seen.sighting else (0.0, 0)


def is_legible(line: TextLine) -> bool:
    """Whether a line was read well."""
    return len(line.text) >= LEGIBLE_LENGTH and line.confidence >= LEGIBLE
