from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.warnings.roc import auc, auc_interval, equal_error_rate, reaching, threshold_at

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@pytest.mark.parametrize(("attacks", "genuine", "expected"), [
    ([0.9, 0.8], [0.1, 0.2], 1.0),
    ([0.1, 0.2], [0.9, 0.8], 0.0),
    ([0.5], [0.5], 0.5),
    ([0.2, 0.8], [0.5], 0.5),
    ([0.2, 0.8], [0.1, 0.5], 0.75),
])  # fmt: skip
def test_auc_is_the_share_of_pairs_in_order(attacks: list[float], genuine: list[float], expected: float) -> None:
    assert auc(attacks, genuine) == expected


@given(SCORES, SCORES)
def test_auc_of_swapped_roles_is_the_rest(one: list[float], other: list[float]) -> None:
    assert auc(one, other) + auc(other, one) == pytest.approx(1)


def test_without_attacks_there_is_no_figure() -> None:
    assert math.isnan(auc([], [0.5]))
    assert math.isnan(equal_error_rate([], [0.5]))
    assert auc_interval(math.nan, 0, 5) == (0, 1)


@given(SCORES, st.floats(0, 1))
def test_no_more_genuine_photos_than_allowed_reach_the_threshold(genuine: list[float], allowed: float) -> None:
    threshold = threshold_at(genuine, allowed)
    assert reaching(genuine, threshold).value <= allowed
    lower = [score for score in genuine if score < threshold]
    assert not lower or reaching(genuine, max(lower)).value > allowed


@given(SCORES, SCORES)
def test_equal_error_is_no_worse_than_guessing_and_zero_when_apart(attacks: list[float], genuine: list[float]) -> None:
    assert 0 <= equal_error_rate(attacks, genuine) <= 1
    assert equal_error_rate([score + 2 for score in attacks], genuine) == 0
