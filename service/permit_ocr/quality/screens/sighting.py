"""What one wave is taken for: a guilloche's, a print's or a screen's.

Three things on a photo repeat finely. A guilloche lies on the card but spares the portrait; the dots of a print lie on
the portrait as well, and stop where the card does; the pixels of a screen lie on all that the screen shows, which may
end right beside the card as well, but mostly have their colours side by side (stripes.py) and take the same part of all
light (evenness.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from permit_ocr.quality.findings import ramp
from permit_ocr.types import Quad

FULL = 6.0
"""Height (natural logarithm of power over its surroundings) above which more says nothing: 26 dB."""

_STOPS, _GOES_ON = 3.1, 3.7
"""Mean height of the witnesses: chance gave at most 3.3 beside 57 prints of tuning; 9 in 10 of 180 screens give 3.5."""
_SPARED, _COVERED = 1.9, 3.3
"""Mean height on the portrait: on genuine cards with straight fine lines chance gives 1.6, and 2.5 in one of 50."""
_BUT_FACE = 0.4
"""What it counts that a wave goes on beside the card when it spares the portrait."""
_NO_FACE = 0.6
"""The same where the portrait is not seen well enough to tell."""
_ON_CARD_ALONE = 0.4
"""What a wave is worth that is seen neither on the portrait nor beside the card."""
_PLAIN_STRIPES = 2.0, 2.7
"""Mean height on the card: faint overtones of 3 of 90 halftones, up to 1.9 high, seem to have colours in turn."""
_SPREAD_ENOUGH = 0.3
"""How surely a wave must be no guilloche's for its depth to be measured."""
_COARSEST = 180.0
"""Dots along the card's width in the coarsest halftone, of 53 lines an inch."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """How plainly a wave is seen where, as heights; ``None`` where that is not shown."""

    card: float
    """Mean over the card, of no more than ``FULL`` for each patch."""
    portrait: float | None
    beside: float | None
    """Mean of the patches beside the card that show it best."""
    lit: bool
    """Whether so much beside the card is light that a screen's wave would be seen there."""
    fineness: float
    """Waves along the card's width."""
    slope: float
    """Degrees from the nearest axis of the photo, 0 to 45, or of the card where it is nearly diagonal to that."""
    extent: Quad
    """The upright rectangle around all patches that show it, in pixels of the photo."""
    striped: float = 0.0
    """How surely its colours come in turn, as a screen's do, 0 to 1; only known of what is seen in the photo itself, as
    a sensor's false colours of fine dots are coarse and may come in turn."""

    @property
    def goes_on(self) -> float:
        """How surely it goes on beside the card, 0 to 1."""
        return 0.0 if self.beside is None else ramp(self.beside, _STOPS, _GOES_ON)

    @property
    def of_stripes(self) -> float:
        """How surely a screen's stripes are seen in it, 0 to 1: plain waves of colours in turn, no guilloche's."""
        return self.striped * self.spread * ramp(self.card, *_PLAIN_STRIPES)

    @property
    def spread(self) -> float:
        """How surely it is no guilloche's, 0 to 1: it lies on the portrait, or goes on beside the card.

        What spares the portrait may yet be beside the card, on another one or on cloth that is as fine.
        """
        if self.portrait is None:
            return _NO_FACE * self.goes_on
        return max(ramp(self.portrait, _SPARED, _COVERED), _BUT_FACE * self.goes_on)

    @property
    def shows_colours(self) -> bool:
        """Whether it is plain enough, and no guilloche's, for its colours to tell anything."""
        return self.spread > 0 and self.card > _PLAIN_STRIPES[0]

    @property
    def is_plain(self) -> bool:
        """Whether it may be a print's or a screen's by its fineness, and is plain enough for its depth to tell."""
        seen = self.portrait is not None and self.card >= _PLAIN_STRIPES[0] and self.spread >= _SPREAD_ENOUGH
        return seen and self.fineness >= _COARSEST

    def enlarged(self, times: float) -> Sighting:
        """Give what was seen in a reduced photo its extent in the photo."""
        return replace(self, extent=Quad.from_array(self.extent.to_array() * np.float32(times)))

    def as_screen(self, *, aslant: bool, known: float) -> float:
        """How much it is a screen's, 0 to 1: its height in parts of ``FULL``, if it is not on the card alone.

        Where there is light beside the card, it must go on there. ``known`` is what else tells of the photo whether it
        shows a screen, 1, or a print, -1.
        """
        shown = self.spread * max(self.goes_on, known) if self.lit else self.spread
        worth = self.card / FULL * (_ON_CARD_ALONE + (1 - _ON_CARD_ALONE) * shown)
        return worth * (1 - self._stops(aslant=aslant, known=known))

    def as_print(self, *, aslant: bool, known: float) -> float:
        """How much it is a print's, 0 to 1."""
        return self.card / FULL * self.spread * self._stops(aslant=aslant, known=known)

    def _stops(self, *, aslant: bool, known: float) -> float:
        """How surely it is a print's, if a screen's or a print's: it stops at the card's edge.

        Where there is no light beside the card, the direction of the photo's waves decides. A screen may end right
        beside the card as well: its stripes, or how deep its waves are, tell it from paper.
        """
        may_be_dots = self.fineness >= _COARSEST and (self.lit or aslant)
        return (1 - self.goes_on) * max(1 - max(known, 0.0) if may_be_dots else 0.0, -known)
