from __future__ import annotations

from importlib import import_module

import pytest

from benchmarks.attacks.catalogue import ATTACKS
from benchmarks.specimens import Split
from benchmarks.warnings.plan import HARMLESS, Plan
from permit_ocr.types import WarningKind


@pytest.mark.parametrize("split", Split)
def test_every_photo_has_a_name_of_its_own(split: Split) -> None:
    names = [shot.name for shot in Plan(split, 0, genuine=2, everyday=2, attacks=2, harmless=2).shots()]
    assert len(names) == len(set(names))


def test_no_two_photos_are_of_one_card() -> None:
    numbers = [shot.case.index for shot in Plan(Split.TUNING, 0, genuine=2, everyday=2, attacks=2, harmless=2).shots()]
    assert len(numbers) == len(set(numbers))


def test_no_kind_of_attack_is_both_tuned_on_and_reported() -> None:
    """Species of tampering share their names, as what is done is alike; by which means differs."""
    attacks = [attack for attack in ATTACKS if not attack.name.startswith((HARMLESS, "photo_", "scan_"))]
    tuned = {attack.name for attack in attacks if attack.split is Split.TUNING}
    assert not tuned & {attack.name for attack in attacks if attack.split is Split.REPORTING}


def test_every_split_has_harmless_likenesses() -> None:
    for split in Split:
        assert any(attack.split is split and attack.name.startswith(HARMLESS) for attack in ATTACKS)


@pytest.mark.parametrize("kind", WarningKind)
def test_every_warning_has_an_attack_in_the_reporting_split(kind: WarningKind) -> None:
    module = import_module(f"benchmarks.attacks.{kind}")
    reported = [attack for attack in module.ATTACKS if attack.split is Split.REPORTING]
    assert any(not attack.name.startswith(HARMLESS) for attack in reported)
    assert set(reported) <= set(ATTACKS)
