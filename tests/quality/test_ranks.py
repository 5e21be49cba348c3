"""Percentiles are those of numpy, for bytes as for fractions, and for as few values as there may be."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.quality.ranks import percentile, percentiles

SHARES = (0, 10, 50, 70, 85, 100)


@pytest.mark.parametrize("kind", [np.uint8, np.float32, np.float64])
@pytest.mark.parametrize("count", [1, 2, 3, 64, 257])
def test_percentiles_are_those_of_numpy(kind: type[np.generic], count: int) -> None:
    rows = (np.random.default_rng(count).random((5, count)) * 255).astype(kind)
    for share in SHARES:
        np.testing.assert_allclose(percentiles(rows, share), np.percentile(rows, share, axis=1), rtol=1e-6)
        assert percentile(rows, share) == pytest.approx(np.percentile(rows, share), rel=1e-6)
