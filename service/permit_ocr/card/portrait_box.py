"""The portrait's own rectangle on a card: the layout's box, moved to what the picture shows of its sides.

Printers place the portrait, and size it, a little differently. Its four sides are sought together, as one box that
is shifted and scaled: guilloche has lines everywhere, but none that form a box of the portrait's shape.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from permit_ocr.card.portrait_sides import LOWER, OFFSETS, OUTSIDE, Floats, edges, fading, strips
from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.imaging.geometry import warp
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, Image

HEIGHT = 400
"""Height in pixels at which the card is looked at; one pixel is 0.13 mm."""

SHIFTS = np.arange(-20, 20.25, 0.5, dtype=np.float32)
"""Shifts that are tried each way, in pixels: up to 0.05 card heights."""

SIZES = np.arange(-0.2, 0.2025, 0.005, dtype=np.float32)
"""Growths that are tried each way, in sizes of the layout's box."""

SHIFT, GROWTH, STRETCH = 12.5, 0.13, 0.07
"""Shift (pixels), growth, and difference of the growths across and down, that cost half of a side's full evidence.
Fitted on 300 photos of the tuning split; a shift of 9 or 18 there makes 0.3 or 0.1 % more portraits wrong. The two last
are a third more than fits best there, at no loss: others print portraits in other sizes, as by the published box of the
face, which is smaller by an eighth."""

BORDERED = 1.7
"""By how much the evidence for edges must exceed that for fading, as a portrait that fades has edges, too: its hair
and collar. Fitted on the same photos; from 1.7 to 2.2 as many portraits come out right, within 0.3 %, and the least
serves those whose edges are faint."""


def find_portrait(card: RectifiedCard, layout: Box) -> Box:
    """Find the portrait near where the layout, as it is printed on this card, has it; both in fractions of the card.

    Where nothing is seen of its sides (dark, blurred, one colour with the ground), the layout's box is kept.
    """
    width, height = (layout.x1 - layout.x0) * HEIGHT * CARD_ASPECT, (layout.y1 - layout.y0) * HEIGHT
    seen = strips(_look(card, layout, width, height))
    bordered, edged = _best([edges(strip) for strip in seen], width, height)
    faded, vanished = _best(_ends(seen), width, height)
    left, right, top, bottom = edged if bordered - faded >= BORDERED else vanished
    across, down = HEIGHT * CARD_ASPECT, HEIGHT
    return Box(layout.x0 - left / across, layout.y0 - top / down, layout.x1 + right / across, layout.y1 + bottom / down)


def _ends(seen: Sequence[Floats]) -> list[Floats]:
    """Evidence for the sides of a portrait that fades, of which a person's outline is all that is seen.

    Shoulders reach the sides, hair does not; and the top of the head is where the hair ends, not the portrait.
    """
    left, right, _, bottom = seen
    return [fading(left, LOWER), fading(right, LOWER), np.zeros_like(OFFSETS), fading(bottom)]


def _look(card: RectifiedCard, layout: Box, width: float, height: float) -> Image:
    """The layout's box, ``height x width`` pixels, with ``OUTSIDE`` pixels of card on every side."""
    scale = np.diag([HEIGHT * CARD_ASPECT, HEIGHT, 1.0])
    corner = np.array([[1, 0, OUTSIDE], [0, 1, OUTSIDE], [0, 0, 1.0]])
    start = np.array([[1, 0, -layout.x0], [0, 1, -layout.y0], [0, 0, 1.0]])
    matrix = corner @ scale @ start @ card.to_card
    return warp(card.image, matrix, round(width) + 2 * OUTSIDE, round(height) + 2 * OUTSIDE)


def _best(evidence: Sequence[Floats], width: float, height: float) -> tuple[float, tuple[float, ...]]:
    """The best box's score, at most 4, and how far its sides lie outwards of the layout's, in pixels."""
    scores = _axis(evidence[0], evidence[1], width), _axis(evidence[2], evidence[3], height)
    across, down = (score.max(axis=1) for score in scores)
    mean, difference = (SIZES[:, None] + SIZES) / 2, SIZES[:, None] - SIZES
    joint = across[:, None] + down - ((mean / GROWTH) ** 2 + (difference / STRETCH) ** 2) / 2
    grown = np.unravel_index(int(joint.argmax()), joint.shape)
    sides = [_sides(score, int(i), size) for score, i, size in zip(scores, grown, (width, height), strict=True)]
    return float(joint.max()), (*sides[0], *sides[1])


def _axis(first: Floats, second: Floats, size: float) -> Floats:
    """Score of each growth (rows) and shift (columns) for a pair of opposite sides, ``size`` pixels apart."""
    out = SIZES[:, None] * size / 2
    found = np.interp(out - SHIFTS, OFFSETS, first, 0, 0) + np.interp(out + SHIFTS, OFFSETS, second, 0, 0)
    return (found - (SHIFTS / SHIFT) ** 2 / 2).astype(np.float32)


def _sides(scores: Floats, grown: int, size: float) -> tuple[float, float]:
    """How far two opposite sides lie outwards, given their best growth."""
    shift, out = float(SHIFTS[scores[grown].argmax()]), float(SIZES[grown]) * size / 2
    return out - shift, out + shift
