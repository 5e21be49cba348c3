"""A reading is surer the clearer it is, the more looks agree, and the more speaks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from permit_ocr.permits.calibration import GROUPS, confidence
from permit_ocr.types import Evidence, Field

MIDDLING = Evidence(weakest=0.8, agreeing=2, differing=1, support=0)


def test_every_field_belongs_to_one_group() -> None:
    assert sorted(field for group in GROUPS.values() for field in group) == sorted(Field)


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("better", [{"weakest": 0.95}, {"differing": 0}, {"support": 1}])
def test_better_evidence_is_worth_more(field: Field, better: dict[str, float]) -> None:
    assert confidence(field, replace(MIDDLING, **better)) > confidence(field, MIDDLING)


@pytest.mark.parametrize("field", Field)
def test_a_look_that_agrees_is_never_worth_less(field: Field) -> None:
    assert confidence(field, replace(MIDDLING, agreeing=3)) >= confidence(field, MIDDLING)


@pytest.mark.parametrize("field", Field)
@pytest.mark.parametrize("weakest", [0.0, 1.0])
def test_nothing_is_certain_from_print_alone(field: Field, weakest: float) -> None:
    assert 0 < confidence(field, Evidence(weakest, agreeing=1)) < 1
