"""Warps keep what they show in its place, whatever the scale."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.imaging.geometry import warp


@pytest.mark.parametrize("scale", [0.2, 0.5, 1.0, 3.0])
def test_edge_between_pixels_stays_between_them(scale: float) -> None:
    picture = np.zeros((100, 200, 3), np.uint8)
    picture[:, 80:] = 250
    scaled = warp(picture, np.diag([scale, scale, 1.0]), round(200 * scale), round(100 * scale))
    dark = (250 - scaled[round(50 * scale), :, 0].astype(float)).sum() / 250
    assert dark == pytest.approx(80 * scale, abs=0.05)
