"""The trials as tables for people and as numbers for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.warnings.figures import (
    Figures,
    blur_against_misreading,
    clean,
    cost,
    false_alarms,
    figures,
    scores_of,
    species_of,
)
from benchmarks.warnings.roc import auc
from benchmarks.warnings.trial import Trial
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.types import WarningKind

_SUMMARY = (
    "warning",
    "attacks",
    "AUC",
    "caught",
    "at 1 % false alarms",
    "at 5 %",
    "EER",
    "false alarms: clean",
    "everyday",
)


def as_markdown(trials: Sequence[Trial], source: str) -> str:
    """The tables of the README."""
    parts = [f"{source}. Shares with 95 % Wilson intervals, AUC with those of Hanley and McNeil.", "", _summary(trials)]
    parts += ["", _blur_line(trials), "", "Of the attacks of each kind, the standard policy catches:"]
    parts += ["", _species_table(trials), "", "Warnings given to photos by what they are of:", "", _confusion(trials)]
    parts += [
        "",
        _refused_line(trials),
        f"All detectors together take {100 * cost(trials):.0f} % of a whole reading's time.",
    ]
    return "\n".join(parts)


def as_json(trials: Sequence[Trial], source: str) -> dict[str, Any]:
    """Everything that the tables say."""
    genuine = clean(trials)
    return {
        "source": source,
        "kinds": {
            kind: {name: asdict(figures(kind, group, genuine)) for name, group in species_of(kind, trials).items()}
            for kind in WarningKind
        },
        "false_alarms": {
            kind: {name: asdict(share) for name, share in false_alarms(kind, trials).items()} for kind in WarningKind
        },
        "blur_against_misreading": blur_against_misreading(trials),
        "cost": cost(trials),
    }


def _summary(trials: Sequence[Trial]) -> str:
    rows = [_table_head(_SUMMARY)]
    for kind in WarningKind:
        alarms = false_alarms(kind, trials)
        found = figures(kind, species_of(kind, trials)["all"], clean(trials))
        rows.append(_row(kind, *_cells(found), alarms["clean"], alarms["everyday"]))
    return "\n".join(rows)


def _cells(found: Figures) -> tuple[object, ...]:
    low, high = found.auc_interval
    area = f"{found.auc:.3f} ({low:.3f}-{high:.3f})"
    rates = (found.caught, found.caught_at_1, found.caught_at_5)
    return (found.attacks, area, *rates, f"{100 * found.equal_error_rate:.1f} %")


def _species_table(trials: Sequence[Trial]) -> str:
    rows = [_table_head(("warning", "attack", "AUC", "mild", "plain", "strong"))]
    for kind in WarningKind:
        for species in dict.fromkeys(t.species for t in trials if kind in t.deserved):
            area = auc(*(scores_of(kind, group) for group in (species_of(kind, trials)[species], clean(trials))))
            cells = [_caught(kind, trials, species, severity) for severity in ("mild", "plain", "strong")]
            rows.append(_row(kind, species.replace("_", " "), f"{area:.3f}", *cells))
    return "\n".join(rows)


def _caught(kind: WarningKind, trials: Sequence[Trial], species: str, severity: str) -> str:
    group = [t for t in trials if t.species == species and t.severity == severity and kind in t.deserved]
    share = Share.of(kind in t.warned for t in group if not t.refused)
    return f"{share.hits} of {share.count}" if share.count else ""


def _confusion(trials: Sequence[Trial]) -> str:
    rows = [_table_head(("photos of", "read", *WarningKind))]
    groups = {kind.value: [t for t in trials if kind in t.deserved] for kind in WarningKind}
    groups |= {species: [t for t in trials if t.species == species] for species in _undeserving(trials)}
    for name, group in groups.items():
        read = [t for t in group if not t.refused]
        shares = [Share.of(kind in t.warned for t in read) for kind in WarningKind]
        rows.append(_row(name.replace("_", " "), len(read), *(f"{100 * share.value:.0f} %" for share in shares)))
    return "\n".join(rows)


def _undeserving(trials: Sequence[Trial]) -> list[str]:
    return list(dict.fromkeys(t.species for t in trials if not t.deserved))


def _blur_line(trials: Sequence[Trial]) -> str:
    value, (low, high), bad, good = blur_against_misreading(trials)
    area = f"AUC {value:.3f} ({low:.3f}-{high:.3f})"
    return f'Score of blur against "a field is misread" ({bad} photos against {good}): {area}.'


def _refused_line(trials: Sequence[Trial]) -> str:
    refused = [t for t in trials if t.refused]
    attacks = sum(bool(t.deserved) for t in refused)
    found = f"No permit was found in {len(refused)} of {len(trials)} photos, {attacks} of them attacks"
    return f"{found}; they count nowhere above."


def _table_head(names: Sequence[str]) -> str:
    return f"| {' | '.join(names)} |\n|{' --- |' * len(names)}"


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"
