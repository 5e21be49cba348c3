"""Whether a portrait is a placeholder: a head and shoulders drawn in a few flat colours, where no face can be found."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import window
from permit_ocr.types import Box, Image

_ACROSS, _DOWN, _INSET = 32, 44, 2
"""Pixels at which a portrait is looked at, and those left out at each side, where its box may be off."""
_COLOURS = 6
"""The ground's, the skin's, the hair's, the clothes', and those between these at their edges."""
_MOST_REST = 0.1
"""Share of the contrast that so few colours may leave: 0.07 to 0.08 of drawn figures; 0.11 and more of 16 portraits of
the tuning split that something hides, and of such as show a face."""
_HEAD, _BREAST = (0.35, 0.5), (0.85, 0.95)
"""Where down the portrait its head and its breast are."""
_WIDE = (0.25, 0.75)
"""Widths that a head may have, in that of the portrait."""
_WIDER = 1.25
"""How many times wider than a head shoulders are at least: a thing that covers all of a portrait has no such shape."""


def is_drawn(view: CardView, portrait: Box) -> bool:
    """Say whether few flat colours make up the portrait, and those that are not its ground a head and shoulders."""
    picture = _cut(view, portrait)
    if picture is None:
        return False
    colours = picture.reshape(-1, 3).astype(np.float32)
    cv2.setRNGSeed(0)
    rest, cluster, _ = cv2.kmeans(colours, _COLOURS, np.empty(0), (3, 30, 0.1), 2, cv2.KMEANS_PP_CENTERS)
    contrast = float(((colours - colours.mean(axis=0)) ** 2).sum())
    return rest < _MOST_REST**2 * contrast and _is_figure(cluster.reshape(picture.shape[:2]))


def _cut(view: CardView, portrait: Box) -> Image | None:
    left, top, right, bottom = window(view, portrait)
    part = view.card.image[top:bottom, left:right]
    if min(part.shape[:2]) < _ACROSS:
        return None
    small = cv2.resize(part, (_ACROSS, _DOWN), interpolation=cv2.INTER_AREA)
    return np.asarray(small[_INSET:-_INSET, _INSET:-_INSET], np.uint8)


def _is_figure(cluster: NDArray[np.generic]) -> bool:
    """Whether what differs from both upper corners is narrow above and wide below."""
    if cluster[0, 0] != cluster[0, -1]:
        return False
    figure = cluster != cluster[0, 0]
    head, breast = (figure[_rows(part, len(figure))].mean() for part in (_HEAD, _BREAST))
    return bool(_WIDE[0] <= head <= _WIDE[1] and breast >= _WIDER * head)


def _rows(part: tuple[float, float], height: int) -> slice:
    return slice(round(part[0] * height), round(part[1] * height))
