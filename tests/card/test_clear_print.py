"""A card whose print is hidden by specks is looked at once more, smoothed; what was read, whatever it is, is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest

from permit_ocr.card.clear_print import Seen, read_clearly
from permit_ocr.card.needed import read_needed
from permit_ocr.card.rectify import rectify
from permit_ocr.permits.documents import CARD_ASPECT, HOME_RETURN_PERMIT
from permit_ocr.types import Box, Image, Quad
from tests.card.test_closer_look import BarEngine, photo, printed

SPECKLED = 10.0
"""Spread of the green from which the engine sees nothing."""

LETTER = {f"Dear Sir or Madam {row}": Box(0.1, 0.1 + 0.12 * row, 0.8, 0.15 + 0.12 * row) for row in range(6)}


@dataclass
class DazzledEngine(BarEngine):
    """Finds nothing among specks, and counts how often it looked."""

    looks: int = 0

    def detect(self, image: Image) -> list[Quad]:
        """The bars, where few specks are."""
        self.looks += 1
        height, width = image.shape[:2]
        green = image[height // 4 : -height // 4, width // 4 : -width // 4, 1]
        return [] if green.std() > SPECKLED else super().detect(image)


def read(texts: Mapping[str, Box], *, speckled: bool) -> tuple[Seen, int]:
    image, card = photo(texts, margin=0, ground=200)
    if speckled:
        noise = np.random.default_rng(1).normal(0, 60, image.shape[:2])
        image[..., 1] = np.clip(image[..., 1] - np.abs(noise), 0, 255)
    engine = DazzledEngine([*texts])
    seen = read_clearly(engine, rectify(image, card, CARD_ASPECT), read_needed)
    return seen, engine.looks


def test_print_hidden_by_specks_is_read_of_the_smoothed_card() -> None:
    seen, looks = read(printed(HOME_RETURN_PERMIT), speckled=True)
    assert looks == 2
    assert seen.sighting is not None
    assert seen.sighting.certain
    assert seen.sighting.document is HOME_RETURN_PERMIT


@pytest.mark.parametrize("texts", [printed(HOME_RETURN_PERMIT), LETTER], ids=["a permit", "a letter"])
def test_what_was_read_is_not_looked_at_again(texts: Mapping[str, Box]) -> None:
    _, looks = read(texts, speckled=False)
    assert looks == 1
