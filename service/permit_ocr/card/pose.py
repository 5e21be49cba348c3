"""Where the card lies in the picture, from points of its layout that were found there."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import Homography, homography, polygon_area, project, rectangle
from permit_ocr.types import Points, Quad

TOLERANCE = 0.012
"""Standard error of a point, in card heights: the layout as known, the print, and the text detector together."""

ROUGH_TOLERANCE = 0.06
"""How far a point may lie from the first, perspective-free guess and still be this card's."""

FIRST_TOLERANCE = 0.2
"""Tolerance of the first refinement, in card heights: so far off a similarity leaves the print of a card that is seen
steeply. With the guess's own, one such card of the tuning split was placed by the half of its print that a similarity
explains, and overlapped by 0.86; from 0.1 to 0.5 by 0.99."""

ROUNDS = 10
"""Rounds of refinement; the tolerance shrinks from the first one to the final one on the way."""

LEAN_PRIOR, STRETCH_PRIOR = 0.15, 0.08
"""Standard deviations, beyond a similarity, of a hand-held photo's perspective (per card height) and of its affine
part. They only count where few points leave the pose open: one title alone must not tilt the card."""

PERSPECTIVE_LIMIT = 0.5
"""A card's far side is never less than half as long as its near side in a photo that can be read."""


def solve_pose(
    card_points: Points, picture_points: Points, aspect: float, slack: Points | None = None
) -> Homography | None:
    """The map from the card (``aspect x 1``, origin at its upper-left corner) to the picture.

    ``card_points`` are ``Nx2`` fractions of the card. ``slack`` (``Nx2``) says how many times less surely than usual
    each of them is known, across and down the card; 1 everywhere if it is not given. A similarity that most points
    agree on is refined to a homography by weighted least squares: points that do not fit lose their weight (Geman and
    McClure 1987), and what the points leave open is held by the priors. ``None`` when the points fit no card.
    """
    card = (card_points * (aspect, 1.0)).astype(np.float32)
    slack = np.ones_like(card) if slack is None else slack
    pose = _similarity(card, picture_points)
    for tolerance in np.geomspace(FIRST_TOLERANCE, TOLERANCE, ROUNDS):
        if pose is None or not plausible(pose, aspect):
            return None
        pose = pose @ _correction(card, project(np.linalg.inv(pose), picture_points), slack, float(tolerance))
    return pose if pose is not None and plausible(pose, aspect) else None


def outline(pose: Homography, aspect: float) -> Quad:
    """The card's corners in the picture."""
    return Quad.from_array(project(pose, rectangle(aspect, 1.0)))


def pose_of(quad: Quad, aspect: float) -> Homography:
    """The map from the card (``aspect x 1``) to the picture, given its corners there."""
    return homography(rectangle(aspect, 1.0), quad.to_array())


def residual(
    pose: Homography, card_points: Points, picture_points: Points, aspect: float, slack: Points | None = None
) -> float:
    """Median distance, in card heights, between points found and where the pose has them; in parts of their slack."""
    card = (card_points * (aspect, 1.0)).astype(np.float32)
    back = project(np.linalg.inv(pose), picture_points)
    return float(np.median(_distances(back, card, np.ones_like(card) if slack is None else slack)))


def doubt(
    pose: Homography, card_points: Points, picture_points: Points, aspect: float, slack: Points
) -> NDArray[np.float64]:
    """Covariance (``8x8``, squared card heights) of the outline's corners: x and y of each, from the upper left one on.

    It is what points that are known only so well leave open, beside the priors: print that all stands elsewhere than
    the layout has it is not in it.
    """
    card = (card_points * (aspect, 1.0)).astype(np.float32)
    seen = project(np.linalg.inv(pose), picture_points)
    left = _system(card, seen, _weights(card, seen, slack, TOLERANCE))
    corners = rectangle(aspect, 1.0)
    moves = _equations(corners, corners)
    return moves @ np.linalg.inv(left.T @ left + np.eye(8)) @ moves.T


def plausible(pose: Homography, aspect: float) -> bool:
    """Whether a photo can show a card so: not mirrored, not folded, not seen from the edge."""
    corners = outline(pose, aspect).to_array()
    if not np.isfinite(corners).all() or polygon_area(corners) <= 0:
        return False
    if not cv2.isContourConvex(corners):
        return False
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    facing = [min(sides[i], sides[i + 2]) / max(sides[i], sides[i + 2]) for i in (0, 1)]
    shape = (sides[0] + sides[2]) / max(sides[1] + sides[3], 1e-6)
    return bool(min(facing) >= PERSPECTIVE_LIMIT and aspect / 2 <= shape <= aspect * 2)


def _similarity(card: Points, picture: Points) -> Homography | None:
    """The turn, scale and shift from card to picture that most points agree on."""
    if len(card) < 2:
        return None
    # Fitted towards the card, where the tolerance has a meaning.
    fit = np.asarray(cv2.estimateAffinePartial2D(picture, card, ransacReprojThreshold=ROUGH_TOLERANCE)[0])
    if fit.shape != (2, 3) or abs(np.linalg.det(fit[:, :2])) < 1e-12:
        return None
    return np.linalg.inv(np.vstack([fit, [0, 0, 1]]))


def _correction(card: Points, seen: Points, slack: Points, tolerance: float) -> Homography:
    """The homography near identity that takes card points to where the present pose sees them.

    Linear in its eight parameters (similarity 2 + shift 2, stretch 2, lean 2): each point gives two equations, each
    prior one.
    """
    points = _weights(card, seen, slack, tolerance)
    left = _system(card, seen, points)
    right = np.concatenate([(seen - card).ravel() * points, np.zeros(8)])
    turn_scale, turn, dx, dy, stretch, shear, lean_x, lean_y = np.linalg.lstsq(left, right, rcond=None)[0]
    return np.array(
        [
            [1 + turn_scale + stretch, shear - turn, dx],
            [shear + turn, 1 + turn_scale - stretch, dy],
            [lean_x, lean_y, 1],
        ]
    )


def _weights(card: Points, seen: Points, slack: Points, tolerance: float) -> NDArray[np.float64]:
    """What each of ``2N`` coordinates weighs: little, where its point does not fit."""
    distance = _distances(seen, card, slack)
    weight = tolerance**2 / (tolerance**2 + distance**2)
    return (weight[:, None] / slack).ravel().astype(np.float64) / TOLERANCE


def _system(card: Points, seen: Points, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """``(2N + 8) x 8``: the weighted equations of the points, and the priors."""
    priors = np.diag([0, 0, 0, 0, 1 / STRETCH_PRIOR, 1 / STRETCH_PRIOR, 1 / LEAN_PRIOR, 1 / LEAN_PRIOR])
    return np.vstack([_equations(card, seen) * weights[:, None], priors])


def _equations(card: Points, seen: Points) -> NDArray[np.float64]:
    """``2N x 8``: how each parameter moves each coordinate."""
    (x, y), (u, v) = card.T.astype(np.float64), seen.T.astype(np.float64)
    zero, one = np.zeros_like(x), np.ones_like(x)
    across = np.stack([x, -y, one, zero, x, y, -u * x, -u * y], axis=1)
    down = np.stack([y, x, zero, one, -y, x, -v * x, -v * y], axis=1)
    return np.stack([across, down], axis=1).reshape(-1, 8)


def _distances(one: Points, other: Points, slack: Points) -> NDArray[np.float32]:
    """Distances between points, in parts of the slack that they have."""
    across, down = ((one - other) / slack).T
    return np.hypot(across, down).astype(np.float32)
