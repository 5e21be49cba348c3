"""Whether a bar lies across a face, such as hides the eyes: narrow as print is, and as dark as hair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import box_quad, cut_out
from permit_ocr.quality.surface.ground import Values
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box

_ACROSS, _DOWN = 48, 64
"""Pixels at which a portrait is looked at: a bar over the eyes is some ten of them high."""
_MIDDLE, _FACE = slice(16, 32), slice(13, 48)
"""Columns that a bar crosses at the least, and rows that are mostly face."""
_FROM, _TO = 17, 42
"""Rows between which a bar lies: the hair above a brow, which is as dark, begins in row 15 at the lowest, and the beard
below a mouth is not reached. Of 330 photos of genuine cards drawn by others."""
_HIGH = (3, 22)
"""Rows that a bar is high."""
_OTHER, _OWN = 0.5, 0.45
"""Distance from the face's own colour, in the logarithm of the level that differs most: of nearly every pixel of a bar
at the least, and of the middling pixel of the face above and below it at the most."""
_STEP, _EDGE = 0.4, 0.9
"""By how much that changes over an edge of the bar, and along which share of it at once: brows and locks are bent."""
_NEARLY_ALL = 12
"""Percentile of a row's pixels."""


def bar_across(view: CardView, portrait: Box) -> Box | None:
    """Give the box of a bar across the face, in fractions of the card, if there is one.

    A face has skin between the eyes, and brows that are bent; a bar is all of another level, along straight edges, with
    the face going on above and below it.
    """
    off = _off_face(view, portrait)
    other = np.percentile(off, _NEARLY_ALL, axis=1) > _OTHER
    ends = np.flatnonzero(np.diff(np.concatenate([[0], other, [0]])))
    for top, bottom in ends.reshape(-1, 2).tolist():
        if top >= _FROM and bottom <= _TO and _HIGH[0] <= bottom - top <= _HIGH[1] and _is_bar(off, top, bottom):
            height = (portrait.y1 - portrait.y0) / _DOWN
            return Box(portrait.x0, portrait.y0 + top * height, portrait.x1, portrait.y0 + bottom * height)
    return None


def _off_face(view: CardView, portrait: Box) -> Values:
    """Give how far the middle of a portrait is from the face's own colour, row by row."""
    picture = cut_out(view.card.image, view.card.in_image(box_quad(portrait)), _ACROSS, _DOWN)
    levels = np.log(picture[:, _MIDDLE].astype(np.float32) + 8)
    own = np.median(levels[_FACE].reshape(-1, 3), axis=0)
    return np.asarray(np.abs(levels - own).max(axis=2), np.float32)


def _is_bar(off: Values, top: int, bottom: int) -> bool:
    """Whether straight edges part the rows from face on either side."""
    beyond = off[top - 6 : top - 1], off[bottom + 1 : bottom + 7]
    steps = off[top + 1] - off[top - 3], off[bottom - 2] - off[bottom + 2]
    return all(_shows_face(rows) for rows in beyond) and all((step > _STEP).mean() >= _EDGE for step in steps)


def _shows_face(rows: NDArray[np.floating]) -> bool:
    return bool(np.median(rows, axis=1).min() < _OWN)
