"""A value, or a part of it, that was compressed but once, where the rest of the print was compressed twice.

Who changes a value in a finished photo works on a JPEG and saves it again. What was not touched bears the traces of two
compressions on one grid; what was typed, painted or pasted bears those of the last alone, wherever it came from. This
does not rest on how a card is made. Values are compared with each other: in a photo that was compressed but once, or
shrunk or cropped in between, all are alike. So is, around a shadow or a mark that was drawn over the photo, the ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality.edits.blocks import Blocks, blocks_of, level_counts
from permit_ocr.quality.edits.last_steps import last_steps
from permit_ocr.quality.edits.rounded_twice import Trace, trace
from permit_ocr.quality.findings import logistic
from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import INNER
from permit_ocr.types import Box, Field

MOST_REST = 0.15
"""Up to where the rest of the print has to lie between what was rounded twice (0) and once (1)."""

REST = 3.0
"""How many times as surely as the part was compressed once the rest has to have been compressed twice."""

_EVEN, _STEEPNESS = 10.0, 0.6
"""Log likelihood ratio at which a part is as likely foreign as not, and the growth of the log odds with it. On 172
genuine tuning photos it is at most 4.3, on 360 without an edit that were saved again in two ways each at most 10.2; of
34 edits of values in finished photos that were not shrunk afterwards, 15 have 16 or more, and others none of the first
traces left."""

_APART = Field.AUTHORITY
"""Counts among the rest, and is not held for foreign: in its small, dense print the ratio strays up to 18 on genuine
cards, on all others up to 6; and nobody gains by changing it."""

_ROOM, _EDIT, _AROUND = 0.1, 0.8, 2.5
"""Heights of a value by which windows of it are widened, that an edit of it may reach beyond it, and that the ground is
looked at which an edit leaves alone. Around edited values of the tuning split that ground lies at 0.05 at most, as
MOST_REST has it. Of 148 shadows drawn into finished photos, 41 make a value seem foreign by itself, 14 since this."""

_THIN = 0.01
"""Height of a value, in heights of the card, below which it was not rightly found; print is 0.03 high and more."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Foreign:
    """The part of a value that most likely was put in."""

    field: Field
    box: Box
    strength: float
    """Probability, 0..1."""


def foreign_value(view: CardView) -> Foreign | None:
    """Find the value that lacks the traces which the others bear, if there is one.

    What was not read has no say: it may lie under something, or under a highlight.
    """
    boxes, blocks = dict(_read(view)), blocks_of(view)
    usable = blocks.only(blocks.within(INNER) & ~blocks.clipped)
    traces = _traces(usable, _any(usable, boxes.values()))
    if len(boxes) < 3 or not any(traces):
        return None
    near = usable.only(_any(usable, map(_roomy, boxes.values())))
    told = _told(near, traces)
    sums = {field: told[near.within(box)].sum(axis=0) for field, box in boxes.items()}
    rest = np.sum(list(sums.values()), axis=0)
    found = (_foreign(field, box, rest - sums[field], (near, told)) for field, box in boxes.items() if field != _APART)
    strongest = max((each for each in found if each), key=lambda each: each.strength, default=None)
    if strongest is None:
        return None
    return strongest if _is_old(_told(_ground(usable, strongest.box, view), traces).sum(axis=0)) else None


def _read(view: CardView) -> Iterator[tuple[Field, Box]]:
    known = {field.value: field for field in Field}
    for region in view.regions:
        reading = view.fields.get(known[region.name]) if region.name in known else None
        if reading and reading.printed.strip():
            yield known[region.name], region.box


def _any(blocks: Blocks, boxes: Iterable[Box]) -> NDArray[np.bool_]:
    """Mark the blocks in any of some boxes."""
    return np.logical_or.reduce([np.zeros(len(blocks.place), np.bool_), *(blocks.within(box) for box in boxes)])


def _traces(blocks: Blocks, print_: NDArray[np.bool_]) -> Sequence[Trace | None]:
    """What each frequency tells; of the card in ``blocks`` only the marked ones are print."""
    counts, of_print = level_counts(blocks.levels), level_counts(blocks.levels[print_])
    return [trace(counts[i], of_print[i], int(step)) for i, step in enumerate(last_steps(counts))]


def _told(blocks: Blocks, traces: Sequence[Trace | None]) -> Floats:
    """Of each block, the log likelihood ratio of once to twice, and what is expected of it in either case; ``Nx3``."""
    each = [_of_frequency(blocks.levels[:, i], found) for i, found in enumerate(traces) if found]
    return np.asarray(np.sum(each, axis=0), np.float64)


def _of_frequency(levels: NDArray[np.intp], found: Trace) -> Floats:
    counted = found.counted[levels]
    return np.stack([found.once[levels], *(expected * counted for expected in found.expected)], axis=1)


def _foreign(field: Field, box: Box, rest: Floats, print_: tuple[Blocks, Floats]) -> Foreign | None:
    """The part of a value that was most likely compressed but once, if the rest was compressed twice.

    ``rest`` is what the other values tell together, and ``print_`` all blocks of print with what each tells.
    """
    if not _is_old(rest):
        return None
    blocks, told = print_
    ratio, part = max(((float(told[blocks.within(part), 0].sum()), part) for part in _parts(box)), key=lambda x: x[0])
    return Foreign(field, part, logistic(_STEEPNESS * (min(ratio, -float(rest[0]) / REST) - _EVEN)))


def _is_old(told: Floats) -> bool:
    """Whether what blocks tell together is about what is expected of such as were compressed twice."""
    once, if_once, if_twice = told.tolist()
    return once - if_twice <= MOST_REST * (if_once - if_twice)


def _ground(blocks: Blocks, box: Box, view: CardView) -> Blocks:
    """The ground around a part of a value, where nothing is printed that can be exchanged."""
    printed = _any(blocks, (_roomy(region.box, _EDIT) for region in view.regions))
    return blocks.only(blocks.within(_roomy(box, _AROUND)) & ~printed)


def _parts(box: Box) -> Iterator[Box]:
    """A value as a whole, and windows as wide as it is high, each overlapping the next by half."""
    yield box
    wide = max(box.y1 - box.y0, _THIN) / CARD_ASPECT
    count = max(1, int(np.ceil(2 * (box.x1 - box.x0) / wide)) - 1)
    for left in np.linspace(box.x0, max(box.x0, box.x1 - wide), count).tolist():
        yield _roomy(Box(left, box.y0, left + wide, box.y1))


def _roomy(box: Box, room: float = _ROOM) -> Box:
    """A box with some of its height more on every side."""
    more = room * (box.y1 - box.y0)
    return Box(box.x0 - more / CARD_ASPECT, box.y0 - more, box.x1 + more / CARD_ASPECT, box.y1 + more)
