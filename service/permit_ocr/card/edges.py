"""Snap a roughly known card outline to the edges that the picture shows.

Text anchors place the card to within a few per cent, wherever it lies. The border itself, where it can be seen,
is sharper: each side is searched as a straight line near its expected place, over all offsets of its two ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.card.pose import plausible, pose_of
from permit_ocr.imaging.geometry import Homography, homography, project, rectangle, warp
from permit_ocr.types import Image, Points, Quad

HEIGHT = 400
"""Height in pixels at which the card is looked at; one pixel is then 0.13 mm, finer than most photos."""

MARGIN = 0.14
"""How much of the surroundings is looked at on each side, in card heights."""

SAMPLES = 64
"""Places along a side where the gradient is looked up."""

CORNER = 0.08
"""Part of a side at each end that is left out: the corners are round (3.18 mm of 54)."""

STEP = 0.004
"""Resolution of the search, in card heights (1.6 px)."""

WEAK_GRADIENT = 6.0
"""Colour step per pixel (8-bit) that counts half as an edge: a card on a ground of its own colour shows little more. A
strong edge must not outvote a long one."""

INWARD = 0.55
"""Part of the reach that is searched inside the outline: further in, rows of print look like edges."""

FAR_PENALTY = 0.12
"""What a line at the end of the reach must have more of than one where the outline was expected."""

FRAME = 0.5
"""What the edge of the picture is worth as an edge of the card: many pictures are cut to the card, yet an edge that is
seen is worth more."""

SUPPORT = 0.38
"""Mean saturated gradient a side needs to be believed."""


@dataclass(frozen=True, slots=True)
class BorderView:
    """A card's border and its surroundings, seen straight on."""

    gradient: tuple[NDArray[np.float32], NDArray[np.float32]]
    """Colour steps across (x) and down (y), ``HxW float32``."""
    visible: NDArray[np.bool_]
    frame: NDArray[np.bool_]
    """The pixels along the edge of the picture."""
    to_picture: Homography
    aspect: float
    """Width over height of the card."""


@dataclass(frozen=True, slots=True)
class Snapped:
    """The outline after snapping, and how well each side is supported (top, right, bottom, left; 0..1)."""

    quad: Quad
    support: tuple[float, float, float, float]


def look_at_border(image: Image, quad: Quad, aspect: float) -> BorderView:
    """See the border of a card straight on in ``HxWx3 uint8 BGR``, given its rough outline."""
    pad = MARGIN * HEIGHT
    width, height = aspect * HEIGHT, float(HEIGHT)
    inner = rectangle(width, height) + np.float32(pad)
    matrix = homography(quad.to_array(), inner)
    full = (round(width + 2 * pad), round(height + 2 * pad))
    smooth: Image = cv2.GaussianBlur(warp(image, matrix, *full), (0, 0), 1.2).astype(np.uint8, copy=False)
    across, down = (_largest_step(smooth, dx, 1 - dx) for dx in (1, 0))
    inside = np.full(image.shape[:2], 255, np.uint8)
    warped = cv2.warpPerspective(inside, matrix, full)
    kernel = np.ones((5, 5), np.uint8)
    seen = np.asarray(cv2.erode(warped, kernel, borderValue=[0.0])) > 127
    frame = ~seen & (np.asarray(cv2.dilate(warped, kernel)) > 127)
    return BorderView((across, down), seen, frame, np.linalg.inv(matrix), aspect)


def _largest_step(picture: Image, dx: int, dy: int) -> NDArray[np.float32]:
    """The step of the colour that changes most, for every pixel."""
    steps = [cv2.Sobel(plane, cv2.CV_32F, dx, dy, scale=1 / 8) for plane in cv2.split(picture)]
    return np.asarray(reduce(np.maximum, map(np.abs, steps)), np.float32)


def snap(view: BorderView, quad: Quad, reach: float) -> Snapped:
    """Move each side of ``quad`` (picture's pixels) to the edge seen within ``reach`` (card heights), if there is one.

    A side without a believable edge (same-coloured ground, outside the frame) stays where it was.
    """
    corners = project(np.linalg.inv(view.to_picture), quad.to_array())
    sides = [_side(view, corners[i], corners[(i + 1) % 4], reach) for i in range(4)]
    crossings = [_crossing(sides[i - 1][0], sides[i][0]) for i in range(4)]
    snapped = project(view.to_picture, np.array(crossings, dtype=np.float32))
    support = (sides[0][1], sides[1][1], sides[2][1], sides[3][1])
    moved = Quad.from_array(snapped)
    return Snapped(moved if plausible(pose_of(moved, view.aspect), view.aspect) else quad, support)


def _side(view: BorderView, start: Points, end: Points, reach: float) -> tuple[tuple[Points, Points], float]:
    """The best line near a side, as two points, and its support; the side itself when none is believable."""
    direction = (end - start) / np.linalg.norm(end - start)
    normal = np.array([direction[1], -direction[0]], dtype=np.float32)
    offsets = np.arange(-INWARD * reach, reach + STEP / 2, STEP, dtype=np.float32) * HEIGHT
    profile = _profile(view, start, end, normal, offsets)
    if profile is None:
        return (start, end), 0.0
    score = _line_scores(profile, offsets)
    distance = (np.abs(offsets)[:, None] + np.abs(offsets)) / (2 * reach * HEIGHT)
    i, j = np.unravel_index(int((score - FAR_PENALTY * distance).argmax()), score.shape)
    support = float(score[i, j])
    if support < SUPPORT:
        return (start, end), support
    return (start + offsets[i] * normal, end + offsets[j] * normal), support


def _profile(
    view: BorderView, start: Points, end: Points, normal: Points, offsets: NDArray[np.float32]
) -> NDArray[np.float32] | None:
    """Saturated gradient at every sample of the side and every offset: ``SAMPLES x len(offsets)``."""
    along = np.linspace(CORNER, 1 - CORNER, SAMPLES, dtype=np.float32)
    base = start + along[:, None] * (end - start)
    points = base[:, None, :] + offsets[None, :, None] * normal
    x, y = points[..., 0], points[..., 1]
    gradient = view.gradient[0] if abs(normal[0]) > abs(normal[1]) else view.gradient[1]
    values = cv2.remap(gradient, x, y, cv2.INTER_LINEAR)
    visible, frame = (
        cv2.remap(mask.astype(np.uint8), x, y, cv2.INTER_NEAREST) > 0 for mask in (view.visible, view.frame)
    )
    if visible.any(axis=1).mean() < 0.3:
        return None
    saturated = values / (values + WEAK_GRADIENT)
    return np.where(frame, FRAME, np.where(visible, saturated, 0)).astype(np.float32)


def _line_scores(profile: NDArray[np.float32], offsets: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean gradient under every line, by the index of its offset at the start and at the end of the side."""
    count = len(offsets)
    along = np.linspace(CORNER, 1 - CORNER, SAMPLES, dtype=np.float32)
    index = np.arange(count, dtype=np.float32)
    at = index[:, None, None] * (1 - along) + index[None, :, None] * along
    low = np.floor(at).astype(np.intp)
    part = at - low
    high = np.minimum(low + 1, count - 1)
    rows = np.arange(SAMPLES)
    return (profile[rows, low] * (1 - part) + profile[rows, high] * part).mean(axis=2)


def _crossing(one: tuple[Points, Points], other: tuple[Points, Points]) -> Points:
    """Where two lines, each given by two points, meet."""
    first = np.cross([*one[0], 1.0], [*one[1], 1.0])
    second = np.cross([*other[0], 1.0], [*other[1], 1.0])
    x, y, w = np.cross(first, second)
    return np.array([x / w, y / w], dtype=np.float32)
