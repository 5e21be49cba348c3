"""A detector's map becomes quads around lines."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.text.network import Tensor
from permit_ocr.text.regions import RegionRule, text_quads

RULE = RegionRule(threshold=0.2, unclip_ratio=1.4)


def painted(*bars: tuple[tuple[float, float], tuple[float, float], float], strength: float = 0.9) -> Tensor:
    """Bars given by middle, size and angle, on an empty map of 400x200."""
    probability = np.zeros((200, 400), np.float32)
    for bar in bars:
        cv2.fillConvexPoly(probability, cv2.boxPoints(bar).astype(np.int32), (strength,))
    return probability


def test_a_line_is_found_and_widened_by_area_over_perimeter() -> None:
    (quad,) = text_quads(painted(((200, 100), (160, 20), 0)), RULE)
    low, high = quad.to_array().min(axis=0), quad.to_array().max(axis=0)
    more = 160 * 20 * 1.4 / (2 * (160 + 20))
    assert low == pytest.approx([120 - more, 90 - more], abs=2)
    assert high == pytest.approx([280 + more, 110 + more], abs=2)


@pytest.mark.parametrize("angle", [0, 30, 60, 89])
def test_the_first_side_is_a_long_one_at_every_angle(angle: float) -> None:
    (quad,) = text_quads(painted(((200, 100), (120, 16), angle)), RULE)
    a, b, c, _ = quad.to_array()
    assert np.linalg.norm(b - a) > 2 * np.linalg.norm(c - b)


def test_a_faint_region_is_no_line() -> None:
    assert text_quads(painted(((200, 100), (160, 20), 0), strength=0.4), RULE) == []


def test_a_speck_is_no_line() -> None:
    assert text_quads(painted(((200, 100), (12, 1), 0)), RULE) == []


def test_quads_stay_on_the_map() -> None:
    (quad,) = text_quads(painted(((30, 8), (60, 14), 0)), RULE)
    assert quad.to_array().min() >= 0


def test_an_empty_map_has_no_lines() -> None:
    assert text_quads(np.zeros((64, 64), np.float32), RULE) == []
