"""Lines of letters and digits with the ground around them, made small: for what is told from means of many pixels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.edits.print_lines import texts_of
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.quality.windows import bounds
from permit_ocr.types import Box, Image

HEIGHT, LEAST_HEIGHT = 12, 7
"""Height in pixels about to which the ink of a line is made smaller, and below which it is not looked at."""

LEAST_PIECES = 3
"""Pieces as wide as a line is high: what happens in fewer may be chance."""

AROUND = 0.9
"""Ground above and below a line, in heights of its ink."""


@dataclass(frozen=True, slots=True)
class SmallLine:
    """One value, from its first stroke to its last."""

    box: Box
    """Its ink, in fractions of the card."""
    picture: Image
    """``HxWx3`` BGR."""
    top: float
    """Where its ink begins, in rows of the picture."""
    height: float
    """Of its ink, in rows."""

    @property
    def inked(self) -> Image:
        """The rows of its ink."""
        return self.picture[round(self.top) : round(self.top + self.height)]

    def rows(self, start: float, stop: float) -> slice:
        """Rows from and up to, in heights of the ink from its top on; at least one."""
        first = max(0, round(self.top + start * self.height))
        return slice(first, max(round(self.top + stop * self.height), first + 1))

    def square(self, heights: float) -> NDArray[np.uint8]:
        """A square about so many heights of the ink wide, with a pixel in its middle: what closes or dilates."""
        side = 2 * round(heights / 2 * self.height) + 1
        return np.ones((side, side), np.uint8)

    def pieces(self, picture: Image | NDArray[np.float32]) -> NDArray[np.float64]:
        """Means of pieces as wide as the line is high, of rows of the picture or of a map of it: ``N`` or ``NxC``."""
        count = round(self.picture.shape[1] / self.height)
        return cv2.resize(picture, (count, 1), interpolation=cv2.INTER_AREA)[0].astype(np.float64)


@once_per_view
def small_lines(view: CardView) -> Mapping[str, SmallLine]:
    """The values in letters and digits that were read, by name; those in Chinese are too dense to see their ground."""
    return dict(_lines(view))


def _lines(view: CardView) -> Iterator[tuple[str, SmallLine]]:
    for name, text, box in texts_of(view):
        found = _line(view, box) if text.isascii() else None
        if found:
            yield name, found


def _line(view: CardView, box: Box) -> SmallLine | None:
    x0, y0, x1, y1 = bounds(view, box)
    height = y1 - y0
    top = max(0, round(y0 - AROUND * height))
    part: Image = view.card.image[top : max(0, round(y1 + AROUND * height)), max(0, round(x0)) : max(0, round(x1))]
    if height < LEAST_HEIGHT or min(part.shape[:2]) < LEAST_HEIGHT or part.shape[1] < LEAST_PIECES * height:
        return None
    fewer = max(1, int(height // HEIGHT))
    rows, columns = part.shape[0] // fewer, part.shape[1] // fewer
    # By a whole number, means are quick to take.
    cut = part[: rows * fewer, : columns * fewer]
    small = np.asarray(cv2.resize(cut, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)
    return SmallLine(box, small, (y0 - top) / fewer, height / fewer)
