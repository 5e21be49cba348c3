"""Lines of digits on the rectified card, taken apart into characters, and what can be measured of each.

All measuring is at the card's native resolution: what an edit leaves behind is finer than what text models need. The
code line is left out: it is of a type of its own, and checked otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from permit_ocr.quality.edits.print_measures import Grey, Maps, maps_of, measure
from permit_ocr.quality.edits.print_spans import alone, spans_of
from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import Window, bounds
from permit_ocr.types import Box, Field, Image

LEAST_HEIGHT = 7.0
"""Height of a line in pixels below which strokes are too few pixels wide to be compared."""

AROUND = 0.65
"""Ground that is looked at around a line, in heights of its ink."""

SLACK, OWN_ROWS = 0.12, 0.06
"""How far ink may lie beside its box, in heights, as boxes come from a text detector, and how far above and below the
rows that are a line's own: the tips of its strokes."""

GLYPH = (16, 24)
"""Width and height to which a character is scaled to compare forms."""

AROUND_CELL = 0.15
"""Ground that belongs to a character, in heights of the line."""

OF_DIGITS = frozenset({Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY, Field.ISSUE_COUNT})

_PUNCTUATION = frozenset(".,-·'<")


@dataclass(frozen=True, slots=True)
class Cell:
    """One character."""

    character: str
    box: Window
    """Its ink in the rectified image."""
    height: float
    """In heights of the line."""
    weight: float
    """Its ink per length of edge, as a log."""
    form: Grey
    """Its ink, scaled to ``24x16`` in one row, less its mean and of length 1: a product of two is their correlation."""
    bare: Grey
    """The ground about it less its coarse blur, in grey levels; 0 on and near ink."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of digits."""

    name: str
    height: float
    """Of its ink, in pixels."""
    cells: Sequence[Cell]


def lines_of(view: CardView) -> list[Line]:
    """Take the lines of digits apart that were read and whose characters stand apart as their texts have it."""
    left, _, right, _ = bounds(view, Box(0, 0, 1, 1))
    found = (_line(view, name, text, box, right - left) for name, text, box in texts_of(view) if name in OF_DIGITS)
    return [line for line in found if line]


def texts_of(view: CardView) -> Iterator[tuple[str, str, Box]]:
    """The name, text and box of each value that was read: nothing can be said of print that is not known."""
    known = {field.value: field for field in Field}
    for region in view.regions:
        reading = view.fields.get(known[region.name]) if view.fields and region.name in known else None
        if reading and reading.printed.strip():
            yield region.name, reading.printed, region.box


def _line(view: CardView, name: str, text: str, box: Box, width: float) -> Line | None:
    x0, y0, x1, y1 = bounds(view, box)
    top, bottom = alone(view.card.image, Window(round(x0), round(y0), round(x1), round(y1)))
    height = float(bottom - top)
    image, more = view.card.image, round(AROUND * height)
    left, above = max(0, round(x0) - more), max(0, top - more)
    crop: Image = image[above : max(0, bottom + more), left : max(0, round(x1) + more)]
    if height < LEAST_HEIGHT or min(crop.shape[:2]) < LEAST_HEIGHT:
        return None
    slack, tips = SLACK * height, OWN_ROWS * height
    inner = Window(
        max(0, round(x0 - left - slack)), max(0, round(top - above - tips)),
        min(crop.shape[1], round(x1 - left + slack)), min(crop.shape[0], round(bottom - above + tips)),
    )  # fmt: skip
    if min(inner.right - inner.left, inner.bottom - inner.top) < LEAST_HEIGHT:
        return None
    maps = maps_of(crop, inner, height, width)
    characters = text.replace(" ", "")
    cells = [
        _cell(maps, Window(a, inner.top, b, inner.bottom), character, (left, above))
        for (a, b), character in zip(spans_of(maps, inner, characters), characters, strict=False)
        if character not in _PUNCTUATION
    ]
    return Line(name, height, [cell for cell in cells if cell]) if cells else None


def _cell(maps: Maps, place: Window, character: str, origin: tuple[int, int]) -> Cell | None:
    glyph = measure(maps, place)
    if glyph is None:
        return None
    left, top, right, bottom = place
    more = round(AROUND_CELL * maps.height)
    bare = maps.bare[max(0, top - more) : bottom + more, max(0, left - more) : right + more]
    box = Window(origin[0] + left, origin[1] + top, origin[0] + right, origin[1] + bottom)
    return Cell(character, box, glyph.foot - glyph.top, glyph.weight, _unit(glyph.form), bare)


def _unit(form: Grey) -> Grey:
    scaled = np.asarray(cv2.resize(form, GLYPH, interpolation=cv2.INTER_LINEAR), np.float32).ravel()
    # OpenCV's means and norms of so few values take a tenth of the time of numpy's.
    scaled -= np.float32(cv2.mean(scaled)[0])
    return scaled / np.float32(max(cv2.norm(scaled), 1e-3))
