"""Which of the borders seen near the rough outlines of a card is its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from permit_ocr.card.edges import Snapped, look_at_border, snap
from permit_ocr.imaging.geometry import polygon_area, side_lengths
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Quad

REACH = 0.07
"""How far from a rough outline a border is searched, in card heights."""

PREFERENCE = 0.2
"""Support, summed over the sides, by which a border must be better seen than the one where the texts have it."""

DISAGREEMENT = 0.012
"""Median anchor residual, in card heights, that a snapped outline may add before the texts are believed instead. Where
all four sides are seen, so much for the full support of each: a card of which they are seen well has its texts printed
elsewhere than the layout has them."""

SEEN = 0.42
"""Support of a side from which it is seen."""

FILLED, CUT_DISAGREEMENT = 0.03, 0.035
"""Share by which an outline's area may differ from the picture's, and its shape from a card's, where a scan was cut to
the card, and the residual that this may add. No camera takes pictures of that shape: the nearest is 3:2, by 5 %."""


def best_border(photo: Image, roughs: Sequence[Quad], misfit: Callable[[Quad], float]) -> Quad:
    """The best seen of the outlines that the rough ones snap to, of those that the texts do not belie.

    ``photo`` is ``HxWx3 uint8 BGR``, outlines are in its pixels; ``misfit`` gives the median distance, in card heights,
    of the texts from their places in the layout. The more plainly a border is seen, the larger it may be. The first
    rough outline is what the texts give; it is preferred, and stands where they belie all the others.
    """
    least = misfit(roughs[0])
    border = look_at_border(photo, roughs[0], CARD_ASPECT)
    snapped = [snap(border, rough, REACH) for rough in roughs]
    kept = [found for found in snapped if misfit(found.quad) - least <= _allowed(found, photo)]
    seen = {found.quad: sum(found.support) for found in kept}
    if snapped[0].quad in seen:
        seen[snapped[0].quad] += PREFERENCE
    return max(seen, key=lambda quad: seen[quad], default=roughs[0])


def _allowed(found: Snapped, photo: Image) -> float:
    """The residual that an outline may add."""
    if _fills(found.quad, photo):
        return CUT_DISAGREEMENT
    return DISAGREEMENT * (sum(found.support) if min(found.support) >= SEEN else 1)


def _fills(quad: Quad, photo: Image) -> bool:
    """Whether an outline is the picture's own, and that has the shape of a card."""
    along, across = side_lengths(quad)
    share = polygon_area(quad.to_array()) / (photo.shape[0] * photo.shape[1])
    return abs(share - 1) <= FILLED and abs(along / max(across, 1.0) / CARD_ASPECT - 1) <= FILLED
