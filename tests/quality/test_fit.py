"""A surface is fitted through most levels: what lies far off does not bend it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from permit_ocr.quality.surface.fit import fitted

WEIGHTS = (0.3, -0.2, 0.1, 0.05, -0.08, 0.02)


def terms() -> NDArray[np.float64]:
    x, y = (axis.ravel() for axis in np.meshgrid(np.linspace(-1, 1, 48), np.linspace(-1, 1, 30)))
    return np.stack([np.ones_like(x), x, y, x * y, x * x, x * x * y], axis=1)


def test_levels_on_a_surface_give_its_weights() -> None:
    np.testing.assert_allclose(fitted(terms(), terms() @ WEIGHTS), WEIGHTS, atol=1e-9)


def test_a_fifth_of_the_levels_far_off_do_not_bend_it() -> None:
    levels = terms() @ WEIGHTS + np.random.default_rng(1).normal(0, 0.005, len(terms()))
    levels[: len(levels) // 5] -= 1.2
    np.testing.assert_allclose(fitted(terms(), levels), WEIGHTS, atol=0.01)


def test_terms_that_say_the_same_are_no_obstacle() -> None:
    flat = np.repeat(terms()[:, :1], 3, axis=1)
    np.testing.assert_allclose(flat @ fitted(flat, np.full(len(flat), 0.7)), 0.7, atol=1e-9)
