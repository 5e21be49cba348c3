"""Covered: something opaque hides print, the portrait or a corner, or a part of the card is not in the photo.

Six signs, the strongest counts:

- ``"frame"``: a corner of the outline lies outside the photo; 1 from 4 % of the card's width on;
- ``"print"``: along a line, a thing of another colour or a dark one lies over it, a sharp edge parts it from the
  card's ground, or ink is missing where the ground is no brighter than elsewhere. The score is that area in squares of
  the line's height, 1 at ``_FULL`` or at ``_SHORT`` of a shorter line; ``READ`` of it where the field reads well;
- ``"unread"``: a field of a set form does not read although the others do and are sharp; ``_UNREAD``;
- ``"portrait"``: a thing that is foreign right beside the portrait goes on over it; its share of the portrait, 1 at
  ``_FACE``; or a part of the face has another colour than the rest or than skin, or a bar lies across it;
- ``"no face"``: no face is found in the portrait, it is no drawn figure, and no highlight hides it;
- ``"corner"``: a sharp edge parts a corner from the card's ground; the share that is beyond it.

A shadow keeps the colour of the ground and its print, and its edge is soft; a highlight is brighter: neither covers.
Only frame and missing ink are judged of a card of a kind that is not known.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.quality.findings import best_first, ramp, ramps, spanned
from permit_ocr.quality.ranks import percentile
from permit_ocr.quality.softness import all_over
from permit_ocr.quality.surface import outline
from permit_ocr.quality.surface.drawn import is_drawn
from permit_ocr.quality.surface.face import washed_out
from permit_ocr.quality.surface.face_bar import bar_across
from permit_ocr.quality.surface.face_colour import off_colour
from permit_ocr.quality.surface.face_sought import shows_face
from permit_ocr.quality.surface.foreign import Tones, tones_of
from permit_ocr.quality.surface.ground import Sheet, Values, bright_ground, sheet_of
from permit_ocr.quality.surface.intruder import intruding
from permit_ocr.quality.surface.lines import HEIGHT, Line, lines_of, over_line
from permit_ocr.quality.surface.pieces import Pieces, pieces_of
from permit_ocr.quality.surface.unread import CODE, READ, surely_read, unread, worth
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box, Field, Finding, Score

OF_PORTRAIT = frozenset({"portrait", "no face"})
"""The reasons that something lies on the portrait."""
_FULL = 1.2
_SHORT = 0.4
_CROSSED = 3
"""Lines that read and look covered from which that may be put down to the photo: coarse compression leaves edges as
sharp as those of things. Of 289 covers of the tuning split two cross so many, by over half of the lines that read."""
_UNREAD = (0.42, 0.55)
"""What it counts that one field does not read, or two or more: a single one may be the reader's own fault."""
_FACE = 0.12
_STAINED = (0.05, 0.15)
"""Share of the face that is of another colour than the rest: lips and a trace of light at the first."""
_GONE = (0.45, 0.25)
"""Share of the usual contrast that print keeps: at the first it is there, at the second it is gone."""
_BRIGHT = (1.05, 1.0)
"""Brightness in that of the card's ground: at the first, ink is lost in a highlight."""
_UNBURNT = (250.0, 240.0)
"""The same in grey levels."""
_HALO = 11
"""Pixels, of a line of 32, across which a highlight fades."""
_FOREIGN = 0.5
_BLURRED = (0.9, 0.5)
"""Probability that the card's middling line is misread for blur: from the first on, edges on the card say nothing."""
_SEAL, _CHIP, _ROOM = 0.05, 0.13, 0.02
"""Where the seal before the title begins, how far the chip symbol goes on behind it, and the room that both take above
and below, in card sizes."""
_FACELESS = 0.7
"""What it counts that no face is found where the portrait should be: now and then that is the light's doing."""
_HIGHLIGHT = 0.05
"""Share of the face that a highlight may hide before the missing face is put down to it."""


@once_per_view
def score(view: CardView) -> Score:
    """Say how much of the worst hit line, of the portrait, of a corner or of the card is hidden."""
    sheet = sheet_of(view)
    pictures = [region.box for region in view.regions if region.name == "portrait"]
    tones = tones_of(sheet, [*_header(view), *(region.box for region in view.regions)])
    frame = Finding("frame", outline.beyond_frame(view), view.quad)
    ground = bright_ground(view)
    over = [_line(view, line, tones, over_line(ground, sheet, line)) for line in lines_of(view)]
    if not view.kind:
        return best_first([frame, *over])
    faces = [_portrait(view, box, sheet, tones, ground) for box in pictures]
    plain = ramp(all_over(view), *_BLURRED)
    corners = [
        Finding("corner", hidden * plain, spanned(view, [box]))
        for box, hidden in _shown_corners(sheet, pieces_of(view))
        if not _bright(sheet, ground, box) or outline.shows_ground(view, box)
    ]
    lying = [] if _everywhere(view, over) else [*over, *corners]
    return best_first([frame, *lying, *faces, *_unread(view, sheet, ground)])


def _everywhere(view: CardView, over: list[Finding]) -> bool:
    """Say whether most lines that read beyond doubt look covered, too: then the photo itself is in pieces."""
    read = [line for line in over if surely_read(view, line.field or CODE)]
    crossed = sum(line.strength > READ / 2 for line in read)
    return crossed >= _CROSSED and crossed > len(read) / 2


def _header(view: CardView) -> list[Box]:
    """Give the strip of the title, with the seal before it and the chip symbol behind it."""
    if not view.kind:
        return []
    title = DOCUMENTS[view.kind].title.box
    return [Box(_SEAL, title.y0 - _ROOM, min(1.0, title.x1 + _CHIP), title.y1 + _ROOM)]


def _shown_corners(sheet: Sheet, pieces: Pieces) -> list[tuple[Box, float]]:
    return [(box, hidden) for box, hidden in outline.corners(pieces) if sheet.seen[sheet.window(box)].mean() > 0.9]


def _unread(view: CardView, sheet: Sheet, ground: Values) -> list[Finding]:
    """Give the fields that do not read, though no highlight takes their print and the rest is legible and sharp."""
    boxes = {region.name: region.box for region in view.regions}
    sharp = 1 - all_over(view)
    lost = {
        field: surely * sharp
        for field, surely in unread(view).items()
        if field in boxes and not _bright(sheet, ground, boxes[field])
    }
    worth = _UNREAD[len(lost) > 1]
    return [Finding("unread", worth * surely, spanned(view, [boxes[field]]), field) for field, surely in lost.items()]


def _bright(sheet: Sheet, ground: Values, box: Box) -> bool:
    place = sheet.window(box)
    ratio = percentile(sheet.brightest[place] / np.maximum(ground[place], 1), 80)
    return ratio > _BRIGHT[0] and percentile(sheet.darkest[place], 80) > _UNBURNT[0]


def _line(view: CardView, line: Line, tones: Tones, ground: Values) -> Finding:
    hidden = _missing(view, line, ground)
    if view.kind:
        hidden = np.maximum(hidden, np.maximum(_scaled(tones.at(line.region.box), hidden), _apart(view, line)))
    full = min(_FULL, _SHORT * hidden.shape[1] / HEIGHT)
    strength = ramp(float((hidden * (hidden > 0.3)).sum()) / HEIGHT**2, 0, full)
    strength *= worth(view, line, hidden > _FOREIGN)
    box, name = line.box(hidden > _FOREIGN), line.region.name
    return Finding("print", strength, spanned(view, [box] if box else []), Field(name) if name in set(Field) else None)


def _apart(view: CardView, line: Line) -> Values:
    """Say where a sharp edge parts a line from the card's ground, 0..1; a lamp's image has sharp edges, too.

    Where nothing on the card is sharp, stains of noise and compression are the sharpest there is.
    """
    apart = pieces_of(view).over(line.region.box)
    burnt = cv2.dilate((line.darkest >= _UNBURNT[0]).astype(np.uint8), np.ones((_HALO, _HALO), np.uint8))
    return _scaled(apart, line.darkest) * (burnt == 0) * ramp(all_over(view), *_BLURRED)


def _scaled(levels: Values, like: NDArray[np.floating]) -> Values:
    return np.asarray(cv2.resize(levels, like.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _missing(view: CardView, line: Line, ground: Values) -> NDArray[np.floating]:
    """Say where ink is missing though neither a highlight nor blur has taken it, 0..1."""
    gone = ramps(line.far, *_GONE)
    dull = np.minimum(ramps(line.brightest / np.maximum(ground, 1), *_BRIGHT), ramps(line.brightest, *_UNBURNT))
    sharp = 1 - all_over(view)
    return gone * dull * sharp * (1 if _read(view, line) else _from_start(gone))


def _read(view: CardView, line: Line) -> bool:
    """Say whether the line's box is where its ink was read, and not merely where a long value may reach."""
    name = line.region.name
    reading = view.fields.get(Field(name)) if name in set(Field) else None
    return name not in set(Field) or not view.fields or bool(reading and reading.value)


def _from_start(gone: Values) -> Values:
    """Mark what is gone from the line's left end on, where every value begins."""
    lost = np.asarray(gone[0] > _FOREIGN)
    until = int(np.argmin(lost)) if not lost.all() else lost.size
    marked = np.zeros(gone.shape, np.float32)
    marked[:, :until] = 1
    return marked


def _portrait(view: CardView, box: Box, sheet: Sheet, tones: Tones, ground: Values) -> Finding:
    place, share = intruding(tones, box)
    reached = Finding("portrait", ramp(share, 0, _FACE), spanned(view, [place] if place else []))
    found = max(reached, _stain(view, box, tones), key=lambda finding: finding.strength)
    if found.strength >= _FACELESS or not sheet.seen[sheet.window(box)].all():
        return found
    hidden = not shows_face(view, box) and washed_out(sheet, ground, box)[1] < _HIGHLIGHT and not is_drawn(view, box)
    return Finding("no face", _FACELESS, spanned(view, [box])) if hidden else found


def _stain(view: CardView, box: Box, tones: Tones) -> Finding:
    """A drawn figure may have any colours."""
    across = bar_across(view, box)
    tiles, share = ([across], 1.0) if across else off_colour(tones, box)
    strength = ramp(share, *_STAINED)
    return Finding("portrait", strength if strength and not is_drawn(view, box) else 0.0, spanned(view, tiles))
