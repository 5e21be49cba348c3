"""What the trials say of each warning."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.warnings.plan import CLEAN, EVERYDAY, HARMLESS
from benchmarks.warnings.roc import auc, auc_interval, equal_error_rate, reaching, threshold_at
from benchmarks.warnings.trial import Trial
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.stages import PARTS
from permit_ocr.types import WarningKind


@dataclass(frozen=True, slots=True)
class Figures:
    """One warning's figures for one group of attacks, against genuine photos without faults."""

    attacks: int
    auc: float
    auc_interval: tuple[float, float]
    caught: Share
    """Attacks that the standard policy warns of: 1 - APCER at its threshold."""
    caught_at_1: Share
    """Attacks caught when 1 % of the genuine photos may be warned of: 1 - APCER at BPCER 1 %."""
    caught_at_5: Share
    equal_error_rate: float


def figures(kind: WarningKind, attacks: Sequence[Trial], genuine: Sequence[Trial]) -> Figures:
    """Compare attacks that deserve a warning with genuine photos. Photos that were refused are left out."""
    bad, good = scores_of(kind, attacks), scores_of(kind, genuine)
    value = auc(bad, good)
    return Figures(
        attacks=len(bad),
        auc=value,
        auc_interval=auc_interval(value, len(bad), len(good)),
        caught=Share.of(kind in trial.warned for trial in attacks if not trial.refused),
        caught_at_1=reaching(bad, threshold_at(good, 0.01)),
        caught_at_5=reaching(bad, threshold_at(good, 0.05)),
        equal_error_rate=equal_error_rate(bad, good),
    )


def scores_of(kind: WarningKind, trials: Iterable[Trial]) -> list[float]:
    """What the photos score, but for those that were refused."""
    return [trial.scores[kind] for trial in trials if not trial.refused]


def clean(trials: Iterable[Trial]) -> list[Trial]:
    """The genuine photos without any fault: what false alarms are counted on."""
    return [trial for trial in trials if trial.species == CLEAN]


def species_of(kind: WarningKind, trials: Iterable[Trial]) -> Mapping[str, list[Trial]]:
    """The attacks that deserve a warning, by species and then by severity, and all of them first."""
    deserving = [trial for trial in trials if kind in trial.deserved]
    groups = {"all": deserving}
    for trial in deserving:
        groups.setdefault(trial.species, []).append(trial)
    for severity in dict.fromkeys(trial.severity for trial in deserving):
        groups[severity] = [trial for trial in deserving if trial.severity == severity]
    return groups


def false_alarms(kind: WarningKind, trials: Iterable[Trial]) -> Mapping[str, Share]:
    """How often a warning is given that is neither deserved nor excused, by species: BPCER at the threshold."""
    groups: dict[str, list[bool]] = {CLEAN: [], EVERYDAY: []}
    for trial in trials:
        if not trial.refused and kind not in trial.deserved | trial.excused:
            group = groups.setdefault(trial.species if _is_genuine(trial) else "other attacks", [])
            group.append(kind in trial.warned)
    return {species: Share.of(events) for species, events in groups.items()}


def _is_genuine(trial: Trial) -> bool:
    return trial.species in (CLEAN, EVERYDAY) or trial.species.startswith(HARMLESS)


def blur_against_misreading(trials: Iterable[Trial]) -> tuple[float, tuple[float, float], int, int]:
    """AUC of the blur's score for "a field is misread", among blurred photos and genuine ones; and the two counts."""
    judged = [t for t in trials if not t.refused and (WarningKind.BLURRED in t.deserved or _is_genuine(t))]
    judged = [t for t in judged if not t.deserved - {WarningKind.BLURRED}]
    bad = [t.scores[WarningKind.BLURRED] for t in judged if t.misread]
    good = [t.scores[WarningKind.BLURRED] for t in judged if not t.misread]
    value = auc(bad, good)
    return value, auc_interval(value, len(bad), len(good)), len(bad), len(good)


def cost(trials: Iterable[Trial]) -> float:
    """Time that the warnings take, as a share of that of the whole reading; median over the photos."""
    shares = [t.seconds["assess"] / _whole(t.seconds) for t in trials if t.seconds]
    return statistics.median(shares) if shares else 0.0


def _whole(seconds: Mapping[str, float]) -> float:
    return sum(took for stage, took in seconds.items() if stage not in PARTS)
