"""Settles a card's outline on the border that the picture shows, where the texts leave room for it.

The side that is seen best is settled first. What it tells of the others narrows down where each of them may be: three
sides say where the fourth is, whatever else runs beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from permit_ocr.card.edges import HEIGHT, BorderView, Lines, lines_near, look_at_border, outward
from permit_ocr.card.pose import plausible, pose_of
from permit_ocr.imaging.geometry import project, rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Points, Quad

PRINT, EDGE = 0.012, 0.004
"""Standard deviations, in card heights, of where all print stands to each border, against the layout, and of an end of
a side as it is seen. Measured on 414 photos of the tuning split and of cards drawn by others: 0.005 to 0.015."""

LEAST_REACH, MOST_REACH, DEVIATIONS = 0.03, 0.12, 2.5
"""How far from its expected place a side is searched: so many standard deviations, within these card heights."""

INWARD, UNPRINTED = 0.75, 0.045
"""Part of the reach that is searched inside the outline, and the most of it, in card heights, at the upper and lower
side: there is print further in, and its rows look like edges."""

SURPRISE = 0.015
"""Support that a line must have more of for each squared standard deviation that it lies off. From 0.01 to 0.025 the
outlines of the tuning split are as good."""

BELIEVED = 0.3
"""Support, less what its place surprises, that makes a line a border. Where the card's end is not seen,
the edge of the picture or a row of print is all there is, too far off for it."""

BESIDE = (1, 3)
"""The right and the left side: sides count clockwise from the upper one."""

Numbers = NDArray[np.float64]


class _Settled(NamedTuple):
    """A side as the picture shows it: its worth, its number (top, right, bottom, left), its ends' outward offsets."""

    worth: float
    side: int
    ends: Numbers


def best_border(photo: Image, rough: Quad, doubt: Numbers, inked: Sequence[Quad] = ()) -> Quad:
    """The outline with the sides that are seen, and the others where these and the texts have them.

    ``photo`` is ``HxWx3 uint8 BGR``, outlines are in its pixels; ``doubt`` is the covariance (``8x8``, squared card
    heights) of the corners of ``rough``, which is what the texts say. No border runs through what is ``inked``.
    """
    view = look_at_border(photo, rough, CARD_ASPECT, inked)
    corners = project(np.linalg.inv(view.to_picture), rough.to_array())
    doubt = _of_sides(doubt)
    lines = [_lines(view, corners, doubt, side) for side in range(4)]
    found = Quad.from_array(project(view.to_picture, _moved(corners, _settle(lines, doubt))))
    return found if plausible(pose_of(found, CARD_ASPECT), CARD_ASPECT) else rough


def _of_sides(doubt: Numbers) -> Numbers:
    """Covariance of the outward offsets of both ends of each side, clockwise, from that of the corners."""
    corners = rectangle(1, 1)
    out = np.zeros((4, 2, 4, 2))
    for side in range(4):
        after = (side + 1) % 4
        out[side, 0, side] = out[side, 1, after] = outward(corners[side], corners[after])
    ends = out.reshape(8, 8)
    return ends @ doubt @ ends.T + PRINT**2 * np.kron(np.eye(4), np.ones((2, 2))) + EDGE**2 * np.eye(8)


def _lines(view: BorderView, corners: Points, doubt: Numbers, side: int) -> Lines | None:
    deviation = np.sqrt(np.diag(doubt)[2 * side : 2 * side + 2].max())
    reach = float(np.clip(DEVIATIONS * deviation, LEAST_REACH, MOST_REACH))
    inward = INWARD * reach if side in BESIDE else min(INWARD * reach, UNPRINTED)
    return lines_near(view, corners[side], corners[(side + 1) % 4], inward, reach)


def _settle(lines: Sequence[Lines | None], doubt: Numbers) -> Numbers:
    """Outward offsets (8, card heights) of the sides' ends: as seen, or as expected once all others are known."""
    expected, unsettled = np.zeros(8), {side: seen for side, seen in enumerate(lines) if seen}
    while unsettled:
        best = max(_best(side, seen, expected, doubt) for side, seen in unsettled.items())
        if best.worth < BELIEVED:
            break
        del unsettled[best.side]
        expected, doubt = _given(best, expected, doubt)
    return expected


def _best(side: int, lines: Lines, expected: Numbers, doubt: Numbers) -> _Settled:
    """The line near a side that is seen best and surprises least."""
    own = slice(2 * side, 2 * side + 2)
    (a, b), (_, c) = np.linalg.inv(doubt[own, own])
    start, end = lines.offsets[:, None] - expected[own][0], lines.offsets - expected[own][1]
    surprise = a * start**2 + 2 * b * start * end + c * end**2
    worth = lines.support - SURPRISE * surprise
    best = np.unravel_index(int(worth.argmax()), worth.shape)
    return _Settled(float(worth[best]), side, lines.offsets[list(best)].astype(np.float64))


def _given(settled: _Settled, expected: Numbers, doubt: Numbers) -> tuple[Numbers, Numbers]:
    """What is expected of all ends, and the doubt about it, once a side is settled: that of normal variables."""
    own = slice(2 * settled.side, 2 * settled.side + 2)
    gain = doubt[:, own] @ np.linalg.inv(doubt[own, own])
    return expected + gain @ (settled.ends - expected[own]), doubt - gain @ doubt[own]


def _moved(corners: Points, offsets: Numbers) -> Points:
    """Corners of the outline whose sides are moved outwards at both their ends."""
    pairs = offsets.reshape(4, 2) * HEIGHT
    sides = [_shifted(corners[i], corners[(i + 1) % 4], pairs[i]) for i in range(4)]
    return np.array([_crossing(sides[i - 1], sides[i]) for i in range(4)], dtype=np.float32)


def _shifted(start: Points, end: Points, by: Numbers) -> tuple[Points, Points]:
    normal = outward(start, end)
    return start + by[0] * normal, end + by[1] * normal


def _crossing(one: tuple[Points, Points], other: tuple[Points, Points]) -> Points:
    """Where two lines, each given by two points, meet."""
    first = np.cross([*one[0], 1.0], [*one[1], 1.0])
    second = np.cross([*other[0], 1.0], [*other[1], 1.0])
    x, y, w = np.cross(first, second)
    return np.array([x / w, y / w], dtype=np.float32)
