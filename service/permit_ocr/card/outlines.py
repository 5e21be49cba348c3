"""Outlines of cards from the answer of the outline network.

Cells on the same card vote for the same corners, which tells cards apart. The outline is midway between what they vote
for and what follows from which place of the card each of them shows: the two err in different ways.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.card.answer import STRIDE, Answer, Floats
from permit_ocr.card.pose import outline, plausible
from permit_ocr.imaging.geometry import Homography, polygon_area, project
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Points

CERTAIN = 0.5
"""Probability from which a cell counts as being on a card."""

AGREEMENT = 0.25
"""How far votes of the same card may differ from the best one, on average over the corners, in roots of its area."""

FEWEST, LEAST_SHARE = 3, 0.2
"""Cells that must agree on a card, and share of its area that they must cover: half of it may be cut off or hidden."""

MOST = 6
"""Cards looked for in one photo."""

TOLERANCE, ROUNDS = 0.05, 2
"""Distance, in card heights, at which a cell's place loses half its weight, and rounds of refinement."""

LEAN_PRIOR = 0.05
"""Weight of a view without perspective, against that of all cells: it only counts where these are few."""


_CENTRE = np.array([CARD_ASPECT / 2, 0.5], np.float32)


def outlines(answer: Answer, most: int = MOST) -> list[Points]:
    """Corners (``4x2``, in pixels of the look) of the cards that enough cells agree on, the surest votes first."""
    free = answer.probability >= CERTAIN
    doubt = answer.corner_errors.mean(axis=2) / _sizes(answer.corners)
    found: list[Points] = []
    while len(found) < most and free.sum() >= FEWEST:
        best = np.unravel_index(int(np.where(free, doubt, np.inf).argmin()), free.shape)
        agreed = free & (_difference(answer.corners, answer.corners[best]) <= AGREEMENT)
        fewest = max(FEWEST, LEAST_SHARE * polygon_area(answer.corners[best]) / STRIDE**2)
        if agreed.sum() >= fewest:
            found.append(_outline(answer, agreed))
        free &= ~agreed
        free[best] = False
    return found


def _sizes(corners: Floats) -> Floats:
    """Roots of the areas of quads, ``...x4x2``."""
    x, y = corners[..., 0], corners[..., 1]
    doubled = (x * np.roll(y, -1, axis=-1) - y * np.roll(x, -1, axis=-1)).sum(axis=-1)
    return np.sqrt(np.maximum(doubled / 2, 1.0)).astype(np.float32)


def _difference(corners: Floats, best: Points) -> Floats:
    """Mean distance of votes from the best one, in roots of its area."""
    distance = np.linalg.norm(corners - best, axis=-1).mean(axis=-1)
    return (distance / np.sqrt(max(polygon_area(best), 1.0))).astype(np.float32)


def _outline(answer: Answer, agreed: NDArray[np.bool_]) -> Points:
    """Midway between the outline voted for and the one that the places say; the former, where that is no view."""
    voted, placed = _voted(answer, agreed), _placed(answer, agreed)
    return voted if placed is None else (voted + placed) * np.float32(0.5)


def _placed(answer: Answer, agreed: NDArray[np.bool_]) -> Points | None:
    """The outline of the view of a card in which every cell shows the place that it says."""
    card, middles = answer.places[agreed] + _CENTRE, answer.middles[agreed]
    trust = answer.probability[agreed] / answer.place_errors[agreed] ** 2
    pose = _pose(card, middles, trust)
    for _ in range(ROUNDS):
        if not plausible(pose, CARD_ASPECT):
            return None
        distance = np.linalg.norm(project(np.linalg.inv(pose), middles) - card, axis=1)
        pose = _pose(card, middles, trust * (TOLERANCE**2 / (TOLERANCE**2 + distance**2)))
    return outline(pose, CARD_ASPECT).to_array() if plausible(pose, CARD_ASPECT) else None


def _pose(card: Points, seen: Points, weight: Floats) -> Homography:
    """The map from the card (``aspect x 1``) to the look that fits points best, by weighted linear least squares."""
    near = np.linalg.inv(_centred(card)), np.linalg.inv(_centred(seen))
    (x, y), (u, v) = project(near[0], card).T, project(near[1], seen).T
    zero, one = np.zeros_like(x), np.ones_like(x)
    across = np.stack([x, y, one, zero, zero, zero, -u * x, -u * y], axis=1)
    down = np.stack([zero, zero, zero, x, y, one, -v * x, -v * y], axis=1)
    scale = np.sqrt(weight / weight.sum())[:, None]
    prior = np.diag([0, 0, 0, 0, 0, 0, LEAN_PRIOR, LEAN_PRIOR])
    left = np.vstack([across * scale, down * scale, prior])
    right = np.concatenate([u * scale[:, 0], v * scale[:, 0], np.zeros(8)])
    fitted = np.append(np.linalg.lstsq(left, right, rcond=None)[0], 1.0).reshape(3, 3)
    return _centred(seen) @ fitted @ near[0]


def _centred(points: Points) -> Homography:
    """The map to points from their like with the middle at 0 and a spread of 1: numbers that are easy to solve with."""
    x, y = points.mean(axis=0)
    spread = max(float(points.std()), 1e-6)
    return np.array([[spread, 0, x], [0, spread, y], [0, 0, 1]])


def _voted(answer: Answer, agreed: NDArray[np.bool_]) -> Points:
    """Mean vote for each corner; cells that take themselves to be twice as far off count a quarter."""
    weight = answer.probability[agreed][:, None] / answer.corner_errors[agreed] ** 2
    weighted = (answer.corners[agreed] * weight[..., None]).sum(axis=0)
    return (weighted / weight.sum(axis=0)[:, None]).astype(np.float32)
