"""What counts as a strange ground under a value, and what compression does to the ground under all."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.quality.edits.print_lines import Cell, Line
from permit_ocr.quality.edits.print_measures import GROUND, MEASURES
from permit_ocr.quality.edits.value_ground import FEATURES, mismatches
from permit_ocr.quality.windows import Window

TEXTURE = GROUND.index("texture")


def value(step_of_texture: float) -> Line:
    step = np.zeros(len(GROUND))
    step[TEXTURE] = step_of_texture
    nothing = np.zeros((4, 4), np.float32)
    cell = Cell("1", np.zeros(len(MEASURES)), Window(0, 0, 4, 4), nothing, nothing)
    return Line("number", latin=True, parted=True, height=20.0, cells=[cell], step=step)


def smoothness(own: float, others: float) -> float:
    """How much smoother than it ought to be the ground under a value is held to be, by the step at its rim."""
    (_, features), *_ = mismatches([value(own), *(value(others) for _ in range(3))])
    return float(features[FEATURES.index("step_less_texture")])


def test_a_painted_ground_is_smoother_than_what_is_around_it() -> None:
    assert smoothness(own=-0.8, others=0.0) == pytest.approx(4.0)


def test_a_ground_that_compression_has_spared_is_not_strange() -> None:
    assert smoothness(own=0.0, others=0.8) == 0.0


def test_what_compression_adds_to_others_does_not_make_a_ground_stranger() -> None:
    assert smoothness(own=-0.2, others=0.8) == pytest.approx(1.0)
