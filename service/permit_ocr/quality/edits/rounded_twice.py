"""How coefficients are spread that were rounded once, or twice: first by other steps, then by the last ones.

Of those that were rounded twice, some multiples of the last step draw more of the first one's multiples than their
neighbours do, or none (Popescu and Farid, 2004). Before all rounding, coefficients fall off as a Laplacian,
or as two that are mixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.blocks import LEVELS

FIRST_STEPS = np.arange(1, 41)
"""First steps that are tried."""

WIDTHS = np.geomspace(1.5, 60, 14)
"""Widths of the Laplacian that are tried, in levels."""

APART = 3
"""Widths from one that is mixed to the next."""

PARTS = (0.2, 0.5, 0.8)
"""Shares of the narrower of two Laplacians that are mixed: the plain ground of a card and its print have each its own,
and what is of both falls off as neither."""

MULTIPLES = np.arange(1, 25)
"""Multiples of the last step that are looked at: nought is most of the plain ground, whatever was done to it."""

ASTRAY = 0.45
"""Standard deviation of coefficients after the first rounding, by that to whole colours; 0.35 to 0.45 measured."""

STRANGE = 0.1
"""Share of the card that may be of other origin."""

LEAST_COUNT = 60
"""Coefficients of a frequency, off nought, from which on a first step is sought."""

LEAST_GAIN = 0.02
"""By how much two roundings have to explain each coefficient better than one, as a mean log likelihood ratio. Of 72
photos that were saved but once, a stranger's drawings of cards, it is 0.013 in the median at the frequency where it is
most, and at most 0.034; without mixtures of widths 0.06 and 0.11, which made values seem foreign on 3 of 182. Where
two roundings are told, it is 0.1 to 1.5."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Trace:
    """What the coefficients of one frequency tell."""

    once: Floats
    """Log likelihood of each level having been rounded once less that of twice, ``256``; 0 for what tells nothing."""
    expected: tuple[float, float]
    """The mean of this for coefficients that were rounded once, and twice."""
    counted: NDArray[np.bool_]
    """Which levels are looked at, ``256``."""


def trace(counts: NDArray[np.intp], of_print: NDArray[np.intp], step: int) -> Trace | None:
    """Find what first rounding the coefficients of one frequency bear, if any.

    ``counts`` says how often each of the 256 levels is on the card, ``of_print`` on its values alone, which have
    another spread; ``step`` is the last one.
    """
    multiples = np.minimum(np.rint(np.arange(LEVELS) / step).astype(np.intp), len(MULTIPLES) + 1)
    counted = (multiples > 0) & (multiples <= len(MULTIPLES))
    all_, own = (np.bincount(multiples, each, len(MULTIPLES) + 2)[1:-1] for each in (counts, of_print))
    if all_.sum() < LEAST_COUNT:
        return None
    once, twice = _likelihoods(step)
    fits = (twice @ all_).max(axis=1)
    first = int(np.argmax(fits))
    if fits[first] - (once @ all_).max() < LEAST_GAIN * all_.sum():
        return None
    width = int(np.argmax(twice[first] @ own))
    ratio = once[width] - twice[first, width]
    expected = float(np.exp(once[width]) @ ratio), float(np.exp(twice[first, width]) @ ratio)
    return Trace(np.where(counted, np.pad(ratio, 1)[multiples], 0), expected, counted)


@cache
def _likelihoods(step: int) -> tuple[Floats, Floats]:
    """Logs of the shares of ``MULTIPLES`` rounded once, by widths and their mixtures, and twice, by first steps too."""
    low, high = (MULTIPLES - 0.5) * step, (MULTIPLES + 0.5) * step
    once = _mixed(_shares(_mass(low, high)))
    twice = _mixed(np.stack([_shares(_folded(int(first), low, high)) for first in FIRST_STEPS]))
    return np.log(once), np.log((1 - STRANGE) * twice + STRANGE * once)


def _mixed(shares: Floats) -> Floats:
    """Add to the shares by widths, ``...x14xM``, those of mixtures of two widths that are well apart."""
    pairs = [(i, j, part) for i, j in combinations(range(0, len(WIDTHS), APART), 2) for part in PARTS]
    mixtures = [part * shares[..., i, :] + (1 - part) * shares[..., j, :] for i, j, part in pairs]
    return np.concatenate([shares, np.stack(mixtures, axis=-2)], axis=-2).astype(np.float32)


def _folded(first: int, low: Floats, high: Floats) -> Floats:
    """How much of each width's Laplacian comes to lie within each bound after a first rounding."""
    values = first * np.arange(int(high[-1] / first) + 3)
    mass = _mass(np.maximum(values - first / 2, 0), values + first / 2)
    return mass @ (_normal((high - values[:, None]) / ASTRAY) - _normal((low - values[:, None]) / ASTRAY))


def _mass(low: Floats, high: Floats) -> Floats:
    return np.asarray(np.exp(-low / WIDTHS[:, None]) - np.exp(-high / WIDTHS[:, None]), np.float64)


def _shares(mass: Floats) -> Floats:
    return (mass + 1e-12) / (mass + 1e-12).sum(axis=1, keepdims=True)


def _normal(x: Floats) -> Floats:
    """The normal distribution to three digits."""
    return 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
