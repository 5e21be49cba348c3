"""Every species of negatives, by name."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.negatives.everyday_cards import EVERYDAY_CARDS
from benchmarks.negatives.identity_cards import IDENTITY_CARDS
from benchmarks.negatives.other_permits import OTHER_PERMITS
from benchmarks.negatives.pages import PAGES
from benchmarks.negatives.permit_backs import PERMIT_BACKS
from benchmarks.negatives.sheet import Sheet
from benchmarks.specimens.scene import Backdrop

SHEETS: Mapping[str, tuple[Sheet, ...]] = {**IDENTITY_CARDS, **EVERYDAY_CARDS, **OTHER_PERMITS, **PERMIT_BACKS, **PAGES}
"""Documents, each in the layouts that it comes in."""

GROUNDS: Mapping[str, tuple[Backdrop, ...]] = {
    "blank": (Backdrop.PLAIN,),
    "texture": (Backdrop.WOOD, Backdrop.FABRIC, Backdrop.STONE),
    "desk": (Backdrop.CLUTTER, Backdrop.PRINT),
}
"""Pictures of nothing in particular."""

SPECIES = (*SHEETS, *GROUNDS)
"""All of them, in the order in which they take turns."""
