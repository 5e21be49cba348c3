"""The lines that the picture shows near the sides of a roughly known card outline, and how well each is seen.

A line runs from any offset at one end of a side to any at the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import Homography, homography, of_middles, project, rectangle, warp
from permit_ocr.types import Image, Points, Quad

Floats = NDArray[np.float32]

HEIGHT = 400
"""Height in pixels at which the card is looked at; one pixel is then 0.13 mm, finer than most photos."""

MARGIN = 0.14
"""How much of the surroundings is looked at on each side, in card heights."""

SAMPLES = 32
"""Places along a side where the gradient is looked up; twice as many make no outline of the tuning split better."""

CORNER = 0.08
"""Part of a side at each end that is left out: the corners are round (3.18 mm of 54)."""

STEP = 0.004
"""Resolution of the search, in card heights (1.6 px)."""

ALONG = 17
"""Pixels along a side over which its steps are averaged, 2.2 mm: those of a border keep their sign, noise evens out.
From 9 to 25 the tuning split does not tell."""

WEAK_GRADIENT = 4.0
"""Colour step per pixel (8-bit), so averaged, that counts half as an edge: a card on a ground of its own colour shows
little more. A strong edge must not outvote a long one."""

BESIDE_INK = 4
"""Pixels around what is inked that still show its edges, smoothed as they are."""

FRAME = 0.42
"""What the edge of the picture is worth as an edge of the card: many pictures are cut to the card, yet an edge that is
seen is worth more."""

VISIBLE = 0.3
"""Part of a side that must lie within the picture for lines to be sought there."""


@dataclass(frozen=True, slots=True)
class BorderView:
    """A card's border and its surroundings, seen straight on."""

    gradient: tuple[Floats, Floats]
    """Colour steps across (x) and down (y), ``HxW float32``."""
    visible: NDArray[np.bool_]
    frame: NDArray[np.bool_]
    """The pixels along the edge of the picture."""
    to_picture: Homography
    aspect: float
    """Width over height of the card."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines near one side."""

    offsets: Floats
    """Outward, in card heights: those that a line may have at either end of the side."""
    support: Floats
    """How well the line is seen, 0..1, by the index of its offset at the start and at the end of the side."""


def look_at_border(image: Image, quad: Quad, aspect: float, inked: Sequence[Quad] = ()) -> BorderView:
    """See the border of a card straight on in ``HxWx3 uint8 BGR``, given its rough outline.

    What is ``inked`` (lines of print, the portrait; in the same pixels) has edges, but none that is a border's.
    """
    pad = MARGIN * HEIGHT
    width, height = aspect * HEIGHT, float(HEIGHT)
    inner = rectangle(width, height) + np.float32(pad)
    matrix = homography(quad.to_array(), inner)
    full = (round(width + 2 * pad), round(height + 2 * pad))
    smooth: Image = cv2.GaussianBlur(warp(image, matrix, *full), (0, 0), 1.2).astype(np.uint8, copy=False)
    across = _largest_step(cv2.blur(smooth, (1, ALONG)), 1, 0)
    down = _largest_step(cv2.blur(smooth, (ALONG, 1)), 0, 1)
    inside = np.full(image.shape[:2], 255, np.uint8)
    warped = cv2.warpPerspective(inside, of_middles(matrix), full)
    kernel = np.ones((5, 5), np.uint8)
    seen = np.asarray(cv2.erode(warped, kernel, borderValue=[0.0])) > 127
    frame = ~seen & (np.asarray(cv2.dilate(warped, kernel)) > 127)
    bare = ~_covered(inked, matrix, full)
    return BorderView((across * bare, down * bare), seen, frame, np.linalg.inv(matrix), aspect)


def _covered(inked: Sequence[Quad], to_view: Homography, size: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels of a view (width, height) that what is inked takes."""
    mask = np.zeros(size[::-1], np.uint8)
    for quad in inked:
        cv2.fillConvexPoly(mask, np.round(project(to_view, quad.to_array())).astype(np.int32), (1,))
    around = np.ones((2 * BESIDE_INK + 1, 2 * BESIDE_INK + 1), np.uint8)
    return np.asarray(cv2.dilate(mask, around)) > 0


def _largest_step(picture: cv2.typing.MatLike, dx: int, dy: int) -> Floats:
    """The step of the colour that changes most, for every pixel."""
    steps = [cv2.Sobel(plane, cv2.CV_32F, dx, dy, scale=1 / 8) for plane in cv2.split(picture)]
    return np.asarray(reduce(np.maximum, map(np.abs, steps)), np.float32)


def lines_near(view: BorderView, start: Points, end: Points, inward: float, reach: float) -> Lines | None:
    """The lines near a side from ``start`` to ``end``, in pixels of the view; sides run clockwise.

    They are sought up to ``inward`` inside of it and ``reach`` outside, in card heights. ``None`` where the picture
    does not show the side.
    """
    offsets = np.arange(-inward, reach + STEP / 2, STEP, dtype=np.float32)
    profile = _profile(view, start, end, offsets * HEIGHT)
    return None if profile is None else Lines(offsets, _line_scores(profile))


def outward(start: Points, end: Points) -> Points:
    """The unit vector that points out of a card at a side from ``start`` to ``end``."""
    x, y = (end - start) / np.linalg.norm(end - start)
    return np.array([y, -x], dtype=np.float32)


def _profile(view: BorderView, start: Points, end: Points, offsets: Floats) -> Floats | None:
    """Saturated gradient at every sample of the side and every offset: ``SAMPLES x len(offsets)``."""
    normal = outward(start, end)
    along = np.linspace(CORNER, 1 - CORNER, SAMPLES, dtype=np.float32)
    base = start + along[:, None] * (end - start)
    # OpenCV counts from the middle of the first pixel.
    points = base[:, None, :] + offsets[None, :, None] * normal - np.float32(0.5)
    x, y = points[..., 0], points[..., 1]
    gradient = view.gradient[0] if abs(normal[0]) > abs(normal[1]) else view.gradient[1]
    values = cv2.remap(gradient, x, y, cv2.INTER_LINEAR)
    visible, frame = (
        cv2.remap(mask.astype(np.uint8), x, y, cv2.INTER_NEAREST) > 0 for mask in (view.visible, view.frame)
    )
    if visible.any(axis=1).mean() < VISIBLE:
        return None
    saturated = values / (values + WEAK_GRADIENT)
    return np.where(frame, FRAME, np.where(visible, saturated, 0)).astype(np.float32)


def _line_scores(profile: Floats) -> Floats:
    """Mean gradient under every line, by the index of its offset at the start and at the end of the side."""
    count = profile.shape[1]
    along = np.linspace(CORNER, 1 - CORNER, SAMPLES, dtype=np.float32)
    index = np.arange(count, dtype=np.float32)
    at = index[:, None, None] * (1 - along) + index[None, :, None] * along
    low = np.floor(at).astype(np.intp)
    part = at - low
    high = np.minimum(low + 1, count - 1)
    rows = np.arange(SAMPLES)
    return (profile[rows, low] * (1 - part) + profile[rows, high] * part).mean(axis=2)
