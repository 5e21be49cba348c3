"""Traces of two roundings are found where there were two, and nowhere else, however the coefficients fall off."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from permit_ocr.quality.edits.blocks import LEVELS
from permit_ocr.quality.edits.rounded_twice import trace

COUNT = 20000

Widths = dict[float, float]
"""The share of the coefficients that falls off with each width."""

GROUND_AND_PRINT: tuple[Widths, ...] = ({12.0: 1.0}, {3.0: 0.9, 30.0: 0.1}, {2.0: 0.8, 8.0: 0.1, 40.0: 0.1})


def counts(*steps: int, widths: Widths) -> NDArray[np.intp]:
    """How often each level occurs when coefficients that fall off so are rounded by these steps, one after another."""
    random = np.random.default_rng(4)
    levels = np.concatenate([random.laplace(0, width, round(COUNT * share)) for width, share in widths.items()])
    for step in steps:
        levels = np.rint(np.rint(levels / step) * step + random.normal(0, 0.4, levels.size))
    return np.bincount(np.minimum(np.abs(levels), LEVELS - 1).astype(np.intp), minlength=LEVELS)


@pytest.mark.parametrize("widths", GROUND_AND_PRINT, ids=len)
@pytest.mark.parametrize("step", [6, 8, 10, 14])
def test_one_rounding_is_not_taken_for_two(step: int, widths: Widths) -> None:
    found = counts(step, widths=widths)
    assert trace(found, found, step) is None


@pytest.mark.parametrize(("first", "last"), [(7, 3), (10, 4), (16, 5), (12, 8), (9, 7)])
@pytest.mark.parametrize("widths", GROUND_AND_PRINT, ids=len)
def test_two_roundings_are_told_from_one(first: int, last: int, widths: Widths) -> None:
    found = counts(first, last, widths=widths)
    told = trace(found, found, last)
    assert told is not None
    once, twice = told.expected
    assert twice < 0 < once
