"""Glare: a highlight hides print or a part of the face.

Light mirrored by the film is added to the card's own. It hides print only where the sum burns out, or outshines the
card so far that the eye and the sensor's tone curve lose the ink: print is gone *and* the place is brighter than the
card's ground. The score of a line is the area that is hidden so, in squares of the line's height, 1 at ``_FULL`` or
at ``_SHORT`` of a shorter line, and ``_READ`` of it where the line reads well; of the portrait, the hidden share of the
face, 1 at ``_FACE``. The highest counts.
An evenly bright or overexposed photo whose print stays legible has no glare; where print is burnt out it has.
Reasons: ``"print"`` and ``"portrait"``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.findings import best_first, ramp, ramps, spanned
from permit_ocr.quality.ranks import percentile
from permit_ocr.quality.surface.face import washed_out
from permit_ocr.quality.surface.ground import Sheet, Values, bright_ground, ground_of, sheet_of
from permit_ocr.quality.surface.lines import HEIGHT, Line, lines_of, over_line, widened
from permit_ocr.quality.surface.unread import surely_read
from permit_ocr.quality.view import CardView, Region, once_per_view
from permit_ocr.types import Field, Finding, Score

_FULL = 1.0
_SHORT = 0.4
_READ = 0.4
"""What a highlight counts over print that reads beyond doubt: light beside the edge of a shadow may look as one does.
Of 83 highlights on tuning photos that were warned of, 82 still are; of three legible photos that were, none."""
_FACE = 0.15
_GONE = (0.5, 0.3)
"""Share of the usual contrast that print keeps: at the first it is legible, at the second it is gone. Ordinary
sheen leaves at least half."""
_BRIGHTER = (1.06, 1.15)
"""Brightness in that of the card's ground: up to the first the ground may vary, from the second it is a highlight."""
_BURNT = (240.0, 250.0)
"""The same in grey levels: what burns out is at 255, less what noise and compression take away."""
_SHINES = (1.16, 1.3)
"""The same where ink may be missing by letter-spacing alone."""
_STANDS_OUT = (1.08, 1.14)
"""The same there for what is burnt out in all colours."""
_SHORT_STANDS_OUT = (1.02, 1.06)
"""The same in a line that has no room for letter-spacing."""
_SPACED = 2.8
"""Length of a line, in its heights, from which on letters may stand far apart and legible ones tell of the light."""
_LIT = 75
"""Percentile of a line's inked places up to which sheen, or light beside a shadow, may have spread."""
_INKED = 0.6
"""Share of the usual contrast about a place that has ink."""


@once_per_view
def score(view: CardView) -> Score:
    """Say how much of the worst hit line, or of the face, a highlight hides."""
    sheet = sheet_of(view)
    grounds = bright_ground(view), ground_of(sheet.darkest)
    lines = [_line(view, line, sheet, grounds) for line in lines_of(view)]
    faces = [_face(view, region, sheet, grounds[0]) for region in view.regions if region.name == "portrait"]
    return best_first([*lines, *faces])


def _line(view: CardView, line: Line, sheet: Sheet, grounds: tuple[Values, Values]) -> Finding:
    hidden = _hidden(line, over_line(grounds[0], sheet, line), over_line(grounds[1], sheet, line))
    full = min(_FULL, _SHORT * hidden.shape[1] / HEIGHT)
    strength = ramp(float(hidden.sum()) / HEIGHT**2, 0, full)
    strength *= _READ if surely_read(view, line.region.name) else 1
    box, name = line.box(hidden > 0.3), line.region.name
    return Finding("print", strength, spanned(view, [box] if box else []), Field(name) if name in set(Field) else None)


def _hidden(line: Line, brightest: Values, darkest: Values) -> NDArray[np.floating]:
    """Say how far print is hidden by a highlight at each place of a line, 0..1.

    Near by, ink may be missing between letters, so that the place must stand out from the ground; along the line
    it may not, and it is enough that the place is burnt out, as all the ground may be.
    """
    ratio, paler = line.brightest / np.maximum(brightest, 1), line.darkest / np.maximum(darkest, 1)
    long = line.near.shape[1] > _SPACED * HEIGHT
    inked = (line.near > _INKED) & long
    shines = ramps(ratio / _own(ratio, inked), *_SHINES)
    burnt = ramps(line.darkest, *_BURNT) * ramps(
        paler / _own(paler, inked), *(_STANDS_OUT if long else _SHORT_STANDS_OUT)
    )
    near = widened(ramps(line.near, *_GONE) * np.maximum(shines, burnt))
    far = ramps(line.far, *_GONE) * np.maximum(ramps(ratio, *_BRIGHTER), ramps(line.brightest, *_BURNT))
    return np.maximum(near, far)


def _own(ratio: NDArray[np.floating], inked: NDArray[np.bool_]) -> float:
    """Give how bright the ground about a line's ink is, in the card's: at least 1, and 1 where no ink is given."""
    return max(1.0, percentile(ratio[inked], _LIT)) if inked.any() else 1.0


def _face(view: CardView, region: Region, sheet: Sheet, ground: Values) -> Finding:
    boxes, share = washed_out(sheet, ground, region.box)
    return Finding("portrait", ramp(share, 0, _FACE), spanned(view, boxes))
