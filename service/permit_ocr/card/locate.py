"""Find the card: what is printed on it says where it lies and what it is; its border, where seen, says it finely.

Printed titles and labels are found whatever the background, at any angle, with the border cut off or the card on
a ground of its own colour. Each look gives a better outline, from which the next look reads more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from permit_ocr.card.edges import snap
from permit_ocr.card.pose import outline, pose_of, residual, solve_pose
from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.errors import NoPermitFoundError
from permit_ocr.imaging.geometry import Homography, homography, project, project_quad, rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.permits.identify import Sighting, identify
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_any_way_up, read_upright
from permit_ocr.types import Image, Quad, TextLine

FIRST_LOOK_SIDES = (960, 1600)
"""Longer side, in pixels, to which a photo is scaled for the first look; the second for cards that are small in it."""

ENOUGH_ANCHORS = 4
"""Texts of known place that tie the layout down well enough for a closer look."""

NOT_FOUND = "No permit card was found in the picture."

MARGIN = 0.10
"""Surroundings kept while the outline is rough, in card heights."""

LOOK_WIDTH = 1024
"""Width of the card in a closer look, in pixels."""

SETTLED = 0.10
"""Corner movement, in card heights, up to which a second closer look would read the same."""

REACH = 0.07
"""How far from the texts' outline a border is searched, in card heights."""

MISPLACED, FITTING_POINTS = 0.12, 3
"""How far, in card heights, a text may stand from its place, and how many of their ends must not be further.
On cards of the tuning split no text was off by more than 0.083; a title alone gives two ends."""

DISAGREEMENT = 0.012
"""Median anchor residual, in card heights, that a snapped outline may add before the texts are believed instead."""


@dataclass(frozen=True, slots=True)
class Located:
    """A card in a photo: its outline, its document, and its lines in fractions of the card."""

    quad: Quad
    sighting: Sighting
    lines: tuple[TextLine, ...]
    moved: float
    """How far the last look moved a corner of the outline, in card heights."""


def locate(engine: TextEngine, photo: Image) -> Located:
    """Find the permit in ``HxWx3 uint8 BGR``; raises :class:`NoPermitFoundError` when there is none."""
    found = _closer_look(engine, photo, _first_look(engine, photo))
    if found.moved > SETTLED:
        found = _closer_look(engine, photo, found.quad)
    if not (found.sighting.certain and _fits(found)):
        raise NoPermitFoundError(NOT_FOUND)
    return found


def _fits(found: Located) -> bool:
    """Whether the texts stand where the layout has them, the one that names the document among them.

    A page that mentions a permit has its title, too, but not the rest in its place.
    """
    layout, seen = found.sighting.points
    near = np.hypot(*((seen - layout) * (CARD_ASPECT, 1)).T) <= MISPLACED
    return bool(near[:2].any() and near.sum() >= FITTING_POINTS)


def _first_look(engine: TextEngine, photo: Image) -> Quad:
    for side in FIRST_LOOK_SIDES:
        scale = side / max(photo.shape[:2])
        sighting = _sight(engine, _scaled(photo, scale))
        pose = _pose(sighting, np.diag([1 / scale, 1 / scale, 1.0])) if sighting else None
        if pose is not None:
            return outline(pose, CARD_ASPECT)
    raise NoPermitFoundError(NOT_FOUND)


def _sight(engine: TextEngine, image: Image) -> Sighting | None:
    """Read until a document is certain and well tied down; else what is certain when all has been read."""
    sighting = None
    for lines in read_any_way_up(engine, image):
        sighting = identify(lines)
        if sighting and sighting.certain and len(sighting.anchors + sighting.values) >= ENOUGH_ANCHORS:
            break
    return sighting if sighting and sighting.certain else None


def _closer_look(engine: TextEngine, photo: Image, quad: Quad) -> Located:
    card = rectify(photo, quad, CARD_ASPECT, MARGIN, LOOK_WIDTH)
    lines = read_upright(engine, card.image)
    sighting = identify(lines)
    pose = _pose(sighting, card.to_photo) if sighting else None
    if sighting is None or pose is None:
        raise NoPermitFoundError(NOT_FOUND)
    rough = outline(pose, CARD_ASPECT)
    refined = _snap_if_agreed(photo, rough, card, sighting)
    to_card = homography(refined.to_array(), rectangle(1, 1)) @ card.to_photo
    placed = tuple(replace(line, quad=project_quad(to_card, line.quad)) for line in lines)
    on_card = identify(placed)
    if on_card is None:
        raise NoPermitFoundError(NOT_FOUND)
    return Located(refined, on_card, placed, _movement(quad, refined))


def _snap_if_agreed(photo: Image, rough: Quad, card: RectifiedCard, sighting: Sighting) -> Quad:
    snapped = snap(photo, rough, CARD_ASPECT, REACH).quad
    before, after = (_misfit(quad, card, sighting) for quad in (rough, snapped))
    return snapped if after <= before + DISAGREEMENT else rough


def _misfit(quad: Quad, card: RectifiedCard, sighting: Sighting) -> float:
    layout, seen = sighting.points
    return residual(pose_of(quad, CARD_ASPECT), layout, project(card.to_photo, seen), CARD_ASPECT)


def _pose(sighting: Sighting, to_photo: Homography) -> Homography | None:
    """The pose in the photo, not in the picture that was read: its priors are about photos of cards."""
    layout, seen = sighting.points
    return solve_pose(layout, project(to_photo, seen), CARD_ASPECT)


def _movement(one: Quad, other: Quad) -> float:
    """Largest movement of a corner, in card heights."""
    a, b = one.to_array(), other.to_array()
    return float(np.linalg.norm(a - b, axis=1).max() / max(np.linalg.norm(a[3] - a[0]), 1.0))


def _scaled(photo: Image, scale: float) -> Image:
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(photo, None, fx=scale, fy=scale, interpolation=method).astype(np.uint8, copy=False)
