"""What reaches into a portrait from outside."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.surface.foreign import Tones
from permit_ocr.types import Box

_RING = 5
"""Pixels (of ``foreign.WIDTH``) beside the portrait in which a thing shows that reaches into it: 1.8 mm."""
_GAP = 3
"""Pixels next to the portrait that are left out: it may be printed a little beside its place."""
_LEAST = 8
"""Pixels of the ring that a thing fills at the least: about 0.5 mm by its depth."""
_ALIKE = 26.0
"""Distance in CIE Lab (8-bit) up to which a colour goes on: a finger's shading, a note's folds."""


def intruding(tones: Tones, portrait: Box) -> tuple[Box | None, float]:
    """Give where things from outside reach into a portrait, and the share of it that they hide."""
    rows, columns = tones.foreign.shape
    inside, ring = _areas(portrait, rows, columns)
    lab = cv2.cvtColor(tones.image, cv2.COLOR_BGR2LAB).astype(np.float32)
    hidden = np.zeros((rows, columns), np.bool_)
    count, labels = cv2.connectedComponents(((tones.foreign > 0.5) & ring).astype(np.uint8))
    for label in range(1, count):
        thing = labels == label
        if thing.sum() >= _LEAST:
            hidden |= _continued(lab, thing, inside | ring | _between(portrait, rows, columns))
    hidden &= inside
    return _bounds(hidden), float(hidden.sum() / max(1, inside.sum()))


def _continued(lab: NDArray[np.float32], thing: NDArray[np.bool_], room: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark what is connected with a thing and of its colour."""
    alike = np.linalg.norm(lab - np.median(lab[thing], axis=0), axis=2) < _ALIKE
    labels = np.asarray(cv2.connectedComponents((alike & room).astype(np.uint8))[1], np.int32)
    own = np.unique(labels[thing & alike])
    return np.isin(labels, own[own > 0])


def _areas(box: Box, rows: int, columns: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    inside, ring = _within(box, rows, columns, 0), _within(box, rows, columns, _GAP + _RING)
    return inside, ring & ~_within(box, rows, columns, _GAP)


def _between(box: Box, rows: int, columns: int) -> NDArray[np.bool_]:
    return _within(box, rows, columns, _GAP)


def _within(box: Box, rows: int, columns: int, margin: int) -> NDArray[np.bool_]:
    mask = np.zeros((rows, columns), np.bool_)
    left, top = max(0, int(box.x0 * columns) - margin), max(0, int(box.y0 * rows) - margin)
    mask[top : int(box.y1 * rows) + 1 + margin, left : int(box.x1 * columns) + 1 + margin] = True
    return mask


def _bounds(mask: NDArray[np.bool_]) -> Box | None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return None
    height, width = mask.shape
    return Box(
        *(float(v) for v in (columns[0] / width, rows[0] / height, (columns[-1] + 1) / width, (rows[-1] + 1) / height))
    )
