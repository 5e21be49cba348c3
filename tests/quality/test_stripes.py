"""Colours that come in turn are told from those in step, out of register, or made by a sensor's mosaic."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.quality.screens.spectra import HALF, SIDE, Spectra
from permit_ocr.quality.screens.stripes import striped
from permit_ocr.quality.screens.waves import Wave
from permit_ocr.types import Image

THIRD = 2 * np.pi / 3
FREQUENCY = (21.4, -9.7)
CENTRES = np.array([(HALF, HALF), (HALF + 70, HALF), (HALF + 30, HALF + 70)], np.float32)


def photo_of(depths: tuple[float, float, float], phases: tuple[float, float, float]) -> Image:
    """A wave over some noise, with its depth and phase in blue, green and red."""
    y, x = np.mgrid[0 : 2 * SIDE, 0 : 2 * SIDE].astype(np.float64)
    phase = 2 * np.pi * (FREQUENCY[0] * x + FREQUENCY[1] * y) / SIDE
    light = np.array((90, 140, 200)) * (1 + np.array(depths) * np.sin(phase[..., None] + np.array(phases)))
    return np.clip(light + np.random.default_rng(1).normal(0, 4, light.shape), 0, 255).astype(np.uint8)


def striped_in(photo: Image, depths: tuple[float, float, float] = (50, 50, 50), height: float = 6) -> float:
    none = np.zeros((0, SIDE, HALF + 1), np.float32)
    light = np.full(3, 140, np.float32)
    spectra = Spectra(CENTRES, np.array(depths, np.float32), 70, np.zeros(3, np.bool_), light, none)
    return striped(photo, spectra, Wave(np.full(3, height, np.float32), np.array([FREQUENCY] * 3, np.float32)))


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("depths", [(0.1, 0.1, 0.1), (0.05, 0.1, 0.06), (0.12, 0.1, 0.11)])
def test_colours_a_third_of_a_wave_apart_are_a_screens(depths: tuple[float, float, float], way: int) -> None:
    assert striped_in(photo_of(depths, (-way * THIRD, 0, way * THIRD))) > 0.9


@pytest.mark.parametrize(
    ("depths", "phases"),
    [
        ((0.1, 0.1, 0.1), (0, 0, 0)),
        ((0.02, 0.03, 0.12), (0, 0, 0)),
        ((0.1, 0.1, 0.1), (-0.8, 0, 0.8)),
        ((0.1, 0.1, 0.1), (0, 0, 1.5)),
        ((0.1, 0.1, 0.1), (0, np.pi, 0)),
        ((0.12, 0.0, 0.12), (np.pi / 2, 0, 0)),
        ((0.1, 0.03, 0.15), (-2.8, 0, 1.1)),
        ((0, 0, 0), (0, 0, 0)),
    ],
    ids=[
        "in step",
        "one ink",
        "a lens's fringes",
        "out of register",
        "against green",
        "no green",
        "little",
        "none",
    ],
)
def test_other_colours_are_not(depths: tuple[float, float, float], phases: tuple[float, float, float]) -> None:
    assert striped_in(photo_of(depths, phases)) < 0.1


def test_it_takes_two_patches_on_the_card_that_show_the_wave() -> None:
    photo = photo_of((0.1, 0.1, 0.1), (-THIRD, 0, THIRD))
    assert striped_in(photo, depths=(50, -50, -50)) == 0
    assert striped_in(photo, depths=(50, 50, -50)) > 0.9
    assert striped_in(photo, height=2) == 0
