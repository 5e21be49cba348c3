"""Waves that are as deep in light as in dark are a screen's; dots that vanish towards the paper are a print's."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from permit_ocr.quality.screens.evenness import evenness, tones_of
from permit_ocr.quality.screens.spectra import HALF, SIDE, Spectra
from permit_ocr.quality.screens.waves import Wave
from permit_ocr.types import Image

FREQUENCY = (31.3, -12.6)
WHITE = 215.0
ON_CARD = np.array([(HALF + x, HALF) for x in (SIDE, 2 * SIDE)], np.float32)
PORTRAIT = np.array([(HALF, HALF)], np.float32)
Depth = Callable[[np.ndarray], np.ndarray]


def photo_of(depth: Depth, darkest: float = 70, frequency: tuple[float, float] = FREQUENCY) -> Image:
    """A portrait that gets lighter from left to right and a light card beside it, with a wave and a sensor's noise."""
    y, x = np.mgrid[0:SIDE, 0 : 3 * SIDE].astype(np.float64)
    light = np.clip(darkest + (WHITE - darkest) * x / SIDE, 0, WHITE)
    wave = np.sin(2 * np.pi * (frequency[0] * x + frequency[1] * y) / SIDE)
    noise = np.random.default_rng(2).normal(0, 3, (SIDE, 3 * SIDE, 3))
    return np.clip((light * (1 + depth(light / WHITE) * wave))[..., None] + noise, 0, 255).astype(np.uint8)


def evenness_of(*photos: Image, portrait: bool = True) -> float:
    centres = np.concatenate([ON_CARD, PORTRAIT]) if portrait else ON_CARD
    count = len(centres)
    none = np.zeros((0, SIDE, HALF + 1), np.float32)
    on_portrait = np.arange(count) >= len(ON_CARD)
    spectra = Spectra(centres, np.full(count, 50, np.float32), 90, on_portrait, np.full(count, 140, np.float32), none)
    wave = Wave(np.full(count, 6, np.float32), np.array([FREQUENCY] * count, np.float32))
    return evenness([tones_of(photo, spectra, wave) for photo in photos])


def of_a_screen(tone: np.ndarray) -> np.ndarray:
    return np.full_like(tone, 0.1)


def of_dots(tone: np.ndarray) -> np.ndarray:
    return 0.4 * (1.05 - tone)


def of_lines_that_spare_the_portrait(tone: np.ndarray) -> np.ndarray:
    return np.where(tone > 0.95, 0.1, 0)


def test_a_wave_that_takes_the_same_part_of_all_light_is_a_screens() -> None:
    assert evenness_of(photo_of(of_a_screen)) > 0.9


def test_a_wave_that_vanishes_towards_the_paper_is_a_prints() -> None:
    assert evenness_of(photo_of(of_dots)) < -0.9


def test_a_wave_that_spares_the_darker_tones_is_neither() -> None:
    assert evenness_of(photo_of(of_lines_that_spare_the_portrait)) == 0


def test_overtones_of_dots_do_not_make_a_screen_of_them() -> None:
    assert evenness_of(photo_of(of_dots), photo_of(lambda tone: 0.04 + 0 * tone)) < 0


@pytest.mark.parametrize("portrait", [True, False])
def test_one_tone_alone_tells_nothing(portrait: bool) -> None:
    assert evenness_of(photo_of(of_a_screen, darkest=WHITE), portrait=portrait) == 0


def test_without_waves_nothing_is_known() -> None:
    assert evenness([]) == 0
