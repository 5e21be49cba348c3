"""The pieces that sharp edges part a card into: its own ground, and what lies on it or shows where it ends.

Places without an edge make up the first pieces, none of them large. Pieces are then joined while the border between
some two is, on the average of its length, no edge: one gap in an outline does not let the ground flow in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.surface.ground import Values, window
from permit_ocr.quality.surface.relief import relief_of
from permit_ocr.quality.surface.unread import surely_read
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box

_FLAT, _EDGE = (0.02, 2.0), (0.066, 5.5)
"""Slope up to which a place has no edge, and up to which the border between two pieces is none: the least, and in the
slope that three fifths of the card stay below, where noise is strong. Of 250 tuning photos as they are located, and the
border of 546."""
_BULK = 60
_STEEPEST = 3
"""The most that the slope of one place counts, in that of an edge: a seal makes a part of a border steep, not an edge
of it."""
_GAP = 3
"""Pixels: gaps of an outline up to this wide, less one, do not join what is on its two sides."""
_CELL = 16
"""Pixels across a first piece at the most: one that reached through a wider gap, or through a portrait, would belong to
both sides of an edge. Of 106 covers and missing corners on tuning photos 100 are found, 96 with pieces of any size."""
_LEAST = 8
"""Pixels of a first piece at the least; smaller ones fall to their neighbours."""
_RIM = 5
"""Pixels beside the card's edge that do not tell which piece is its ground, and beside a portrait that tell nothing of
edges: 1.8 mm."""
_OPENING = 5
"""Pixels: what is narrower is a trace of print, 1.4 mm."""
_CHARACTER = (1.5, 1.7)
"""Height and width, in heights of a line, up to which a piece may be one character's ink."""

Labels = NDArray[np.int32]
Floats = NDArray[np.floating]
Borders = tuple[NDArray[np.integer], NDArray[np.integer], Floats]


@dataclass(frozen=True)
class Pieces:
    """A card in pieces, ``relief.WIDTH`` pixels across."""

    apart: NDArray[np.bool_]
    """``HxW``: what is not the card's ground; traces of print and portraits are left out."""

    def over(self, box: Box) -> Values:
        """Mark (0 or 1) what is apart in a box of print, but for what is no larger than one of its characters.

        The ink of a dense one looks like a thing; a thing that lies on print seldom is so small.
        """
        place = window(box, self.apart.shape)
        labels, across, down = self._pieces
        high = place[0].stop - place[0].start
        things = (down > _CHARACTER[0] * high) | (across > _CHARACTER[1] * high)
        things[0] = False  # the ground
        return things[labels[place]].astype(np.float32)

    @cached_property
    def _pieces(self) -> tuple[Labels, Labels, Labels]:
        """The number of the piece at each place, and the width and height of each piece."""
        labels, stats = cv2.connectedComponentsWithStats(self.apart.astype(np.uint8))[1:3]
        sizes = np.asarray(stats, np.int32)
        return np.asarray(labels, np.int32), sizes[:, cv2.CC_STAT_WIDTH], sizes[:, cv2.CC_STAT_HEIGHT]


@once_per_view
def pieces_of(view: CardView) -> Pieces:
    """Part a card along the sharp edges on it; what is beside it may be of its colour, and joins nothing."""
    slope = relief_of(view)
    usual = float(np.percentile(_within(slope), _BULK))
    flat, edge = (max(least, times * usual) for least, times in (_FLAT, _EDGE))
    portraits = _portraits(view, slope.shape)
    first = _first(slope >= flat)
    joined = _joined(first, _borders(first, np.minimum(slope, _STEEPEST * edge), _inner(~portraits)), edge)
    return Pieces(_apart(joined, _ground(joined, view)) & ~portraits)


def _ground(labels: Labels, view: CardView) -> int:
    """Give the piece under most of the print that surely reads; where none does, the largest.

    What lies on a card may be larger than what it leaves of it.
    """
    read = [region.box for region in view.regions if surely_read(view, region.name)]
    under = [labels[window(box, labels.shape)].ravel() for box in read]
    return int(np.bincount(np.concatenate(under) if under else _within(labels).ravel()).argmax())


def _apart(labels: Labels, ground: int) -> NDArray[np.bool_]:
    """Mark what does not belong to the piece that is the ground."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_OPENING, _OPENING))
    return cv2.morphologyEx((labels != ground).astype(np.uint8), cv2.MORPH_OPEN, disc) > 0


def _within(levels: NDArray[Any]) -> NDArray[Any]:
    """Leave out the card's edge, unless next to nothing else is left."""
    return levels[_RIM:-_RIM, _RIM:-_RIM] if min(levels.shape) > 2 * _RIM else levels


def _first(edges: NDArray[np.bool_]) -> Labels:
    """Number the pieces of what has no edge; every other place falls to the nearest of them."""
    walls = cv2.dilate(edges.astype(np.uint8), np.ones((_GAP, _GAP), np.uint8))
    walls[_CELL::_CELL] = walls[:, _CELL::_CELL] = 1
    labels = np.asarray(cv2.connectedComponents(1 - walls, connectivity=4)[1], np.int32)
    large = np.bincount(labels.ravel()) >= _LEAST
    large[0] = False
    apart = (~large[labels]).astype(np.uint8)
    return np.asarray(cv2.distanceTransformWithLabels(apart, cv2.DIST_L2, 3)[1], np.int32)


def _portraits(view: CardView, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Mark portraits, and what is so near to one that its own edge may be there.

    Their edges tell nothing, and no piece goes on through them: what lies over a part would join the ground there.
    """
    marked = np.zeros(shape, np.bool_)
    for box in (region.box for region in view.regions if region.name == "portrait"):
        left, right = (round(edge * shape[1]) for edge in (box.x0, box.x1))
        top, bottom = (round(edge * shape[0]) for edge in (box.y0, box.y1))
        marked[max(0, top - _RIM) : max(0, bottom + _RIM), max(0, left - _RIM) : max(0, right + _RIM)] = True
    return marked


def _inner(marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave out the card's rim, where what is beside it shows."""
    inner = np.zeros_like(marked)
    inner[_RIM:-_RIM, _RIM:-_RIM] = marked[_RIM:-_RIM, _RIM:-_RIM]
    return inner


def _joined(labels: Labels, borders: Borders, edge: float) -> Labels:
    """Join pieces pair by pair, those first that are each other's likest, until all borders are edges."""
    count = int(labels.max()) + 1
    owner = np.arange(count)
    lower, upper, height = borders
    length = np.ones(height.size)
    while True:
        lower, upper, height, length = _summed(owner[lower], owner[upper], height, length, count)
        mean = height / length
        alike = (mean < edge) & _mutual(lower, upper, mean, count)
        if not alike.any():
            return np.asarray(owner[labels], np.int32)
        into = np.arange(count)
        into[upper[alike]] = lower[alike]
        owner = into[owner]


def _summed(
    one: NDArray[np.integer], other: NDArray[np.integer], height: Floats, length: Floats, count: int
) -> tuple[NDArray[np.integer], NDArray[np.integer], Floats, Floats]:
    """Sum up what is known of the border between the same two pieces; within one piece there is none."""
    apart = one != other
    keys = np.minimum(one, other)[apart].astype(np.intp) * count + np.maximum(one, other)[apart]
    pairs, where = np.unique(keys, return_inverse=True)
    lower, upper = np.divmod(pairs, count)
    summed, long = (np.asarray(np.bincount(where, each[apart]), np.float64) for each in (height, length))
    return lower, upper, summed, long


def _mutual(lower: NDArray[np.integer], upper: NDArray[np.integer], mean: Floats, count: int) -> NDArray[np.bool_]:
    """Mark the pairs of which either is the other's likest neighbour."""
    order = np.argsort(-mean, kind="stable")
    best = np.full(count, -1)
    both = np.stack([lower[order], upper[order]], axis=1).ravel()
    best[both] = np.repeat(order, 2)
    places = np.arange(len(mean))
    return (best[lower] == places) & (best[upper] == places)


def _borders(labels: Labels, slope: Values, use: NDArray[np.bool_]) -> Borders:
    """Give the two pieces on either side of each place in use where two meet, and the slope there."""
    top = np.asarray(cv2.dilate(slope, np.ones((3, 3), np.uint8)), np.float32)
    across = (labels[:, :-1] != labels[:, 1:]) & use[:, 1:]
    down = (labels[:-1] != labels[1:]) & use[1:]
    return (
        np.concatenate([labels[:, :-1][across], labels[:-1][down]]),
        np.concatenate([labels[:, 1:][across], labels[1:][down]]),
        np.concatenate([np.maximum(top[:, :-1], top[:, 1:])[across], np.maximum(top[:-1], top[1:])[down]]),
    )
