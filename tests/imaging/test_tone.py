"""Dark photos are brightened, bright ones are left alone."""

from __future__ import annotations

import numpy as np

from permit_ocr.imaging.tone import LARGEST_GAIN, WHITE, brighten


def test_dark_photo_reaches_the_brightness_of_a_good_one() -> None:
    dark = np.full((100, 200, 3), 60, np.uint8)
    assert abs(int(brighten(dark).mean()) - WHITE) < 2


def test_bright_photo_is_returned_as_it_is() -> None:
    good = np.full((100, 200, 3), 210, np.uint8)
    assert brighten(good) is good


def test_night_is_not_turned_into_day() -> None:
    black = np.full((100, 200, 3), 4, np.uint8)
    assert brighten(black).max() <= 4 * LARGEST_GAIN
