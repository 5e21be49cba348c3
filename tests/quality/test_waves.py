"""A wave is followed from patch to patch, and each patch is looked at by itself."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.quality.screens.spectra import HALF, SIDE, Spectra
from permit_ocr.quality.screens.waves import waves_in

ACROSS, DOWN = 5, 4


def spectra(seen: set[int], column: int, row: int, height: float = 7) -> Spectra:
    """Patches side by side, some of which show a wave as a peak of three frequencies' width."""
    heights = np.zeros((ACROSS * DOWN, SIDE, HALF + 1), np.float32)
    for patch in seen:
        heights[patch, row, column - 1 : column + 2] = height - 2
        heights[patch, row - 1 : row + 2, column] = height - 2
        heights[patch, row, column] = height
    x, y = np.meshgrid(np.arange(ACROSS) * 100.0, np.arange(DOWN) * 100.0)
    centres = np.stack((x.ravel(), y.ravel()), axis=1).astype(np.float32)
    count = len(centres)
    return Spectra(
        centres, np.full(count, 50, np.float32), 100.0, np.zeros(count, bool), np.full(count, 90, np.float32), heights
    )


@pytest.mark.parametrize(("column", "row"), [(20, 30), (3, 90), (61, 2), (40, 125)])
def test_a_wave_is_found_at_its_frequency_in_the_patches_that_show_it(column: int, row: int) -> None:
    shown = {0, 1, 2, 5, 6, 7, 10, 11, 12}
    (wave,) = waves_in(spectra(shown, column, row))
    assert wave.frequency == pytest.approx((column, row - HALF), abs=0.05)
    assert {patch for patch, height in enumerate(wave.heights) if height > 0} == shown
    assert wave.heights[0] == 7


def test_peaks_that_few_patches_share_or_that_are_low_are_no_wave() -> None:
    assert waves_in(spectra({0, 1, 6}, 20, 30)) == []
    assert waves_in(spectra(set(range(ACROSS * DOWN)), 20, 30, height=3.9)) == []


def test_the_highest_of_neighbouring_frequencies_is_the_peak() -> None:
    both = spectra(set(range(ACROSS * DOWN)), 20, 30)
    both.heights[:, 30, 22] = 6
    assert [wave.frequency for wave in waves_in(both)] == [pytest.approx((20, 30 - HALF), abs=0.3)]
