"""How much speaks for each side of a portrait standing where it might: an edge or frame, or a person fading away.

Sides come in the order left, right, top, bottom. Offsets are in pixels of the look, outwards from the layout's box.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Image

Floats = NDArray[np.float32]

REACH = 26
"""How far each side is sought, in pixels: 0.065 card heights, somewhat less than a card has beside its portrait."""

OFFSETS = np.arange(-REACH, REACH + 1, dtype=np.float32)

INSIDE, OUTSIDE = 34, 32
"""Pixels of card inside and outside the layout's side that are looked at: 4.6 and 4.3 mm."""

PIECES, CORNER = 10, 0.08
"""Pieces that a side is averaged in, over which guilloche evens out, and the part left out at each end."""

ALL, LOWER = slice(0, PIECES), slice(PIECES // 2, PIECES)
"""Pieces of a side: all, and those of the lower half of a left or right one."""

STRIP, WEAK_STEP = 4, 12.0
"""Width in pixels of the strips that are compared, and the colour step (8-bit) that counts half as an edge: white
on a light tint must count nearly as much as hair on white. From 6 to 24 the tuning split does not tell."""

LINE, FRAME = 1, 2.0
"""Half the width in pixels of a frame's line, 0.26 mm, and how much more its colour counts than a step: twice, or a
place beside the line would be as good as one on it."""

GROUND = slice(INSIDE + 8, INSIDE + 20)
"""Where a strip shows the card's ground alone, whatever the portrait's place."""

GONE, HALF_GONE = 0.15, 0.6
"""Shares of a person's contrast whose places give, on a straight line, that at which nothing of it is left. From 0.1 to
0.2 as many portraits of the tuning split come out right."""

WEAK_PERSON, SPREAD = 40.0, 3.0
"""Contrast (8-bit) of a person that counts half, and standard error, in pixels, of where it ends. Twice the contrast
and two thirds of the error are as good on the tuning split."""

FAINT, SHOULDER = 8.0, 0.75
"""Standard error, in pixels, of how much farther out a side lies than a shoulder is seen to end, and how much a
shoulder counts beside the chest. A dark suit may end before the side, where a pale sleeve goes on, at the same place in
each row. With 3 and 1, a fortieth of 304 portraits that fade comes out wrong on the tuning split; with 5 to 12, or with
0.5 to 0.75, none. Portraits printed smaller or elsewhere are found best with these."""

SOFT = 4.0
"""Pixels between the two shares from which an end is the print's fading; a sharper one is an outline of hair, which
lies anywhere within the portrait. Lower ends of portraits that fade have 5 to 14 on the tuning split."""

BEYOND = 2
"""Pixels beyond a side where nothing of a person is left that ends there."""


def strips(look: Image) -> list[Floats]:
    """Cut out what lies across the four sides, from inside outwards, each ``PIECES x (INSIDE + OUTSIDE) x 3``.

    ``look`` is the layout's box with ``OUTSIDE`` pixels of card on every side. The first piece of the left and of the
    right side is the upper one.
    """
    return [_strip(view) for view in (np.fliplr(look), look, np.rot90(look, 3), np.rot90(look))]


def edges(strip: Floats) -> Floats:
    """Tell how much of a step of colour, or of a frame's line, there is at each of ``OFFSETS``, 0..1."""
    total = np.cumsum(strip, axis=1, dtype=np.float32)
    inner, outer = _means(total, -STRIP, 0), _means(total, 0, STRIP)
    line = _means(total, -LINE, LINE)
    apart = np.minimum(np.abs(line - _means(total, -STRIP, -LINE)), np.abs(line - _means(total, LINE, STRIP)))
    step = np.maximum(np.abs(outer - inner), FRAME * apart).max(axis=2)
    return _mean(step / (step + WEAK_STEP))


def shoulders(strip: Floats) -> Floats:
    """Tell how much of a person's shoulders fades just before each of ``OFFSETS`` of the left or right side, -1..1.

    What is seen of them ends at the side or, as likely, a little before it, but never beyond.
    """
    return SHOULDER * fading(strip, LOWER, FAINT)


def fading(strip: Floats, ending: slice = ALL, outwards: float = SPREAD) -> Floats:
    """Tell how much of a person fades into the card just before each of ``OFFSETS``, less what goes on beyond, -1..1.

    Only the pieces ``ending`` are asked where the person ends; a side cuts off what any of them shows beyond it.
    ``outwards`` is the standard error, in pixels, of a side beyond that end.
    """
    smooth = cv2.GaussianBlur(strip, (0, 0), sigmaX=1.0, sigmaY=0.5).astype(np.float32)
    contrast = np.abs(smooth - np.median(smooth[:, GROUND], axis=1, keepdims=True)).max(axis=2)
    person = np.maximum(contrast - np.median(contrast[:, GROUND], axis=1, keepdims=True), 0)
    beyond = person[:, INSIDE + BEYOND + OFFSETS.astype(np.intp)]
    ends = np.stack([_vote(piece, outwards) for piece in person[ending]])
    return _mean(ends) - _mean(beyond / (beyond + WEAK_PERSON))


def _strip(look: Image) -> Floats:
    """Cut out what lies across the right side of the box, whatever side was turned there."""
    rows, columns = look.shape[0] - 2 * OUTSIDE, look.shape[1]
    first = OUTSIDE + round(CORNER * rows)
    across = np.ascontiguousarray(look[first : look.shape[0] - first, columns - OUTSIDE - INSIDE :])
    return cv2.resize(across, (INSIDE + OUTSIDE, PIECES), interpolation=cv2.INTER_AREA).astype(np.float32)


def _vote(person: Floats, outwards: float) -> Floats:
    """Tell how likely a piece, of which a contrast for every pixel is given, says that each offset is the end."""
    peak = int(person[:INSIDE].argmax())
    strength = person[peak] / (person[peak] + WEAK_PERSON)
    half, gone = (_falls_below(person, peak, share * float(person[peak])) for share in (HALF_GONE, GONE))
    away = OFFSETS - (gone + (gone - half) * GONE / (HALF_GONE - GONE) - INSIDE + 0.5)
    softness = min((gone - half) / SOFT, 1.0) ** 2
    spread = np.where(away > 0, outwards, SPREAD)
    return (strength * softness * np.exp(-((away / spread) ** 2) / 2)).astype(np.float32)


def _falls_below(values: Floats, start: int, level: float) -> float:
    """Give the place, between pixels, where values first fall to a level after ``start``; else the last one."""
    below = np.flatnonzero(values[start + 1 :] <= level)
    if not below.size:
        return float(len(values) - 1)
    place = start + 1 + int(below[0])
    before, after = float(values[place - 1]), float(values[place])
    return place - (level - after) / max(before - after, 1e-6)


def _mean(pieces: Floats) -> Floats:
    return np.asarray(pieces.mean(axis=0), np.float32)


def _means(total: Floats, start: int, stop: int) -> Floats:
    """Mean colours of the pixels from ``start`` to ``stop`` of each of ``OFFSETS``: ``PIECES x len(OFFSETS) x 3``.

    ``total`` sums up a strip's colours from inside outwards.
    """
    at = INSIDE + OFFSETS.astype(np.intp) - 1
    return (total[:, at + stop] - total[:, at + start]) / np.float32(stop - start)
