"""One closer look at a card whose outline is roughly known: its texts and its border give the outline finely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from permit_ocr.card.best_border import best_border
from permit_ocr.card.clear_print import read_clearly
from permit_ocr.card.needed import read_all, read_needed
from permit_ocr.card.pose import doubt, outline, pose_of, residual, solve_pose
from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.imaging.geometry import Homography, box_quad, homography, project, project_quad, rectangle
from permit_ocr.permits.documents import CARD_ASPECT, Document
from permit_ocr.permits.identify import Sighting
from permit_ocr.text.engine import TextEngine
from permit_ocr.types import Box, Image, Points, Quad, TextLine

MARGIN, CLOSE_MARGIN = 0.10, 0.05
"""Surroundings kept while the outline is rough, in card heights, and where it was proposed."""

LOOK_WIDTH = 1280
"""Width of the card in a closer look, in pixels."""

PROPOSED = 4.0
"""How many times less surely a corner is known by the proposed outline than a text by the layout. Many texts outweigh
it; what few of them, or texts that all stand on the left, leave open is as proposed."""

PORTRAIT_ROOM = 0.025
"""How far, in card heights, a portrait may stand out from its place in the layout. Its frame is the longest edge beside
the left border, 0.08 away, and was taken for it on a scan of the tuning split on which that border is faint."""

MOST = box_quad(Box(0.03, 0.05, 0.97, 0.95))
"""All of a card, in fractions of it, but for what a rough outline may be off by (proposed corners: 0.02 to 0.04 card
heights): the sides of a card that fills its photo are there even where they are taken to lie a little outside."""


@dataclass(frozen=True, slots=True)
class Located:
    """A card in a photo: its outline, its document, and its lines in fractions of the card."""

    quad: Quad
    sighting: Sighting
    lines: tuple[TextLine, ...]
    moved: float
    """How far the last look moved a corner of the outline, in card heights."""
    residual: float
    """Median distance of the texts from their places in the layout, in card heights."""


def look_closer(
    engine: TextEngine, photo: Image, quad: Quad, proposal: Quad | None, *, thorough: bool = False
) -> Located | None:
    """Read the card at a rough outline and place it anew; ``None`` when the texts there are no permit's.

    ``proposal`` is what the locator proposed, where it did, or what an earlier look made of that: evidence besides the
    texts. ``thorough`` reads every line, needed or not.
    """
    card = rectify(photo, quad, CARD_ASPECT, CLOSE_MARGIN if proposal else MARGIN, LOOK_WIDTH)
    # Where sides are missing, the outline hangs on the texts, and the more of them are read the better.
    read = read_all if thorough or not card.shows(MOST) else read_needed
    lines, printed, sighting = read_clearly(engine, card, read)
    placing = _placing(sighting, card.to_photo, proposal) if sighting else None
    pose = solve_pose(*placing) if placing else None
    if sighting is None or placing is None or pose is None:
        return None
    rough = outline(pose, CARD_ASPECT)
    inked = [project_quad(card.to_photo, line) for line in lines] + [_portrait(sighting.document, rough)]
    refined = best_border(photo, rough, doubt(pose, *placing), inked)
    placed = printed.mapped(homography(refined.to_array(), rectangle(1, 1)) @ card.to_photo)
    on_card = placed.identify()
    if on_card is None:
        return None
    return Located(refined, on_card, placed.lines, _movement(quad, refined), _misfit(refined, card, sighting))


def _portrait(document: Document, card: Quad) -> Quad:
    """Where a portrait may stand on a card, in the pixels of the card's outline."""
    x0, y0, x1, y1 = document.portrait
    wide, high = PORTRAIT_ROOM / CARD_ASPECT, PORTRAIT_ROOM
    room = box_quad(Box(x0 - wide, y0 - high, x1 + wide, y1 + high))
    return project_quad(homography(rectangle(1, 1), card.to_array()), room)


def _misfit(quad: Quad, card: RectifiedCard, sighting: Sighting) -> float:
    layout, seen = sighting.points
    return residual(pose_of(quad, CARD_ASPECT), layout, project(card.to_photo, seen), CARD_ASPECT, sighting.slack)


def pose_in_photo(sighting: Sighting, to_photo: Homography, proposal: Quad | None = None) -> Homography | None:
    """The pose in the photo, not in the picture that was read: its priors are about photos of cards.

    A proposed outline holds what the texts leave open; where they are many, they know better than the network does.
    """
    return solve_pose(*_placing(sighting, to_photo, proposal))


def _placing(sighting: Sighting, to_photo: Homography, proposal: Quad | None) -> tuple[Points, Points, float, Points]:
    """What places the card: points of the layout, the same in the photo, the card's aspect, the points' slack."""
    layout, seen = sighting.points
    seen, slack = project(to_photo, seen), sighting.slack
    if proposal:
        layout, seen = np.vstack([layout, rectangle(1, 1)]), np.vstack([seen, proposal.to_array()])
        slack = np.vstack([slack, np.full((4, 2), PROPOSED, np.float32)])
    return layout, seen, CARD_ASPECT, slack


def _movement(one: Quad, other: Quad) -> float:
    """Largest movement of a corner, in card heights."""
    a, b = one.to_array(), other.to_array()
    return float(np.linalg.norm(a - b, axis=1).max() / max(np.linalg.norm(a[3] - a[0]), 1.0))
