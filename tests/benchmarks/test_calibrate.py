"""The fit finds weights that generated the examples, and leans on its prior where there are few."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.calibrate import PRIOR, fit


def test_weights_that_made_the_examples_are_found() -> None:
    random = np.random.default_rng(5)
    true = np.array([1.0, 0.8, 0.5, -1.5, 1.2])
    inputs = np.column_stack([np.ones(20_000), random.normal(0, 2, 20_000), random.integers(0, 3, (20_000, 3))])
    right = (random.random(20_000) < 1 / (1 + np.exp(-inputs @ true))).astype(float)
    assert fit(inputs, right) == pytest.approx(true, abs=0.15)


def test_without_examples_the_prior_stands() -> None:
    assert fit(np.zeros((0, 5)), np.zeros(0)) == pytest.approx(PRIOR)
