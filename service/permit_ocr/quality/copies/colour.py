"""How much colour a card has of its own, beyond what the light and the camera give to anything grey.

A grey copy has none: whatever the light and the camera's curves, the colour of something grey is a smooth function of
its lightness, which drifts over the card at most as the light does. A genuine card's tints, skin and red print are no
such function. Compare the chromaticity histograms of Kunina, Padas and Kolomyttseva for DLC-2021, which need a
template of the card.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.shrink import averaged
from permit_ocr.quality.view import CardView
from permit_ocr.types import Image, Quad

_COLUMNS, _ROWS = 96, 60
"""Blocks over the card: of 10 pixels on a card 1000 wide, so that noise and the dots of a screen average out."""
_INSET = 0.06
"""What is left out at each side, in card sizes: holding fingers, the background where the outline is off."""
_LAG = 2
"""Blocks between the two that are multiplied: noise of blocks so far apart is independent, even after JPEG."""
_CELLS = (8, 5)
"""Cells across and down the card that are ranked, of 12 blocks square."""
_KEPT = 0.85
"""Share of the cells that count, the least coloured: a finger, a stamp or a reflection does not make a colour print."""
_BURNT, _BLACK = 250, 12
"""Levels beyond which a block has no colour to be measured."""
_LEAST_SEEN = 0.25
"""Share of the blocks that must lie between these."""
_COLOURLESS = 0.5
"""Mean difference of a photo's channels, in levels, below which it is a grey picture: 0 where it was stored as grey; 1
and more in any photo or scan of a grey thing that was taken in colour (measured)."""

Plane = NDArray[np.float32]


def own_colour(view: CardView) -> float | None:
    """Give the card's own colour: the root mean square of its chroma that lightness does not explain, in white levels.

    About 0.002 for grey copies and 0.02 or more for genuine cards. ``None`` where it cannot be known: in a picture
    without any colour, of which a copy is no more likely than a genuine card, and where all is burnt out or black.
    """
    if _is_colourless(view.photo):
        return None
    blocks = _blocks(view)
    seen = (blocks.max(axis=2) < _BURNT) & (blocks.max(axis=2) > _BLACK)
    if seen.mean() < _LEAST_SEEN:
        return None
    light = np.asarray(blocks @ np.array((0.25, 0.5, 0.25), np.float32), np.float32)
    white = float(np.percentile(light, 90))
    chroma = np.stack((blocks[..., 2] - blocks[..., 1], blocks[..., 0] - blocks[..., 1]), axis=2) / white
    rest = _unexplained(chroma, light / white, seen)
    return float(np.sqrt(max(_shared(rest, seen), 0.0)))


def _is_colourless(photo: Image) -> bool:
    coarse = photo[:: max(1, photo.shape[0] // 300), :: max(1, photo.shape[1] // 300)]
    blue, green, red = cv2.split(np.ascontiguousarray(coarse))
    spread = cv2.subtract(cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red))
    return cv2.mean(spread)[0] < _COLOURLESS


def _blocks(view: CardView) -> Plane:
    """Average the card, less its rim, in ``60x96x3`` blocks."""
    rim = np.array([(_INSET, _INSET), (1 - _INSET, _INSET), (1 - _INSET, 1 - _INSET), (_INSET, 1 - _INSET)])
    corners = np.round(view.card.in_image(Quad.from_array(rim)).to_array()).astype(int)
    (left, top), (right, bottom) = corners[0], corners[2]
    return averaged(view.card.image[top:bottom, left:right], _COLUMNS, _ROWS).astype(np.float32)


def _unexplained(chroma: Plane, light: Plane, seen: NDArray[np.bool_]) -> Plane:
    """Take away what a smooth curve of lightness, and light whose colour drifts over the card, explain."""
    y, x = np.mgrid[-1 : 1 : _ROWS * 1j, -1 : 1 : _COLUMNS * 1j].astype(np.float32)
    terms = np.stack((np.ones_like(light), light, light**2, light * x, light * y), axis=2)
    fitted, *_ = np.linalg.lstsq(terms[seen], chroma[seen], rcond=None)
    return np.asarray((chroma - terms @ fitted) * seen[..., None], np.float32)


def _shared(rest: Plane, seen: NDArray[np.bool_]) -> float:
    """Give the variance that neighbouring blocks share, which noise does not, in the less coloured cells."""
    across = (rest[:, _LAG:] * rest[:, :-_LAG]).sum(axis=2)[:-_LAG]
    down = (rest[_LAG:] * rest[:-_LAG]).sum(axis=2)[:, :-_LAG]
    weight = _cells(seen[:-_LAG, :-_LAG].astype(np.float32))
    cells = _cells((across + down) / 2)
    kept = np.argsort(cells)[: round(_KEPT * cells.size)]
    return float(cells[kept].sum() / max(float(weight[kept].sum()), 1.0))


def _cells(blocks: Plane) -> Plane:
    return np.asarray(cv2.resize(blocks, _CELLS, interpolation=cv2.INTER_AREA), np.float32).ravel()
