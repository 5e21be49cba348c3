"""A wave is followed from patch to patch, and each patch is looked at by itself."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.quality.screens.spectra import HALF, SIDE, Spectra
from permit_ocr.quality.screens.waves import height_at, waves_in

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


@pytest.mark.parametrize("slope", [(6, 0), (-5, 3), (0, 6)])
def test_a_wave_whose_frequency_changes_fast_is_followed(slope: tuple[int, int]) -> None:
    """As that of moire does, which is the difference of two grids: theirs change little, but it is small."""
    changing = spectra(set(), 30, 64)
    for patch in range(ACROSS * DOWN):
        row, column = divmod(patch, ACROSS)
        changing.heights[patch, 64 + slope[1] * row, 32 + slope[0] * (column - 2)] = 7
    waves = waves_in(changing)
    assert len(waves) == 1
    assert (waves[0].heights == 7).all()


def test_a_wave_is_looked_up_in_other_patches_on_either_side_of_none() -> None:
    planes = spectra({0, 1}, 20, 30).heights[:3]
    upper, lower = (19.4, 30.6 - HALF), (-20.2, HALF - 30.3)
    assert height_at(planes, np.array([upper, lower, upper], np.float32)).tolist() == [7, 7, 0]


def test_peaks_that_few_patches_share_or_that_are_low_are_no_wave() -> None:
    assert waves_in(spectra({0, 1, 6}, 20, 30)) == []
    assert waves_in(spectra(set(range(ACROSS * DOWN)), 20, 30, height=3.9)) == []


def test_the_highest_of_neighbouring_frequencies_is_the_peak() -> None:
    both = spectra(set(range(ACROSS * DOWN)), 20, 30)
    both.heights[:, 30, 22] = 6
    assert [wave.frequency for wave in waves_in(both)] == [pytest.approx((20, 30 - HALF), abs=0.3)]
