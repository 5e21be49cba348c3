"""Find the card: a small network proposes outlines, and what is printed there says whether and how a permit lies there.

Where nothing proposed is confirmed, the whole photo is read: printed titles and labels are found at any angle, with the
border cut off or the card on a ground of its own colour. Each closer look gives a better outline, from which the next
reads more.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from permit_ocr.card.clear_print import OTHER_DOCUMENT, is_legible
from permit_ocr.card.closer_look import Located, look_closer, pose_in_photo
from permit_ocr.card.places import fitting, in_place
from permit_ocr.card.pose import outline
from permit_ocr.errors import NoPermitFoundError
from permit_ocr.imaging.geometry import side_lengths
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.permits.identify import Sighting, identify
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_any_way_up
from permit_ocr.types import Image, Quad, TextLine

FIRST_LOOK_SIDES = (960, 1600)
"""Longer side, in pixels, to which a photo is scaled for the first look; the second for cards that are small in it."""

MOST_PROPOSALS = 3
"""Proposed outlines that are looked at: a photo of more cards is not meant to be read."""

OTHER_PAGE = 16
"""How many lines that were read well, the largest first, without a trace of any permit make sure that it is a page of
another kind, of which the smaller ones need not be read."""

SMALL = 0.35
"""Width of a proposed outline, in longer sides of the photo, below which a card is too small for the first scale."""

ENOUGH_ANCHORS = 4
"""Texts of known place that tie the layout down well enough for a closer look."""

NOT_FOUND = "No permit card was found in the picture."

SETTLED = 0.10
"""Corner movement, in card heights, up to which a second closer look would read the same."""

MOST_LOOKS = 4
"""Closer looks at one outline. Two are enough but where the outline was so rough that it cut off half the texts."""

MISFIT = 0.04
"""How far, in card heights, half of the texts may stand from their places. At most 0.027 on 299 cards of the tuning
split; 0.05 and 0.08 on booklets of the same title, a page of which is as large as a card."""


def locate(engine: TextEngine, photo: Image, proposals: Sequence[Quad] = (), *, thorough: bool = False) -> Located:
    """Find the permit in ``HxWx3 uint8 BGR``; raises :class:`NoPermitFoundError` when there is none.

    Proposed outlines are looked at first, in their order; what the texts there do not confirm is no permit.
    ``thorough`` reads every line on the card, needed or not.
    """
    for quad in proposals[:MOST_PROPOSALS]:
        found = _settled(engine, photo, quad, proposal=quad, thorough=thorough)
        if found:
            return found
    rough = _first_look(engine, photo, likely_small=any(_is_small(quad, photo) for quad in proposals))
    found = _settled(engine, photo, rough, proposal=None, thorough=thorough) if rough else None
    if not found:
        raise NoPermitFoundError(NOT_FOUND)
    return found


def _is_small(quad: Quad, photo: Image) -> bool:
    return side_lengths(quad)[0] < SMALL * max(photo.shape[:2])


def _settled(engine: TextEngine, photo: Image, quad: Quad, proposal: Quad | None, *, thorough: bool) -> Located | None:
    """The card at a rough outline, after as many closer looks as it takes; ``None`` when there is none."""
    found = look_closer(engine, photo, quad, proposal, thorough=thorough)
    for _ in range(MOST_LOOKS - 1):
        if found is None or found.moved <= SETTLED:
            break
        # A proposal that was so far off would hold every other look back.
        found = look_closer(engine, photo, found.quad, proposal and found.quad, thorough=thorough)
    return found if found and found.sighting.certain and _fits(found) else None


def _fits(found: Located) -> bool:
    """Whether the texts stand where the layout has them, the one that names the document among them.

    A page that mentions a permit has its title, too, but not the rest in its place; a booklet has some of it there, but
    has as many of its texts elsewhere.
    """
    near = in_place(found.sighting)
    mostly = near[found.sighting.sure].mean() > 1 / 2
    return bool(near[:2].any() and mostly and fitting(found.sighting) and found.residual <= MISFIT)


def _first_look(engine: TextEngine, photo: Image, *, likely_small: bool) -> Quad | None:
    for side in FIRST_LOOK_SIDES:
        scale = side / max(photo.shape[:2])
        sighting, lines = _sight(engine, _scaled(photo, scale))
        pose = pose_in_photo(sighting, np.diag([1 / scale, 1 / scale, 1.0])) if sighting else None
        if pose is not None:
            return outline(pose, CARD_ASPECT)
        if not likely_small and sum(map(is_legible, lines)) >= OTHER_DOCUMENT:
            return None
    return None


def _sight(engine: TextEngine, image: Image) -> tuple[Sighting | None, list[TextLine]]:
    """Read until a document is certain and well tied down; else what is certain when all has been read."""
    sighting, lines = None, list[TextLine]()
    for lines in read_any_way_up(engine, image):
        sighting = identify(lines)
        if sighting and sighting.certain and len(sighting.anchors + sighting.values) >= ENOUGH_ANCHORS:
            break
        if sighting is None and sum(map(is_legible, lines)) >= OTHER_PAGE:
            break
    return (sighting if sighting and sighting.certain else None), lines


def _scaled(photo: Image, scale: float) -> Image:
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(photo, None, fx=scale, fy=scale, interpolation=method).astype(np.uint8, copy=False)
