"""Whether the photo shows a screen that shows a card.

A screen's pixels are a grid. A camera sees it as such, or as the moire that grid and sensor make together: waves that
run through all that the screen shows, the card and what is around it alike, and whose frequency changes but slowly
with the perspective. What is printed in fine lines repeats on the card alone and spares the portrait, the dots of a
print stop at the card's edge, and cloth repeats beside it alone. A screen that ends right beside the card is known by
its stripes, whose colours come in turn (screens/stripes.py), or by waves as deep in the light as in the dark
(screens/evenness.py): the dots of a print vanish towards the paper.
"""

from __future__ import annotations

from permit_ocr.quality.screens.sightings import sightings
from permit_ocr.quality.view import CardView
from permit_ocr.types import Finding, Score

REASON = "screen pattern"


def score(view: CardView) -> Score:
    """Measure how far the strongest wave stands out of the picture all over the card, if it may be a screen's.

    0 is no wave, 0.5 one of 13 dB on average and 1 one of 26 dB or more; less where neither the portrait nor the
    card's surroundings show it, and where it stops at the card's edge, unless a screen is known by its stripes or by
    how deep its waves are. The finding, ``"screen pattern"``, has the quad of all patches that show it.
    """
    looked = sightings(view)
    value, plainest = looked.screen, looked.plainest
    return Score(value, (Finding(REASON, value, plainest.extent),)) if plainest and value > 0 else Score()
