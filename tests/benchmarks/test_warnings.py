from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.thresholds import fit
from benchmarks.warnings.figures import blur_against_misreading, clean, cost, false_alarms, figures, species_of
from benchmarks.warnings.plots import draw_curves
from benchmarks.warnings.tables import as_json, as_markdown
from benchmarks.warnings.trial import Trial
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.types import WarningKind

GLARE, BLUR = WarningKind.GLARE, WarningKind.BLURRED


def trial(species: str, score: float, deserved: WarningKind | None = None, **more: Any) -> Trial:
    """A photo whose every score is the same, and that is warned of all from 0.5 on."""
    plain = Trial(
        name=f"{species}-{score}",
        species=species,
        severity="plain",
        deserved=frozenset([deserved] if deserved else []),
        excused=frozenset(),
        scores=dict.fromkeys(WarningKind, score),
        warned=frozenset(WarningKind if score >= 0.5 else ()),
        misread=False,
        seconds={"read": 2.0, "assess": 0.5},
    )
    return replace(plain, **more)


def refused(species: str, deserved: WarningKind | None = None) -> Trial:
    """A photo in which no permit was found."""
    return trial(species, 0.0, deserved, scores={}, warned=frozenset())


GENUINE = [trial("clean", number / 100) for number in range(100)]


def test_attacks_are_counted_against_genuine_photos_without_faults() -> None:
    attacks = [trial("lamp", 0.995, GLARE), trial("lamp", 0.2, GLARE)]
    found = figures(GLARE, attacks, clean([*GENUINE, *attacks, trial("everyday", 1.0)]))
    assert found.caught == Share(1, 2)
    assert found.caught_at_1 == Share(1, 2)
    assert found.auc == pytest.approx((1 + 0.205) / 2)


def test_what_was_refused_counts_neither_way() -> None:
    attacks = [trial("lamp", 0.9, GLARE), refused("lamp", GLARE)]
    assert figures(GLARE, attacks, GENUINE).caught == Share(1, 1)
    assert false_alarms(GLARE, [refused("clean")])["clean"] == Share(0, 0)


def test_a_warning_that_is_deserved_or_excused_is_no_false_alarm() -> None:
    trials = [
        trial("screen", 0.9, WarningKind.RECAPTURED, excused=frozenset([GLARE])),
        trial("lamp", 0.9, GLARE),
        trial("harmless_sheen", 0.9),
        trial("copy", 0.9, WarningKind.PHOTOCOPIED),
    ]
    alarms = false_alarms(GLARE, trials)
    assert alarms["harmless_sheen"] == Share(1, 1)
    assert alarms["other attacks"] == Share(1, 1)


def test_species_and_severities_have_groups_of_their_own() -> None:
    trials = [trial("lamp", 0.9, GLARE), trial("window", 0.8, GLARE, severity="mild"), *GENUINE]
    groups = species_of(GLARE, trials)
    assert {name: len(group) for name, group in groups.items()} == {
        "all": 2,
        "lamp": 1,
        "window": 1,
        "plain": 1,
        "mild": 1,
    }


def test_blur_is_measured_by_whether_fields_are_misread() -> None:
    trials = [
        trial("defocus", 0.9, BLUR, misread=True),
        trial("defocus", 0.4, BLUR),
        trial("clean", 0.1),
        trial("lamp", 0.0, GLARE, misread=True),
    ]
    value, _, bad, good = blur_against_misreading(trials)
    assert (value, bad, good) == (1.0, 1, 2)


def test_the_cost_is_a_share_of_reading() -> None:
    assert cost([trial("clean", 0.1)]) == 0.2


def test_thresholds_leave_the_stated_share_of_genuine_photos_without_a_warning() -> None:
    table = fit([*GENUINE, *GENUINE[:50]])
    reached = {policy: sum(t.scores[GLARE] >= values["glare"] for t in GENUINE) for policy, values in table.items()}
    assert reached["permissive"] <= reached["standard"] <= 1
    assert 1 < reached["strict"] <= 7


def test_the_curves_have_a_panel_for_every_warning(tmp_path: Path) -> None:
    trials = [*GENUINE, *(trial(f"attack_{kind}", 0.9, kind) for kind in WarningKind)]
    draw_curves(trials, tmp_path / "curves.svg")
    drawn = (tmp_path / "curves.svg").read_text("utf-8")
    assert all(f">{kind}<" in drawn for kind in WarningKind)


def test_the_tables_name_every_warning_and_species() -> None:
    trials = [*GENUINE, *(trial(f"attack_{kind}", 0.9, kind) for kind in WarningKind)]
    table = as_markdown(trials, "106 photos")
    for kind in WarningKind:
        assert re.search(rf"\| {kind} \| attack {kind} \| [01]\.\d+ \|  \| 1 of 1 \|", table)
    assert set(as_json(trials, "106 photos")["kinds"]) == set(WarningKind)
