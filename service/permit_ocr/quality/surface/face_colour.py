"""Whether a part of a face has another colour than the rest, or one that no face has."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.surface.face import face_tiles
from permit_ocr.quality.surface.foreign import Tones
from permit_ocr.types import Box

_OTHER = 0.3
"""Distance, as the length of ln(R/G), ln(B/G), from the face's middling colour. In 143 photos of tuning cards, with
glare, waves and colour casts among them, no more than 3 % of a face lies so far off."""
_WARMTH, _REDDEST = (-0.4, 1.2), 0.8
"""The coldest and warmest that a face is against the card's ground, as ln(R/B), and the reddest, as ln(R/G): 190 photos
of cards drawn by others had tiles from -0.25 to 0.95 and up to 0.7, a blue label on a face -1.0, a yellow one 1.2. What
lies on most of a face gives it its middling colour."""


def off_colour(tones: Tones, portrait: Box) -> tuple[list[Box], float]:
    """Give the tiles of the face that are of another colour than most of it or than skin, and their share of it.

    Skin, lips and hair are warmer than paper or grey, in any light; what is not lies on them.
    """
    tiles = face_tiles(portrait)
    shades = np.stack([tones.shade[tones.window(tile)].reshape(-1, 2).mean(axis=0) for tile in tiles])
    off = (np.linalg.norm(shades - np.median(shades, axis=0), axis=1) > _OTHER) | _unlike_skin(shades)
    return [tile for tile, stained in zip(tiles, off, strict=True) if stained], float(off.mean())


def _unlike_skin(shades: NDArray[np.floating]) -> NDArray[np.bool_]:
    warmth = shades[:, 0] - shades[:, 1]
    return np.asarray((warmth < _WARMTH[0]) | (warmth > _WARMTH[1]) | (shades[:, 0] > _REDDEST), np.bool_)
