"""Names of which something hides a part: what is left of a name reads well, and is another name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality import covered, glare
from permit_ocr.quality.surface.ground import bright_ground, sheet_of
from permit_ocr.quality.surface.pieces import pieces_of
from permit_ocr.quality.surface.unread import NAMES, surely_read
from permit_ocr.quality.view import CardView, once_per_view
from permit_ocr.types import Box, Field

_HIDDEN, _CROSSED = 0.3, 0.15
"""Strength from which a cover or a highlight on the print may have taken letters; the second of a cover, though ink
shows through, where one surely lies on the card."""
_SURELY = 0.45
"""Score from which one does."""
_BESIDE = (0.15, 1.15)
"""From where to where next to a name's ink, in its heights, the letter before or behind it would stand."""
_APART, _BRIGHTER, _BURNT = 0.12, 1.12, 235
"""Share of that place on which a thing lies, and brightness in that of the card's ground and in grey levels of the
darkest channel, from which letters may be hidden there: print shows through sheen that burns nothing out. Of 535
names on photos of whole cards drawn by others four have more than 0.05 of the first, on coarse compression, a screen,
a hand and a hologram, and none more than 1.04 of the second; beside half names that things and lamps left it is 0.17
to 1, and 1.22."""
_FREE = 0.01
"""Card widths beside the portrait that are its own."""


@once_per_view
def hidden_names(view: CardView) -> frozenset[Field]:
    """Give the names on or right beside whose print a cover or a highlight lies.

    A name and its spelling that confirm each other are whole, whatever lies there.
    """
    covers, lights = covered.score(view), glare.score(view)
    least = _CROSSED if covers.value >= _SURELY else _HIDDEN
    crossed = {each.field for each in covers.findings if each.strength >= least}
    crossed |= {each.field for each in lights.findings if each.strength >= _HIDDEN}
    printed = {region.name: region.box for region in view.regions}
    return frozenset(
        name
        for name in NAMES
        if name in printed
        and not surely_read(view, name)
        and (name in crossed or any(_taken(view, place) for place in _ends(view, printed[name])))
    )


def _ends(view: CardView, ink: Box) -> Sequence[Box]:
    """Give the places of one more letter before and behind a name; before it the portrait may leave no room."""
    near, far = (share * (ink.y1 - ink.y0) / CARD_ASPECT for share in _BESIDE)
    start = max([0.0, *(region.box.x1 + _FREE for region in view.regions if region.name == "portrait")])
    before = Box(max(start, ink.x0 - far), ink.y0, ink.x0 - near, ink.y1)
    behind = Box(ink.x1 + near, ink.y0, min(1.0, ink.x1 + far), ink.y1)
    return [place for place in (before, behind) if place.x1 - place.x0 > near]


def _taken(view: CardView, place: Box) -> bool:
    """Whether a thing lies on a place, or a highlight that would hide ink."""
    sheet, ground = sheet_of(view), bright_ground(view)
    window = sheet.window(place)
    light = float(np.median(sheet.brightest[window] / np.maximum(ground[window], 1)))
    burnt = light > _BRIGHTER and float(np.median(sheet.darkest[window])) > _BURNT
    return burnt or float(pieces_of(view).over(place).mean()) > _APART
