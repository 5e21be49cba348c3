"""Fixed texts of a layout, found among the lines that were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, utils

from permit_ocr.imaging.geometry import side_lengths
from permit_ocr.permits.documents import CARD_ASPECT, PrintedText
from permit_ocr.permits.spans import span
from permit_ocr.types import Points, TextLine

LOOSE_END = 5.0
"""How many times less surely a text's right end is known, along the line, than its left end: it depends on the font."""

LEAD = 0.1
"""How far before its ink a line is detected to begin, in its heights. Without it the texts of 500 photos of the tuning
split seem to stand 2.5 px of 634 too far left, which is most of what was wrong with the place of the portrait."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A text of the layout, found in the picture."""

    printed: PrintedText
    line: TextLine
    similarity: float
    fixed: bool = True
    """The text is the same on every card, so both its ends are known; of a value only the beginning is."""

    def card_points(self) -> Points:
        """Middle of the left end of its box, and of the right end if known, in fractions of the card."""
        x0, y0, x1, y1 = self.printed.box
        ends = np.array([[x0, (y0 + y1) / 2], [x1, (y0 + y1) / 2]], dtype=np.float32)
        return ends if self.fixed else ends[:1]

    def slack(self) -> Points:
        """How many times less surely than usual the layout knows each of these points, across and down the card."""
        ends = np.array([[1, 1], [LOOSE_END, 1]], dtype=np.float32)
        return ends if self.fixed else ends[:1]

    def picture_points(self) -> Points:
        """The same points in the picture."""
        a, b, c, d = self.line.quad.to_array()
        ends = np.array([(a + d) / 2, (b + c) / 2], dtype=np.float32)
        return ends if self.fixed else ends[:1]

    def ink_begin(self) -> float:
        """Where its ink begins across the card, where the line is given in fractions of the card."""
        lead = LEAD * side_lengths(self.line.quad)[1] / CARD_ASPECT
        return float(self.picture_points()[0, 0]) + lead


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may show a fixed text: all of it and its Chinese part, each with its letters alone."""

    line: TextLine
    whole: tuple[TextLine, str]
    chinese: tuple[TextLine, str]

    @classmethod
    def of(cls, line: TextLine) -> Candidate:
        """Prepare a line."""
        own = _own_script(line)
        return cls(line, (line, squeezed(line.text)), (own, squeezed(own.text)))


def best_shown(printed: PrintedText | None, candidates: Iterable[Candidate], least: float) -> Anchor | None:
    """Find the line that shows a fixed text best, if its similarity (0..1) is no less than ``least``.

    Of a bilingual line only the part in the text's own script counts.
    """
    if printed is None:
        return None
    chinese, wanted = _is_chinese(printed.text), squeezed(printed.text)
    parts = [candidate.chinese if chinese else candidate.whole for candidate in candidates]
    similar = [fuzz.ratio(wanted, squeezed, score_cutoff=100 * least) / 100 for _, squeezed in parts]
    best = max(range(len(parts)), key=lambda i: similar[i], default=None)
    return Anchor(printed, parts[best][0], similar[best]) if best is not None and similar[best] >= least else None


def squeezed(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return utils.default_process(text).replace(" ", "")


def _own_script(line: TextLine) -> TextLine:
    chinese = [i for i, character in enumerate(line.text) if _is_chinese(character)]
    if not chinese or len(chinese) == len(line.text):
        return line
    return span(line, chinese[0], chinese[-1] + 1)


def _is_chinese(text: str) -> bool:
    return "\u4e00" <= text[:1] <= "\u9fff" or text[:1] in "（）"
