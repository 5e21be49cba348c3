"""The lines of print, each at the same height, and how much contrast the print has where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality.ranks import percentile, percentiles
from permit_ocr.quality.surface.ground import Sheet, Values, sheet_of
from permit_ocr.quality.view import CardView, Region, once_per_view
from permit_ocr.types import Box

HEIGHT = 32
"""Pixels to which a line's ink is scaled in height: a stroke is then about 3 pixels wide."""
_NEAR = 25
"""Pixels about a place in which ink is near: within most characters, but not across wide letter-spacing."""
_FAR = 55
"""Pixels along the line within which there is always ink: letter-spacing and spaces leave less free."""
_STROKE = 13
"""Pixels across which the ground is taken to go on under strokes."""
_USUAL, _LEAST = 70, 0.3
"""Percentile of all places that has the usual contrast of a card's print, and the least it is taken for: that of
dark strokes that a lens has blurred to twice their width."""
_PALE = 0.7
"""The contrast that a line may have by its own, thinner print, in that of the card's."""

Levels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print, ``HEIGHT`` pixels high; all maps are ``HEIGHTxW float32``."""

    region: Region
    brightest: Values
    """Grey level of the brightest channel about each place: that of the ground, as ink is thin."""
    darkest: Values
    """The same of the darkest channel."""
    near: Values
    """Share of the usual contrast that the print within reach of each place has."""
    far: Values
    """The same within any gap of an intact line."""

    def box(self, mask: NDArray[np.bool_]) -> Box | None:
        """The box about what is marked, in fractions of the card."""
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if not rows.size:
            return None
        (x0, y0, x1, y1), height, width = self.region.box, mask.shape[0], mask.shape[1]
        left, right = columns[0] / width, (columns[-1] + 1) / width
        top, bottom = rows[0] / height, (rows[-1] + 1) / height
        return Box(x0 + left * (x1 - x0), y0 + top * (y1 - y0), x0 + right * (x1 - x0), y0 + bottom * (y1 - y0))


@once_per_view
def lines_of(view: CardView) -> Sequence[Line]:
    """Look at all lines of print (all regions but the portrait) that lie within the photo."""
    sheet = sheet_of(view)
    shown = [region for region in view.regions if region.name != "portrait" and _whole(sheet, region.box)]
    measured = [_contrasts(_scaled(sheet.grey, sheet, region.box)) for region in shown]
    usual = max(_LEAST, percentile(np.concatenate([far.ravel() for _, far in measured]), _USUAL)) if shown else 1
    return [_compared(region, sheet, near, far, usual) for region, (near, far) in zip(shown, measured, strict=True)]


def _whole(sheet: Sheet, box: Box) -> bool:
    return bool(sheet.seen[sheet.window(box)].all())


def _compared(region: Region, sheet: Sheet, near: Values, far: Values, usual: float) -> Line:
    expected = min(max(percentile(far, _USUAL), _PALE * usual), usual)
    brightest, darkest = (_paper(_scaled(levels, sheet, region.box)) for levels in (sheet.brightest, sheet.darkest))
    return Line(region, brightest, darkest, near / expected, far / expected)


def _paper(levels: Levels) -> Values:
    """Give the level of the ground, under the strokes too."""
    closed = cv2.morphologyEx(levels, cv2.MORPH_CLOSE, _disc(_STROKE)).astype(np.float32)
    return np.asarray(cv2.blur(closed, (_STROKE, _STROKE)), np.float32)


def _scaled(levels: Levels, sheet: Sheet, box: Box) -> Levels:
    """Cut a line out of the card and scale it to ``HEIGHT``, a little softened against noise."""
    part = levels[sheet.window(box)]
    length = (box.x1 - box.x0) * CARD_ASPECT / max(box.y1 - box.y0, 1e-3)
    width = int(np.clip(round(length * HEIGHT), 8, 60 * HEIGHT))
    interpolation = cv2.INTER_AREA if part.shape[0] >= HEIGHT else cv2.INTER_LINEAR
    scaled = cv2.resize(part, (width, HEIGHT), interpolation=interpolation)
    return np.asarray(cv2.blur(scaled, (3, 3)), np.uint8)


def _contrasts(grey: Levels) -> tuple[Values, Values]:
    """Give how much darker the darkest is than the ground about each place, near by and along the line."""
    disc, along = _disc(_NEAR), np.ones((1, _FAR), np.uint8)
    paper = np.maximum(cv2.dilate(grey, disc), 16).astype(np.float32)
    near = 1 - cv2.erode(grey, disc) / paper
    darkest = cv2.erode(grey.min(axis=0, keepdims=True), along)
    far = 1 - darkest / np.maximum(percentiles(np.ascontiguousarray(grey.T), 85), 16)
    return np.asarray(near, np.float32), np.broadcast_to(np.clip(far, 0, 1), grey.shape).astype(np.float32)


def _disc(side: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)


def widened(mask: Values) -> Values:
    """Give back to what is free of ink what was lost to its surroundings: all places within a free disc."""
    if not mask.any():
        return mask
    return np.asarray(cv2.dilate(mask, _disc(_NEAR)), np.float32)


def over_line(levels: Values, sheet: Sheet, line: Line) -> Values:
    """A smooth field over the card, at the places of a line."""
    part = levels[sheet.window(line.region.box)]
    return np.asarray(cv2.resize(part, line.near.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
