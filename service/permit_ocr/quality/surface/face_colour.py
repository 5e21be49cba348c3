"""Whether a part of a face has another colour than the rest."""

from __future__ import annotations

import numpy as np

from permit_ocr.quality.surface.face import face_tiles
from permit_ocr.quality.surface.foreign import Tones
from permit_ocr.types import Box

_OTHER = 0.3
"""Distance, as the length of ln(R/G), ln(B/G), from the face's middling colour. In 143 photos of tuning cards, with
glare, waves and colour casts among them, no more than 3 % of a face lies so far off."""


def off_colour(tones: Tones, portrait: Box) -> tuple[list[Box], float]:
    """Give the tiles of the face that are of another colour than most of it, and what share of it they are.

    Skin, lips and hair are warmer than paper or grey, in any light; what is not lies on them.
    """
    tiles = face_tiles(portrait)
    shades = np.stack([tones.shade[tones.window(tile)].reshape(-1, 2).mean(axis=0) for tile in tiles])
    off = np.linalg.norm(shades - np.median(shades, axis=0), axis=1) > _OTHER
    return [tile for tile, stained in zip(tiles, off, strict=True) if stained], float(off.mean())
