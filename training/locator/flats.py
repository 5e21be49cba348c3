"""Flat permits and other documents, drawn once and kept: the material of every training picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.negatives.press import print_sheet
from benchmarks.negatives.sheet import Sheet
from benchmarks.negatives.species import SHEETS
from benchmarks.specimens import Sources, Split, draw_specimen
from benchmarks.specimens.card import card_mask
from benchmarks.specimens.split import pick, random_for
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import DocumentKind, Image

WIDTH, HEIGHT = 448, 283
"""Size in pixels at which flats are kept: about what a card that fills the network's picture needs."""

_HALVINGS = 3
_ENOUGH = 1.25
"""Width that a flat may be warped to, in its own: enlarged by more, it would look blurred."""

PERMITS, OTHERS = 600, 240
"""How many are drawn."""

HELD_OUT = tuple(SHEETS)[::4]
"""Species of other documents that training never sees, so that the evaluation can tell what is new to the net."""


@dataclass(frozen=True, slots=True)
class Flats:
    """Flat pictures, all scaled to the same size, and each one's true width over height."""

    levels: tuple[NDArray[np.uint8], ...]
    """``NxHEIGHTxWIDTHx3 uint8`` BGR, then half of that, and half of that again."""
    aspects: NDArray[np.float32]
    alike: NDArray[np.bool_]
    """Which ones look like permits from afar, and are none."""

    def draw(self, random: np.random.Generator) -> Flat:
        """Pick one."""
        index = int(random.integers(len(self.aspects)))
        return Flat(tuple(level[index] for level in self.levels), float(self.aspects[index]), bool(self.alike[index]))


class Flat(NamedTuple):
    """One of the flat documents."""

    levels: tuple[Image, ...]
    aspect: float
    alike: bool

    def for_width(self, width: float) -> Image:
        """Give the size that can be warped to a width in pixels without skipping any of its own."""
        return next((level for level in reversed(self.levels) if level.shape[1] * _ENOUGH >= width), self.levels[0])


@dataclass(frozen=True, slots=True)
class Stock:
    """All flats that pictures are made of."""

    permits: Flats
    others: Flats


def load_stock(cache: Path, sources: Sources) -> Stock:
    """Load the flats of the tuning split, after drawing what the cache lacks (a few minutes)."""
    cache.mkdir(parents=True, exist_ok=True)
    faces = "faces" if sources.faces else "shipped"
    permits = _kept(cache / f"permits-{faces}.npy", PERMITS, lambda index: _permit(index, sources))
    others = _kept(cache / f"others-{faces}.npy", OTHERS, lambda index: _other(index, sources))
    sheets = [_sheet(index) for index in range(OTHERS)]
    return Stock(
        Flats(permits, np.full(PERMITS, CARD_ASPECT, np.float32), np.zeros(PERMITS, np.bool_)),
        Flats(others, np.array([sheet.aspect for sheet in sheets], np.float32), np.array([_alike(s) for s in sheets])),
    )


@lru_cache
def flat_mask(width: int, height: int) -> NDArray[np.uint8]:
    """Give the outline of a card or booklet scaled to a size, 255 inside its round corners."""
    return np.asarray(cv2.resize(card_mask(), (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _kept(path: Path, count: int, draw: Callable[[int], Image]) -> tuple[NDArray[np.uint8], ...]:
    if not path.exists():
        flats = [cv2.resize(draw(index), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA) for index in range(count)]
        np.save(path, np.stack(flats))
    levels: list[NDArray[np.uint8]] = [np.load(path)]
    for _ in range(_HALVINGS):
        levels.append(np.stack([_halved(image) for image in levels[-1]]))
    return tuple(levels)


def _permit(index: int, sources: Sources) -> Image:
    kinds = tuple(DocumentKind)
    return draw_specimen(kinds[index % len(kinds)], Split.TUNING, index, sources).image


def _other(index: int, sources: Sources) -> Image:
    return print_sheet(_sheet(index), random_for(Split.TUNING, index, "locator"), Split.TUNING, sources)[0]


def _sheet(index: int) -> Sheet:
    species = [name for name in SHEETS if name not in HELD_OUT]
    return pick(random_for(Split.TUNING, index, "locator-sheet"), SHEETS[species[index % len(species)]])


def _alike(sheet: Sheet) -> bool:
    """Whether a sheet is of a card's shape and has its portrait on the left: text tells it apart, later."""
    return sheet.aspect > 1.3 and sheet.portrait is not None and sheet.portrait.x1 < 0.5


def _halved(image: Image) -> Image:
    return np.asarray(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
