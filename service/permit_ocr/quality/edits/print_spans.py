"""Where the characters of a line are: rows of ink that are the line's alone, and the columns of each character.

A line's box comes from a text detector. Often it reaches into the label below, or to the portrait's frame.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.print_measures import Maps
from permit_ocr.quality.windows import Window
from permit_ocr.types import Image

_FREE = 0.15
"""Share of the fullest row's ink below which a row parts two lines: capitals and digits have ink in every row."""

_LEAST = 0.4
"""Height of a line, in heights of its box, below which its rows were not rightly told."""

_BEYOND = 0.08
"""Heights of the box by which a frame beside a line is higher than its characters, above as well as below."""

_EVEN = (0.65, 1.4)
"""Heights of capitals and digits, in those of most of their line, beyond which a line was not rightly parted: a mark
was taken for a character, or a piece of the label below for a part of one."""

_PUNCTUATION = frozenset(".,-\u00b7'<")

Spans = list[tuple[int, int]]
Mask = NDArray[np.bool_]


def alone(image: Image, box: Window) -> tuple[int, int]:
    """The rows, from and up to, of the line of letters and digits that has the most ink in a box."""
    top, bottom = max(0, box.top), box.bottom
    part = image[top:bottom, max(0, box.left) : max(0, box.right)]
    if min(part.shape[:2]) < 2:
        return box.top, box.bottom
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    filled = (grey <= level).sum(axis=1)
    runs = _runs(filled > _FREE * filled.max())
    a, b = max(runs, key=lambda run: int(filled[run[0] : run[1]].sum()), default=(0, 0))
    return (top + a, top + b) if b - a >= _LEAST * part.shape[0] else (box.top, box.bottom)


def spans_of(maps: Maps, inner: Window, characters: str) -> Spans:
    """Columns of each capital, digit or mark, as the ink is parted; none where that does not fit the text."""
    ink = maps.ink[inner.top : inner.bottom, inner.left : inner.right]
    least = max(1.0, 0.04 * maps.height)
    runs = [run for run in _runs(ink.sum(axis=0) >= least) if run[1] - run[0] >= least]
    runs = _without_frames(runs, ink, _BEYOND * maps.height)
    if len(runs) != len(characters) or not _is_even(runs, ink, characters):
        return []
    return [(inner.left + a, inner.left + b) for a, b in runs]


def _runs(marked: Mask) -> Spans:
    """Stretches of marked places, from and up to."""
    steps = np.diff(np.concatenate([[0], marked.astype(np.int8), [0]]))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))


def _ends(ink: Mask, run: tuple[int, int]) -> tuple[int, int]:
    """The first row of ink in a run of columns, and the one after its last."""
    rows = np.flatnonzero(ink[:, run[0] : run[1]].any(axis=1))
    return int(rows[0]), int(rows[-1]) + 1


def _without_frames(runs: Spans, ink: Mask, beyond: float) -> Spans:
    """Leave out what is first or last in a line and reaches out of it above as well as below."""
    if len(runs) < 3:
        return runs
    ends = [_ends(ink, run) for run in runs]
    top, bottom = np.median(ends, axis=0).tolist()
    framed = [a < top - beyond and b > bottom + beyond for a, b in ends]
    return runs[framed[0] : len(runs) - framed[-1]]


def _is_even(runs: Spans, ink: Mask, characters: str) -> bool:
    """Whether all capitals and digits are about as high as most of them."""
    each = zip(runs, characters, strict=True)
    heights = np.array([np.ptp(_ends(ink, run)) for run, character in each if character not in _PUNCTUATION])
    usual = float(np.median(heights)) if heights.size else 0.0
    return bool(((heights >= _EVEN[0] * usual) & (heights <= _EVEN[1] * usual)).all())
