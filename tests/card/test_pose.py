"""Points of the layout found in a picture place the card; what cannot be a photographed card is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.overlap import overlap
from permit_ocr.card.pose import doubt, outline, plausible, pose_of, residual, solve_pose
from permit_ocr.imaging.geometry import project, rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Points, Quad

ENDS = (
    (0.18, 0.62, 0.12),
    (0.34, 0.46, 0.43),
    (0.62, 0.69, 0.43),
    (0.34, 0.46, 0.56),
    (0.34, 0.46, 0.70),
    (0.71, 0.83, 0.70),
    (0.08, 0.92, 0.90),
)
"""Left end, right end and height of a card's fixed texts."""

LAYOUT = np.array([(x, y) for left, right, y in ENDS for x in (left, right)], np.float32)


def card_in_photo(degrees: float, width: float = 800, lean: float = 0.0) -> Quad:
    corners = rectangle(width, width / CARD_ASPECT) - (width / 2, width / CARD_ASPECT / 2)
    corners[:2, 0] *= 1 - lean
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return Quad.from_array(corners @ turn.T + 1000)


def seen(quad: Quad, points: Points) -> Points:
    return project(pose_of(quad, CARD_ASPECT), points * np.float32([CARD_ASPECT, 1]))


@given(st.floats(0, 360), st.floats(0, 0.25))
def test_card_is_placed_at_any_angle_and_lean(degrees: float, lean: float) -> None:
    quad = card_in_photo(degrees, lean=lean)
    pose = solve_pose(LAYOUT, seen(quad, LAYOUT), CARD_ASPECT)
    assert pose is not None
    assert overlap(outline(pose, CARD_ASPECT), quad) > 0.99


def test_a_mistaken_point_does_not_move_the_card() -> None:
    quad = card_in_photo(20)
    points = seen(quad, LAYOUT)
    points[3] += (150, -90)
    pose = solve_pose(LAYOUT, points, CARD_ASPECT)
    assert pose is not None
    assert overlap(outline(pose, CARD_ASPECT), quad) > 0.98


def test_a_steeply_seen_card_is_placed_by_all_of_its_texts() -> None:
    """Not by the half of them that fit a view without perspective, nor by a proposal that is as far off."""
    quad = Quad.from_array(np.array([[745, 1348], [81, 1222], [325, 776], [1002, 789]]))
    proposed = np.array([[756, 1283], [101, 1231], [216, 740], [890, 836]], np.float32)
    starts = [
        (0.18, 0.12),
        (0.08, 0.9),
        (0.34, 0.44),
        (0.34, 0.56),
        (0.68, 0.16),
        (0.36, 0.52),
        (0.36, 0.65),
        (0.36, 0.78),
    ]
    texts = np.array([*starts, (0.62, 0.12), (0.92, 0.9)], np.float32)
    layout, points = np.vstack([texts, rectangle(1, 1)]), np.vstack([seen(quad, texts), proposed])
    slack = np.array([(1, 1)] * 8 + [(5, 1)] * 2 + [(4, 4)] * 4, np.float32)
    pose = solve_pose(layout, points, CARD_ASPECT, slack)
    assert pose is not None
    assert overlap(outline(pose, CARD_ASPECT), quad) > 0.93


def test_the_title_alone_places_a_card_that_faces_the_camera() -> None:
    quad = card_in_photo(200)
    pose = solve_pose(LAYOUT[:2], seen(quad, LAYOUT[:2]), CARD_ASPECT)
    assert pose is not None
    assert overlap(outline(pose, CARD_ASPECT), quad) > 0.98


def test_residual_is_in_card_heights() -> None:
    quad = card_in_photo(0)
    shifted = seen(quad, LAYOUT) + np.float32([0, 800 / CARD_ASPECT * 0.05])
    assert residual(pose_of(quad, CARD_ASPECT), LAYOUT, shifted, CARD_ASPECT) == pytest.approx(0.05, abs=1e-3)


@pytest.mark.parametrize(
    "corners",
    [
        [[0, 0], [0, 100], [158, 100], [158, 0]],
        [[0, 0], [158, 100], [158, 0], [0, 100]],
        [[0, 0], [158, 0], [100, 100], [58, 100]],
        [[0, 0], [158, 0], [158, 20], [0, 20]],
    ],
    ids=["mirrored", "folded", "too steep", "from the edge"],
)
def test_what_no_photo_of_a_card_shows_is_implausible(corners: list[list[float]]) -> None:
    quad = Quad.from_array(np.array(corners, np.float32))
    assert not plausible(pose_of(quad, CARD_ASPECT), CARD_ASPECT)


def test_texts_on_the_left_leave_the_right_side_open() -> None:
    places = np.float32([(x, y) for x in (0.05, 0.3) for y in (0.1, 0.4, 0.7, 0.9)])
    pose = np.diag([400.0, 400.0, 1.0])
    seen = project(pose, places * np.float32([CARD_ASPECT, 1]))
    left, right = np.sqrt(np.diag(doubt(pose, places, seen, CARD_ASPECT, np.ones_like(places))))[[0, 2]]
    assert left < 0.02 < right
