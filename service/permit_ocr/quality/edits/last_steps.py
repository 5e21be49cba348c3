"""The steps of a photo's last compression, found again in its coefficients.

All of them lie at multiples of these steps, whatever was done to the photo before. Tables are taken to be those of the
standard (ITU-T T.81, K.1) scaled as the Independent JPEG Group's library does, as nearly all programs write them; of
another table nothing is found, and so nothing is said.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.blocks import FREQUENCIES, LEVELS

QUALITIES = range(30, 101)
"""Scales that are tried; what was saved more coarsely has hardly a coefficient left."""

LEAST_COUNT, LEAST_FREQUENCIES = 40, 5
"""Coefficients of a frequency, and such frequencies, from which on a table is judged."""

MOST_ASTRAY = 0.02
"""How far the mean cosine of the coefficients may fall short of that at multiples that are blurred by rounding. Of 146
tuning photos all tables are found so, but for the turned ones before tables were turned as well."""

_FIRST_COUNTED, _LAST_COUNTED = 0.6, 200
"""Levels that are counted, from this share of a step on, where the next multiple is near, up to this level."""

_ASTRAY = 0.42**2 + 1 / 12
"""Variance of coefficients about multiples: by rounding to whole colours (0.35 to 0.45 in tuning photos; squared) and
to whole levels."""

_STANDARD = np.array(
    [
        (16, 11, 10, 16, 24, 40), (12, 12, 14, 19, 26, 58), (14, 13, 16, 24, 40, 57),
        (14, 17, 22, 29, 51, 87), (18, 22, 37, 56, 68, 109), (24, 35, 55, 64, 81, 104),
    ]
)  # fmt: skip
"""The standard's steps for luma, the lowest six by six, down and across."""

_STEPS = np.arange(1, 64)

Table = NDArray[np.intp]


def last_steps(counts: NDArray[np.intp]) -> Table:
    """Give the steps of ``FREQUENCIES`` from how often each has each level, ``20x256``; all 1 where none are found."""
    counted = counts @ _COUNTED.T
    gathered = counts @ _WAVES.T / np.maximum(counted, 1)
    own = np.arange(len(FREQUENCIES)), _TABLES - 1
    known = (counted[own] >= LEAST_COUNT) & (_TABLES > 1)
    short = np.where(known, np.maximum(_EXPECTED[_TABLES - 1] - gathered[own], 0), 0).sum(axis=1)
    enough = known.sum(axis=1)
    fitting = np.flatnonzero((enough >= LEAST_FREQUENCIES) & (short < MOST_ASTRAY * enough))
    # Coefficients at multiples of large steps lie at those of their divisors as well.
    return _TABLES[fitting[0]] if fitting.size else np.ones(len(FREQUENCIES), np.intp)


def table(quality: int) -> Table:
    """The steps of ``FREQUENCIES`` at a quality, 1..100, of the Independent JPEG Group's library."""
    scale = 5000 / quality if quality < 50 else 200 - 2 * quality
    steps = np.clip((_STANDARD * scale + 50) // 100, 1, 255).astype(np.intp)
    return np.array([steps[down, across] for down, across in FREQUENCIES])


def _tables() -> NDArray[np.intp]:
    """All tables, and the same turned by a quarter, the coarsest first, ``Mx20``; steps beyond ``_STEPS`` as the last.

    A photo that its EXIF tag turns has its coefficients turned.
    """
    turned = [FREQUENCIES.index((across, down)) for down, across in FREQUENCIES]
    both = [each for quality in QUALITIES for each in (table(quality), table(quality)[turned])]
    return np.minimum(np.stack(both), len(_STEPS))


def _weights() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weight of each level for each step: of its cosine, and of being counted; ``63x256``."""
    levels = np.arange(LEVELS)
    counted = (levels >= _FIRST_COUNTED * _STEPS[:, None]) & (levels <= _LAST_COUNTED)
    return np.cos(2 * np.pi * levels / _STEPS[:, None]) * counted, counted.astype(np.float64)


_TABLES = _tables()
_WAVES, _COUNTED = _weights()
_EXPECTED = np.exp(-2 * np.pi**2 * _ASTRAY / _STEPS**2)
