"""The portrait's own rectangle on a card: the layout's box, moved to what the picture shows of its sides.

Printers place the portrait, and size it, a little differently. Its four sides are sought together, as one box that
is shifted and scaled: guilloche has lines everywhere, but none that form a box of the portrait's shape.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from permit_ocr.card.portrait_sides import OFFSETS, OUTSIDE, Floats, edges, fading, shoulders, strips
from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.imaging.geometry import warp
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, Image

HEIGHT = 400
"""Height in pixels at which the card is looked at; one pixel is 0.13 mm."""

SHIFTS = np.arange(-20, 21, dtype=np.float32)
"""Shifts that are tried each way, in pixels: up to 0.05 card heights."""

SIZES = np.arange(-0.2, 0.2025, 0.005, dtype=np.float32)
"""Growths that are tried each way, in sizes of the layout's box."""

SHIFT, GROWTH, STRETCH = 12.5, 0.13, 0.07
"""Shift (pixels), growth, and difference of the growths across and down, that cost half of a side's full evidence.
Of the portraits of 1,688 photos of the tuning split 4 come out wrong with these, 15 with a shift of 18, 6 with a growth
of 0.17, and 2 with a shift of 9. But others print portraits elsewhere and in other sizes, as by the published box of
the face, which is smaller by an eighth: of those that are printed up to 0.03 card heights away and 0.85 to 1.06 as
large, a shift of 9 loses an eighth of what 12.5 finds."""

SURE = 20.0
"""By what power of e a side's full evidence makes a box likelier. The mean of all boxes, so weighed, is wrong for 4
portraits of 1,688 of the tuning split, from 10 to 25, and the likeliest box for 9."""

BORDERED = 1.6
"""By how much the evidence for edges must exceed that for fading, as a portrait that fades has edges, too: its hair
and collar. From 1.4 to 1.8 as many portraits come out right, within one; lower ones serve those whose edges are faint,
higher ones those that fade."""


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
    return [shoulders(left), shoulders(right), np.zeros_like(OFFSETS), fading(bottom)]


def _look(card: RectifiedCard, layout: Box, width: float, height: float) -> Image:
    """The layout's box, ``height x width`` pixels, with ``OUTSIDE`` pixels of card on every side."""
    scale = np.diag([HEIGHT * CARD_ASPECT, HEIGHT, 1.0])
    corner = np.array([[1, 0, OUTSIDE], [0, 1, OUTSIDE], [0, 0, 1.0]])
    start = np.array([[1, 0, -layout.x0], [0, 1, -layout.y0], [0, 0, 1.0]])
    matrix = corner @ scale @ start @ card.to_card
    return warp(card.image, matrix, round(width) + 2 * OUTSIDE, round(height) + 2 * OUTSIDE)


def _best(evidence: Sequence[Floats], width: float, height: float) -> tuple[float, tuple[float, ...]]:
    """The best box's score, at most 4, and how far the sides lie outwards of the layout's, in pixels.

    The sides are the mean of all boxes by how likely they are: where a portrait fades, many are nearly as good as the
    best, and most of them to one side of it.
    """
    scores = _axis(evidence[0], evidence[1], width), _axis(evidence[2], evidence[3], height)
    across, down = (score.max(axis=1) for score in scores)
    mean, difference = (SIZES[:, None] + SIZES) / 2, SIZES[:, None] - SIZES
    joint = across[:, None] + down - ((mean / GROWTH) ** 2 + (difference / STRETCH) ** 2) / 2
    likely = np.exp(SURE * (joint - joint.max()))
    chances = likely.sum(axis=1) / likely.sum(), likely.sum(axis=0) / likely.sum()
    sides = [_sides(*each) for each in zip(scores, chances, (width, height), strict=True)]
    return float(joint.max()), (*sides[0], *sides[1])


def _axis(first: Floats, second: Floats, size: float) -> Floats:
    """Score of each growth (rows) and shift (columns) for a pair of opposite sides, ``size`` pixels apart."""
    out = SIZES[:, None] * size / 2
    found = np.interp(out - SHIFTS, OFFSETS, first, 0, 0) + np.interp(out + SHIFTS, OFFSETS, second, 0, 0)
    return (found - (SHIFTS / SHIFT) ** 2 / 2).astype(np.float32)


def _sides(scores: Floats, chances: Floats, size: float) -> tuple[float, float]:
    """How far two opposite sides lie outwards on average, given how likely each growth is."""
    likely = np.exp(SURE * (scores - scores.max(axis=1, keepdims=True)))
    shift, out = float(chances @ (likely @ SHIFTS / likely.sum(axis=1))), float(chances @ SIZES) * size / 2
    return out - shift, out + shift
