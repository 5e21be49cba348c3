"""What reaches into a portrait from outside."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.surface.foreign import Tones
from permit_ocr.types import Box

_GAP = 3
"""Pixels (of ``foreign.WIDTH``) next to the portrait that are left out: it may be printed a little beside its place."""
_RING = 5
"""Pixels behind those in which a thing shows that reaches into the portrait: 1.8 mm."""
_STRAY, _FARTHEST = 16, 21
"""Pixels beside the portrait up to which a portrait may go on that was found beside its place, and up to which things
are followed: 5.7 and 7.5 mm. Of cards drawn by others, portraits go on for 4.7 mm at the most."""
_RIM = 2
"""Pixels at the card's edge that a thing may reach instead: no portrait goes on so far."""
_LEAST = 8
"""Pixels of the ring that a thing fills at the least: about 0.5 mm by its depth."""
_ALIKE = 26.0
"""Distance in CIE Lab (8-bit) up to which a colour goes on: a finger's shading, a note's folds."""
_GROUND = 150.0
"""Level of the card's ground to which a dark photo is scaled before: in the dark all colours are alike, and the seal
above a portrait would go on in it."""


def intruding(tones: Tones, portrait: Box) -> tuple[Box | None, float]:
    """Give where things from outside reach into a portrait, and the share of it that they hide."""
    rows, columns = tones.foreign.shape
    inside, near = _within(portrait, rows, columns, 0), _within(portrait, rows, columns, _GAP + _RING)
    beside, far = _areas(portrait, rows, columns)
    hidden = np.zeros((rows, columns), np.bool_)
    count, labels = cv2.connectedComponents(((tones.foreign > 0.5) & beside).astype(np.uint8))
    for label in range(1, count):
        thing = labels == label
        if (thing & near).sum() >= _LEAST and (thing & far).any():
            hidden |= _continued(tones, thing & near, near)
    hidden &= inside
    return _bounds(hidden), float(hidden.sum() / max(1, inside.sum()))


def _continued(tones: Tones, thing: NDArray[np.bool_], room: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark what is connected with a thing and of its colour."""
    usual = np.median(tones.image[tones.plain]) if tones.plain.any() else _GROUND
    lit = cv2.convertScaleAbs(tones.image, alpha=max(1.0, _GROUND / max(float(usual), 1.0)))
    lab = cv2.cvtColor(lit, cv2.COLOR_BGR2LAB).astype(np.float32)
    alike = np.linalg.norm(lab - np.median(lab[thing], axis=0), axis=2) < _ALIKE
    labels = np.asarray(cv2.connectedComponents((alike & room).astype(np.uint8))[1], np.int32)
    own = np.unique(labels[thing & alike])
    return np.isin(labels, own[own > 0])


def _areas(box: Box, rows: int, columns: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Mark what is beside a portrait, and what is too far off to belong to it."""
    far = ~_within(box, rows, columns, _STRAY)
    far[:_RIM], far[-_RIM:], far[:, :_RIM], far[:, -_RIM:] = True, True, True, True
    return _within(box, rows, columns, _FARTHEST) & ~_within(box, rows, columns, _GAP), far


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
