"""The blurs are as wide as they say, come again alike, and are kept apart by split."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.attacks.attack import Case, Severity
from benchmarks.attacks.blurred import ATTACKS, kernels
from benchmarks.specimens import Split
from permit_ocr.types import WarningKind


def _widest(kernel: kernels.Kernel) -> float:
    """Standard deviation of a kernel along the axis in which it is widest, in pixels."""
    y, x = (axis.ravel() for axis in np.indices(kernel.shape))
    return float(np.sqrt(np.linalg.eigvalsh(np.cov(np.stack((x, y)), aweights=kernel.ravel(), ddof=0))[-1]))


@pytest.mark.parametrize("spread", [2.0, 5.0, 12.0])
def test_kernels_are_as_wide_as_asked(spread: float) -> None:
    random = np.random.default_rng(5)
    for kernel in (kernels.line(spread, 0.7), kernels.shake(spread, random), kernels.disc(spread, 0.0)):
        assert kernel.sum() == pytest.approx(1, abs=1e-4)
        assert _widest(kernel) == pytest.approx(spread, rel=0.08)


def test_no_species_of_blur_is_both_tuned_and_reported_on() -> None:
    blurs = [attack for attack in ATTACKS if not attack.name.startswith("harmless_")]
    names = {split: {attack.name for attack in blurs if attack.split is split} for split in Split}
    assert not names[Split.TUNING] & names[Split.REPORTING]
    assert all(names.values())


def test_a_case_comes_again_alike_and_a_mild_blur_is_left_open() -> None:
    attack = next(attack for attack in ATTACKS if attack.name == "blur_motion")
    mild, again = (attack.stage(Case(Split.TUNING, 1, Severity.MILD)) for _ in range(2))
    assert mild.sample.jpeg == again.sample.jpeg
    assert not mild.deserved
    assert mild.excused == {WarningKind.BLURRED}
