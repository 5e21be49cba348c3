"""Dark photos are brightened and noisy ones smoothed; good ones are left alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.imaging.tone import LARGEST_GAIN, WHITE, brighten, calm, noise_of
from permit_ocr.types import Image


def test_dark_photo_reaches_the_brightness_of_a_good_one() -> None:
    dark = np.full((100, 200, 3), 60, np.uint8)
    assert abs(int(brighten(dark).mean()) - WHITE) < 2


def test_bright_photo_is_returned_as_it_is() -> None:
    good = np.full((100, 200, 3), 210, np.uint8)
    assert brighten(good) is good


def test_night_is_not_turned_into_day() -> None:
    black = np.full((100, 200, 3), 4, np.uint8)
    assert brighten(black).max() <= 4 * LARGEST_GAIN


def test_small_bright_card_on_a_dark_ground_keeps_its_print() -> None:
    table = np.full((1000, 1500, 3), 50, np.uint8)
    table[400:560, 600:860] = 190
    table[450:460, 620:800] = 110
    brightened = brighten(table)
    assert brightened[400, 600, 0] < 250
    assert int(brightened[400, 600, 0]) - int(brightened[455, 700, 0]) > 40


def test_dark_card_beside_a_lamp_is_brightened() -> None:
    dark = np.full((1000, 1500, 3), 40, np.uint8)
    dark[:150, :260] = 250
    assert brighten(dark)[500, 500, 0] > 100


def noisy(sigma: float) -> Image:
    grain = np.random.default_rng(1).normal(0, sigma, (200, 300, 3))
    return np.clip(128 + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("sigma", [4, 12, 25])
def test_noise_is_measured_in_grey_levels(sigma: float) -> None:
    grey = sigma * np.sqrt(0.114**2 + 0.587**2 + 0.299**2)  # of three independent channels
    assert noise_of(noisy(sigma)) == pytest.approx(grey, rel=0.15)


def test_edges_and_slopes_are_no_noise() -> None:
    picture = np.tile(np.arange(300, dtype=np.float32) / 2, (200, 1))
    picture[:, 150:] += 80
    assert noise_of(np.repeat(picture.astype(np.uint8)[..., None], 3, axis=2)) < 1


def test_drowned_text_is_smoothed_and_a_calm_photo_is_returned_as_it_is() -> None:
    assert noise_of(calm(noisy(50))) < noise_of(noisy(50)) / 3
    good = noisy(3)
    assert calm(good) is good


def test_coarse_specks_of_colour_are_smoothed_but_not_the_print() -> None:
    random = np.random.default_rng(2)
    specks = cv2.resize(random.normal(0, 25, (80, 120, 3)), (480, 320), interpolation=cv2.INTER_LINEAR)
    specks -= specks @ np.array([[0.114], [0.587], [0.299]])  # colour alone: no brightness
    picture = 150 + specks + random.normal(0, 25, (320, 480, 1))
    picture[:, 200:206] -= 90
    calmed = calm(np.clip(picture, 0, 255).astype(np.uint8)).astype(np.float32)
    tints = calmed[:, 250:, 2] - calmed[:, 250:, 0]
    assert tints.std() < np.std(specks[..., 2] - specks[..., 0]) / 2
    assert calmed[:, 202:204].mean() < calmed[:, 250:].mean() - 60
