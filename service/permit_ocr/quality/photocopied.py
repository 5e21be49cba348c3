"""Whether the photo shows a print of a card rather than a card.

The score is how surely at least one of five independent signs of a copy is there (one less the product of the doubts),
each judged by itself on a scale with 1/2 in the gap between genuine cards and copies:

- ``no colour``: the card has no colour of its own (copies/colour.py). Where the whole picture is grey, this says
  nothing: a grey photo or scan of a genuine card is no copy, and one of a grey copy is told by the other signs alone;
- ``halftone``: the mesh of a screen lies all over the card (copies/mesh.py), or a wave does that does not spare the
  portrait and stops at the card's edge (screens/sightings.py);
- ``grain``: scattered dots, which the surroundings do not have, lie all over the card (copies/grain.py);
- ``square corners``: the card was cut out of paper (copies/paper.py);
- ``bare sheet``: white paper goes on beyond the card, without an edge (copies/paper.py).

The last two are hints, of which the stronger counts for ``_HINT``: a picture of a card that was cut to a rectangle, or
pasted on white, looks so as well. A print that is a copy has other signs besides, but for the smoothest.

A wave that goes on beyond the card shows that the photo is of a screen; what else there is then is what that shows.
"""

from __future__ import annotations

import math

from permit_ocr.quality.copies.colour import own_colour
from permit_ocr.quality.copies.grain import grain
from permit_ocr.quality.copies.mesh import mesh
from permit_ocr.quality.copies.paper import squareness, surroundings
from permit_ocr.quality.findings import logistic, together
from permit_ocr.quality.screens.sightings import sightings
from permit_ocr.quality.view import CardView
from permit_ocr.types import Finding, Score

_HINT = 0.15
"""What square corners and a bare sheet are worth: a strict policy warns of them alone, the others do not."""
_LEAST_SIDES = 3
"""Sides on which the photo must show the surroundings to tell a sheet."""


def score(view: CardView) -> Score:
    """Look for each sign; the findings' quads are the card's."""
    signs = {
        "no colour": _no_colour(view),
        "halftone": _halftone(view),
        "grain": _grain(view),
    }
    hints = {"square corners": _square_corners(view), "bare sheet": _bare_sheet(view)}
    likeliest = max(hints, key=lambda reason: hints[reason])
    signs[likeliest] = _HINT * hints[likeliest]
    on_paper = 1 - sightings(view).is_screen()
    return together([Finding(reason, strength * on_paper, view.quad) for reason, strength in signs.items()])


def _rise(value: float, middle: float, width: float) -> float:
    """Rise from 0 to 1 as the logistic function does, with 1/2 at ``middle``; ``width`` may be negative to fall."""
    return logistic((value - middle) / width)


def _no_colour(view: CardView) -> float:
    """Grey copies have at most 0.7 % of colour, genuine cards at least 1.8 %, and 0.8 % where 60 % were taken away."""
    colour = own_colour(view)
    return 0.0 if colour is None else _rise(math.log(max(colour, 1e-6)), math.log(0.0085), -0.08)


def _halftone(view: CardView) -> float:
    return max(_rise(mesh(view), 1.55, 0.12), _waves_of_print(view))


def _waves_of_print(view: CardView) -> float:
    """Genuine cards have at most 2.5 on the portrait where 2.7 are on the card, and that in all directions."""
    looked = sightings(view)
    heights = [
        min(seen.card - 2.7, seen.portrait - 3.0)
        for seen in looked.seen
        if seen.portrait and looked.as_print(seen) > 0.4
    ]
    return _rise(max(heights), 0, 0.15) if heights else 0.0


def _grain(view: CardView) -> float:
    """Genuine cards have fine grain of up to 2.8, or more where it is all over the photo, and then no excess."""
    found = grain(view)
    return 0.0 if found.excess is None else _rise(min(found.excess - 1.1, found.fine - 3.1), 0.15, 0.08)


def _square_corners(view: CardView) -> float:
    square = squareness(view)
    return 0.0 if square is None else _rise(square, 0.68, 0.045)


def _bare_sheet(view: CardView) -> float:
    """No more than four in five: a card lit from all sides on white paper may look the same."""
    sheet = surroundings(view)
    if sheet.sides < _LEAST_SIDES:
        return 0.0
    white, even = _rise(sheet.brightness, 0.85, 0.02), _rise(sheet.unevenness, 0.25, -0.02)
    return 0.8 * _rise(sheet.darkening, 0.009, -0.0012) * white * even
