"""The ink of a line of print: text detectors draw their boxes with room, and layouts where a long value may reach."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.imaging.geometry import box_quad, cut_out
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality.ranks import percentile
from permit_ocr.types import Box

_HEIGHT = 40
"""Pixels to which a box is scaled in height: the ink in it is then about 30 high, and a stroke 3 wide."""
_ROOM = 0.2
"""Surroundings in which ink is sought as well, in heights of the box."""
_GROUND = 21
"""Side in pixels of what is taken for strokes, when the ground under them is sought."""
_INKED = 0.4
"""Darkness of ink, in that of the darkest twentieth of the strokes. Guilloche stays below."""
_EDGE, _GAP = 0.12, 4
"""Share of the fullest row that a row of ink has, and rows that may be free within a line: 二 has such."""
_LEAST = 0.45
"""Height of ink, in that of the box, below which it was not found: it is hidden, or too faint."""

Mask = NDArray[np.bool_]


def tightened(card: RectifiedCard, box: Box) -> Box:
    """Move a box, in fractions of the card, to the ink in it; a box in which none is found stays as it is."""
    roomy = _grown(box)
    inked = _inked(_look(card, roomy))
    rows = _line(inked)
    columns = np.flatnonzero(inked[rows].any(axis=0))
    height, width = inked.shape
    if not columns.size or rows.stop - rows.start < _LEAST * height / (1 + 2 * _ROOM):
        return box
    across, down = (roomy.x1 - roomy.x0) / width, (roomy.y1 - roomy.y0) / height
    return Box(
        roomy.x0 + int(columns[0]) * across,
        roomy.y0 + rows.start * down,
        roomy.x0 + (int(columns[-1]) + 1) * across,
        roomy.y0 + rows.stop * down,
    )


def _grown(box: Box) -> Box:
    room = _ROOM * (box.y1 - box.y0)
    return Box(box.x0 - room / CARD_ASPECT, box.y0 - room, box.x1 + room / CARD_ASPECT, box.y1 + room)


def _look(card: RectifiedCard, box: Box) -> NDArray[np.uint8]:
    """The box in grey, ``HxW``, so that the box without its room would be ``_HEIGHT`` pixels high."""
    height = round(_HEIGHT * (1 + 2 * _ROOM))
    width = max(8, round(height * CARD_ASPECT * (box.x1 - box.x0) / max(box.y1 - box.y0, 1e-6)))
    image = cut_out(card.image, card.in_image(box_quad(box)), min(width, 60 * height), height)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


def _inked(grey: NDArray[np.uint8]) -> Mask:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_GROUND, _GROUND))
    # Black hat: what closing adds.
    dark = cv2.GaussianBlur(cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, disc).astype(np.float32), (3, 3), 0)
    return np.asarray(dark > _INKED * percentile(dark, 95), np.bool_)


def _line(inked: Mask) -> slice:
    """The rows of the line that has the most ink."""
    filled = inked.sum(axis=1)
    rows = np.flatnonzero(filled > _EDGE * max(int(filled.max()), 1))
    if not rows.size:
        return slice(0, 0)
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > _GAP) + 1)
    best = max(runs, key=lambda run: int(filled[run].sum()))
    return slice(int(best[0]), int(best[-1]) + 1)
