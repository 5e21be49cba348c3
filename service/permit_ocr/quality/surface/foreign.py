"""Where something of another colour, or something dark, lies on a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.shrink import averaged
from permit_ocr.quality.surface.fit import fitted
from permit_ocr.quality.surface.ground import Sheet, Values, window
from permit_ocr.types import Box, Image

WIDTH = 240
"""Pixels across the card at which its colours are looked at: 0.36 mm each."""
_STROKE = 9
"""Pixels that a dark thing has to be wide to be more than print: 3.2 mm."""
_TINT = (0.16, 0.3)
"""Distance of a colour from the ground's, as the length of ln(R/G), ln(B/G): guilloche and tints are below it."""
_SPREAD = 5.0
"""The least such distance in those that the ground itself has (median): noise, coarse patterns."""
_PALER = 0.06
"""How much brighter than the ground, as a logarithm, a colour may be: more is sheen, but for strong colours."""
_DARK = (-1.1, -1.35)
"""Logarithm of the brightness, in the ground's, of what is too dark for a shadow: a third and a quarter."""
_RIM = 3
"""Pixels about what is to be read or seen in which wiped strokes may have left a trace."""
_LIT = 75
"""Percentile of the ground's brightness that is lit; what is dark has to be so against this as well, as a surface
that is fitted to a half-shaded card may run too high."""


@dataclass(frozen=True, slots=True)
class Tones:
    """The colours of a card without its print, against those of its ground; all ``HxW``, ``WIDTH`` pixels wide."""

    image: Image
    """The card with strokes wiped out."""
    shade: Values
    """Its colour less the ground's, ``HxWx2``: ln(R/G), ln(B/G)."""
    tint: Values
    """The length of that."""
    light: Values
    """Logarithm of the brightness in the ground's."""
    foreign: Values
    """How surely a place is not the card's ground, 0..1."""
    plain: NDArray[np.bool_]
    """What of the card is in the photo and holds nothing that is to be read or seen."""

    def at(self, box: Box) -> Values:
        """How foreign the places of a box are."""
        return self.foreign[self.window(box)]

    def window(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns of a box, at least one of each."""
        return window(box, self.foreign.shape)


def tones_of(sheet: Sheet, taken: Sequence[Box]) -> Tones:
    """Compare a card's colours with its ground's, which is fitted beside what is to be read or seen."""
    rows = max(8, round(WIDTH * sheet.grey.shape[0] / sheet.grey.shape[1]))
    small = averaged(sheet.image, WIDTH, rows)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_STROKE, _STROKE))
    wiped = np.asarray(cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, disc), (3, 3)), np.uint8)
    blue, green, red = (np.asarray(np.log(channel.astype(np.float32) + 8), np.float32) for channel in cv2.split(wiped))
    whole = np.asarray((blue + green + red) / 3, np.float32)
    use = _usable(sheet, taken, wiped.shape)
    light, first, second = (_off_ground(levels, use) for levels in (whole, red - green, blue - green))
    tint = np.hypot(first, second)
    usual = float(np.median(tint[use])) if use.any() else 0.0
    below = whole - np.float32(np.percentile(whole[use], _LIT)) if use.any() else light
    return Tones(wiped, np.stack([first, second], axis=-1), tint, light, _foreign(tint, light, usual, below), use)


def _foreign(tint: Values, light: Values, usual: float, below: Values) -> Values:
    least = max(0.0, _SPREAD * usual - _TINT[0])
    coloured = np.clip((tint - least - _TINT[0]) / (_TINT[1] - _TINT[0]), 0, 1) * ((light < _PALER) | (tint > 0.5))
    dark = np.clip((np.maximum(light, below) - _DARK[0]) / (_DARK[1] - _DARK[0]), 0, 1)
    return np.maximum(coloured, dark).astype(np.float32)


def _usable(sheet: Sheet, taken: Sequence[Box], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Mark what of the card is in the photo and not taken."""
    rows, columns = shape[:2]
    use = cv2.resize(sheet.seen.astype(np.uint8), (columns, rows), interpolation=cv2.INTER_NEAREST) > 0
    for box in taken:
        left, top = int(max(0, box.x0) * columns), int(max(0, box.y0) * rows)
        use[
            max(0, top - _RIM) : int(box.y1 * rows) + 1 + _RIM, max(0, left - _RIM) : int(box.x1 * columns) + 1 + _RIM
        ] = False
    return np.asarray(use, np.bool_)


def _off_ground(levels: Values, use: NDArray[np.bool_]) -> Values:
    """Give how far levels lie from a smooth surface through most of them (Tukey's biweight)."""
    rows, columns = levels.shape
    x, y = np.meshgrid(np.linspace(-1, 1, columns, dtype=np.float32), np.linspace(-1, 1, rows, dtype=np.float32))
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, x * x * y], axis=-1)
    sparse = np.zeros_like(use)
    sparse[2::5, 2::5] = use[2::5, 2::5]
    places, values = terms[sparse], levels[sparse]
    if len(values) < 20:
        return levels - np.float32(np.median(levels))
    return np.asarray(levels - terms @ fitted(places, values).astype(np.float32), np.float32)
