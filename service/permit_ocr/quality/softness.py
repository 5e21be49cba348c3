"""How likely each line is to be misread for lack of sharpness: out of focus, smeared, blown up from too few pixels.

It rests on one measure, the *loss*: how much weaker, in powers of ten, the detail of the strokes is than their coarse
form. It is taken per direction, as motion spares the strokes along it. Contrast and light drop out of it; noise, halos
and what compression leaves of strokes can only hide blur, not feign it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.findings import logistic
from permit_ocr.quality.stroke_spectrum import BANDS, LineSpectrum, Powers, line_spectra
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box, Field, Finding, Quad

_COARSE, _FORM, _DETAIL, _NOISE = slice(0, 1), slice(1, 2), slice(2, 5), slice(7, 9)
"""Bands (stroke_spectrum.py): lines as dark bars; characters; their strokes; and what is finer than any stroke."""

_MIDDLE_OF_FREE_TEXT, _MIDDLE = 1.76, 2.21
_FREE = (
    Field.NAME, Field.LATIN_NAME, Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY, Field.NATIONALITY, Field.ISSUE_COUNT,
)  # fmt: skip
_MIDDLES: Mapping[str, float] = dict.fromkeys(_FREE, _MIDDLE_OF_FREE_TEXT)
"""The loss at which every other value is misread: later where only known words can stand or the code line checks
itself. Fitted on 564 fields of 68 tuning photos, blurred by bell curves and straight motion or not at all. Print of
which nothing is known gets the later one as well: lines that can be read on 59 photos of other real cards reach 2.2."""
_STEEPNESS = 5.7
"""Growth of the log odds of a misreading with the loss; fitted on the same."""

_UNEVEN = np.array((-0.25, -0.14, 0.1, 0.125, 0.07, 0.125, 0.1, -0.14))
"""By how much the loss of sharp print differs from its mean in each direction, as print has more upright strokes than
level ones; measured on 17 sharp tuning photos, left and right made alike."""

_RUN = 3
"""Windows that are taken together: four text heights. The worst such stretch of a line counts."""
_FAINTEST_WINDOW, _FAINTEST_LINE = 0.15, 0.05
"""Share of the median power of windows and of lines below which there is no print, but ground or a gap."""
_MOST_NOISE = 0.7
"""Share of a band's power that is put down to noise at most: what remains of faint print must not look blurred."""
_PIXEL = 0.5
"""Standard deviation, in pixels, of what a sharp pixel and its resampling blur: sqrt(1/12 + 1/6)."""
_ONE_WAY = 0.5
"""Difference of the loss in the worst direction from its mean above which the cause is motion."""
_FIELDS = frozenset(Field)

_MIDDLE_FREQUENCIES = (np.array(BANDS[1:]) + np.array(BANDS[:-1])) / 2


@dataclass(frozen=True, slots=True)
class _Loss:
    """The loss on the worst stretch of a line."""

    value: float
    """That in the worst direction: a motion that takes only the upright strokes costs as many readings."""
    excess: float
    """How much more that is than the mean over all directions."""
    box: Box


def all_over(view: CardView) -> float:
    """Give the probability, 0..1, that blur makes the card's middling line be misread: that no line would read well."""
    findings = softened(view)
    return findings[len(findings) // 2].strength if findings else 0.0


@once_per_view
def softened(view: CardView) -> Sequence[Finding]:
    """Judge every line that has print, the worst first.

    Findings: a line's worst stretch, reason ``"out of focus"`` or ``"motion"``; strength is the probability that it
    is misread.
    """
    lines = line_spectra(view)
    usual = float(np.median([_coarse(line.powers).mean() for line in lines])) if lines else 0.0
    printed = [line for line in lines if _coarse(line.powers).mean() > _FAINTEST_LINE * usual]
    return sorted((_finding(view, line) for line in printed), key=lambda finding: -finding.strength)


def _finding(view: CardView, line: LineSpectrum) -> Finding:
    loss = _loss(line)
    odds = _STEEPNESS * (loss.value - _MIDDLES.get(line.name, _MIDDLE))
    strength = logistic(odds)
    reason = "motion" if loss.excess > _ONE_WAY else "out of focus"
    x0, y0, x1, y1 = loss.box
    corners = np.array(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    field = Field(line.name) if line.name in _FIELDS else None
    return Finding(reason, strength, view.card.in_photo(Quad.from_array(corners)), field)


def _loss(line: LineSpectrum) -> _Loss:
    coarse = _coarse(line.powers)
    printed: list[int] = np.flatnonzero(coarse >= _FAINTEST_WINDOW * np.median(coarse)).tolist()
    runs = [printed[first : first + _RUN] for first in range(max(1, len(printed) - _RUN + 1))]
    losses = _lost(np.stack([line.powers[run].mean(axis=0) for run in runs]), line.pixels)
    worst = int(np.argmax(losses.max(axis=1)))
    ends = line.windows[runs[worst][0]], line.windows[runs[worst][-1]]
    box = Box(ends[0].x0, ends[0].y0, ends[1].x1, ends[1].y1)
    value = float(losses[worst].max())
    return _Loss(value, value - float(losses[worst].mean()), box)


def _lost(powers: Powers, pixels: float) -> NDArray[np.float64]:
    """Give the loss of each stretch in each direction (``stretches x directions``), in powers of ten."""
    noise = powers[:, _NOISE].mean(axis=1, keepdims=True).min(axis=2, keepdims=True)
    clean = np.maximum(powers - noise, (1 - _MOST_NOISE) * powers)
    # Neighbouring directions are mixed in, as a short line has few strokes in each.
    steady = (2 * clean + np.roll(clean, 1, axis=2) + np.roll(clean, -1, axis=2)) / 4
    form = clean[:, _FORM].mean(axis=(1, 2))
    detail = np.log10(steady[:, _DETAIL]) + _taken_by_pixels(pixels)[_DETAIL, None]
    return np.log10(form)[:, None] - detail.mean(axis=1) - _UNEVEN


def _taken_by_pixels(pixels: float) -> NDArray[np.float64]:
    """Give what pixels take from each band, in powers of ten: that of a Gaussian as wide as they are."""
    spread = _PIXEL / max(pixels, 1.0)
    return (2 * np.pi * spread * _MIDDLE_FREQUENCIES) ** 2 / np.log(10)


def _coarse(powers: Powers) -> NDArray[np.float64]:
    return powers[:, _COARSE].mean(axis=(1, 2))
