"""The traces of an earlier compression: where the card bears them, and a part of it does not.

JPEG rounds the cosine transform of each block of 8x8 pixels to multiples of its steps (ITU-T T.81, A.3.3 and A.3.4). In
a photo that is saved a second time on the same grid the coefficients still gather about the multiples of the first
steps, as Lukas and Fridrich (2003) describe. What was put into the photo in between does not have them. A photo that
was compressed but once, or shrunk or cropped in between, shows no such difference, however its parts were printed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.blocks import LEVELS, blocks_of, level_counts
from permit_ocr.quality.findings import logistic
from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import INNER
from permit_ocr.types import Box

STEPS = np.arange(3, 41)
"""Steps that are tried: smaller ones drown in rounding to whole colours, larger ones leave little."""

LEAST_LEVEL, MOST_LEVEL = 0.6, 200
"""Coefficients that are counted, from this share of a step on, where the next multiple is near, up to this level."""

LEAST_CARD, LEAST_PART = 60, 25
"""Coefficients of one frequency, on the card and in the part, from which on they are compared."""

LEAST_TRACE = 0.15
"""How much more (as a mean cosine) those of the card gather about multiples than they would by their spread alone."""

MOST_LEAKED = 0.3
"""How much levels that are not counted may weigh, by the number of those that are. The mean over a step that is taken
off reaches beyond its own end; where nearly all coefficients lie below, as on smooth ground and after one compression,
that alone looks like traces. Of 540 genuine photos of cards that somebody else drew, ten reached 4 by it, and one does
since; of portraits exchanged in finished photos none lost by it."""

ROUGH = 0.1
"""By how much both may differ on one card, whose print and portrait have other spreads."""

MOST = 8
"""Frequencies whose differences are averaged, the plainest first."""

_EVEN, _STEEPNESS = 3.9, 3.3
"""What a portrait lacks where it is as likely foreign as not, and the growth of the log odds with it. Of 376 tuning
photos it is 3.3 at most, and of 540 photos of cards that somebody else drew 4.1, compressed to all degrees; of 96
portraits exchanged in such photos, which were then saved with finer steps than before, 76 lacked 4 or more."""

_WITHIN, _BESIDE = 0.05, -0.05
"""Share of a part by which it is narrowed on each side, or widened where the card begins again."""


Floats = NDArray[np.float64]


def foreign(view: CardView, box: Box) -> float:
    """Give the probability, 0..1, that a part of the card was put into a finished photo of the rest."""
    lacking = missing_trace(view, box)
    return 0.0 if lacking is None else logistic(_STEEPNESS * (lacking - _EVEN))


def missing_trace(view: CardView, box: Box) -> float | None:
    """Say by how many standard errors a part of the card lacks the traces that the rest has, on the average.

    ``None`` where the part holds too few coefficients to tell. Blocks that are clipped have no say: what a bright card
    loses by that is not lost in its portrait, and would be taken for traces.
    """
    blocks = blocks_of(view)
    blocks = blocks.only(~blocks.clipped)
    part, rest = blocks.within(box, _WITHIN), blocks.within(INNER) & ~blocks.within(box, _BESIDE)
    own, counted, tight = _gathered(blocks.levels[part])
    around, known, told = _gathered(blocks.levels[rest])
    comparable = (known >= LEAST_CARD) & (counted >= LEAST_PART)
    if comparable.any(axis=1).sum() < MOST:
        return None
    comparable &= tight & told
    error = np.sqrt(0.5 / np.maximum(known, 1) + 0.5 / np.maximum(counted, 1) + ROUGH**2)
    lacking = np.where(comparable & (around > LEAST_TRACE), (around - own) / error, 0).max(axis=1)
    return float(np.sort(lacking)[-MOST:].mean())


def _gathered(levels: NDArray[np.intp]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """How much coefficients gather about multiples of each step, how many are counted, and whether those tell most.

    All are ``20xSTEPS``.
    """
    counts = level_counts(levels)
    known = np.asarray(counts @ _COUNTED.T, np.float64)
    gathered = np.asarray(counts @ _WAVES.T / np.maximum(known, 1), np.float64)
    return gathered, known, counts @ _LEAKING.T <= MOST_LEAKED * known


def _weights() -> tuple[Floats, Floats]:
    """Weights of each level for each step: of a cosine less its own mean over a step, and of being counted."""
    waves, counted = zip(*(_of_step(int(step)) for step in STEPS), strict=True)
    return np.stack(waves), np.stack(counted)


def _of_step(step: int) -> tuple[Floats, Floats]:
    """Without the mean over a step, levels that merely fall off evenly would seem to gather, or to shun multiples."""
    level = np.arange(1 - LEVELS, LEVELS)
    counted = (np.abs(level) >= LEAST_LEVEL * step) & (np.abs(level) <= MOST_LEVEL)
    wave = np.cos(2 * np.pi * level / step) * counted
    mean = np.ones(step) if step % 2 else np.array([0.5, *np.ones(step - 1), 0.5])
    weights = np.asarray((wave - np.convolve(wave, mean / step, "same"))[LEVELS - 1 :], np.float64)
    weights[0] /= 2
    return weights, counted[LEVELS - 1 :].astype(np.float64)


_WAVES, _COUNTED = _weights()
_LEAKING = np.abs(_WAVES) * (1 - _COUNTED)
