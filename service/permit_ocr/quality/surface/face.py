"""The part of a portrait where the face is, in tiles."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from permit_ocr.quality.findings import ramp
from permit_ocr.quality.ranks import percentile
from permit_ocr.quality.surface.ground import Sheet, Values
from permit_ocr.types import Box

_TILES = (15, 19)
"""Tiles across and down a portrait."""
_MIDDLE, _REACH = (0.5, 0.46), (0.19, 0.18)
"""Centre and half axes of the ellipse that the face fills whatever its size, in portrait sizes: beside it, the white
ground that such portraits have may begin, which looks as a highlight does."""
_FLAT = (0.12, 0.05)
"""Range of grey levels within a tile, in its brightness: a face's at the first, a highlight's at the second."""
_BRIGHTER = (1.06, 1.16)
"""Brightness in that of the card's ground. Skin, hair and dark clothes are darker than paper in any light."""
_BURNT = (247.0, 253.0)


def face_tiles(box: Box) -> list[Box]:
    """Give the tiles of a portrait that lie on the face, in fractions of the card."""
    across, down = np.linspace(box.x0, box.x1, _TILES[0] + 1), np.linspace(box.y0, box.y1, _TILES[1] + 1)
    rows, columns = list(pairwise(down.tolist())), list(pairwise(across.tolist()))
    tiles = [Box(x0, y0, x1, y1) for y0, y1 in rows for x0, x1 in columns]
    return [tile for tile in tiles if _on_face(tile, box)]


def _on_face(tile: Box, box: Box) -> bool:
    x = ((tile.x0 + tile.x1) / 2 - box.x0) / (box.x1 - box.x0) - _MIDDLE[0]
    y = ((tile.y0 + tile.y1) / 2 - box.y0) / (box.y1 - box.y0) - _MIDDLE[1]
    return (x / _REACH[0]) ** 2 + (y / _REACH[1]) ** 2 < 1


def washed_out(sheet: Sheet, ground: Values, portrait: Box) -> tuple[list[Box], float]:
    """Give the tiles of the face that a highlight hides, and what share of the face they are."""
    tiles = face_tiles(portrait)
    hidden = [_hidden(sheet, ground, tile) for tile in tiles]
    return [tile for tile, share in zip(tiles, hidden, strict=True) if share > 0.3], float(np.mean(hidden))


def _hidden(sheet: Sheet, ground: Values, tile: Box) -> float:
    place = sheet.window(tile)
    low, high = percentile(sheet.grey[place], 10), percentile(sheet.grey[place], 90)
    flat = ramp((high - low) / max(high, 16.0), *_FLAT)
    if not flat:
        return 0.0
    brighter = ramp((low + high) / 2 / max(1.0, float(ground[place].mean())), *_BRIGHTER)
    return flat * max(brighter, ramp(percentile(sheet.darkest[place], 50), *_BURNT))
