"""Calibration error and the risk-coverage curve are what their definitions say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_ocr.cli.evaluation.reliability import Answer, expected_calibration_error, reliability, risk_coverage

ANSWERS = st.lists(st.builds(Answer, st.floats(0, 1), st.booleans()), max_size=40)


def test_confidence_that_comes_true_has_no_error() -> None:
    answers = [Answer(0.75, right) for right in (True, True, True, False)]
    assert expected_calibration_error(answers) == pytest.approx(0)


def test_false_confidence_is_an_error() -> None:
    assert expected_calibration_error([Answer(0.96, right=False)] * 10) == pytest.approx(0.96)


def test_bins_weigh_by_their_answers() -> None:
    answers = [Answer(1.0, right=True)] * 3 + [Answer(0.6, right=False)]
    assert expected_calibration_error(answers) == pytest.approx(0.6 / 4)


@given(ANSWERS)
def test_every_answer_is_in_one_bin(answers: list[Answer]) -> None:
    assert sum(found.count for found in reliability(answers)) == len(answers)


def test_what_is_left_empty_is_no_risk_and_no_coverage() -> None:
    answers = [Answer(0.99, right=True)] * 8 + [Answer(0.6, right=False)] * 2
    points = {point.threshold: point for point in risk_coverage(answers, fields=20)}
    assert (points[0.5].coverage, points[0.5].risk) == (0.5, 0.2)
    assert (points[0.9].coverage, points[0.9].risk) == (0.4, 0.0)


@given(ANSWERS)
def test_coverage_never_grows_with_the_threshold(answers: list[Answer]) -> None:
    curve = [point.coverage for point in risk_coverage(answers, fields=50)]
    assert curve == sorted(curve, reverse=True)
