"""Whether texts stand where a document's layout has them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import Homography, project
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.permits.identify import Sighting
from permit_ocr.types import Points

MISPLACED, FITTING_POINTS = 0.15, 3
"""How far, in card heights, a text may stand from its place, and how many of their ends must not be further.
On cards of the tuning split no text was off by more than 0.083, and on a stranger's drawing of a card its title by 0.12
at one end and 0.16 at the other; on what is no permit, but has its title, the nearest of 220 pictures were off by 0.19,
a booklet left aside. A title alone gives two ends."""

AS_IT_IS: Homography = np.eye(3)


def in_place(sighting: Sighting) -> NDArray[np.bool_]:
    """Which points of a sighting, given in fractions of the card, stand about where the layout has them."""
    return _off(sighting, np.ones_like(sighting.slack)) <= MISPLACED


def fitting(sighting: Sighting, to_card: Homography = AS_IT_IS) -> bool:
    """Whether enough of its points do, once mapped to fractions of the card, given the room that they have.

    The sign of a chip that is read into the title moves its right end, which is loose, by 0.17.
    """
    return bool((_off(sighting, sighting.slack, to_card) <= MISPLACED).sum() >= FITTING_POINTS)


def _off(sighting: Sighting, slack: Points, to_card: Homography = AS_IT_IS) -> NDArray[np.float32]:
    layout, seen = sighting.points
    across, down = ((project(to_card, seen) - layout) * (CARD_ASPECT, 1) / slack).T
    return np.hypot(across, down).astype(np.float32)
