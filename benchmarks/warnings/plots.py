"""The detectors' curves as a picture: how many attacks are caught for how many false alarms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.warnings.figures import clean, scores_of, species_of
from benchmarks.warnings.trial import Trial
from permit_ocr.types import WarningKind

SEVERITIES = {"mild": "#9ecae1", "plain": "#4292c6", "strong": "#08306b"}
"""Severity of the attacks, and the colour of its curve."""

MOST_FALSE_ALARMS = 0.2
"""Right end of the axes: nobody runs a detector that warns of more genuine photos than these."""


def draw_curves(trials: Sequence[Trial], path: Path) -> None:
    """Write one panel for each warning, as SVG with text as text."""
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = path.name
    figure = Figure(figsize=(9, 5.6), layout="constrained")
    for axes, kind in zip(figure.subplots(2, 3, sharex=True, sharey=True).flat, WarningKind, strict=True):
        _panel(axes, kind, trials)
    figure.supxlabel("share of photos without a fault that are warned of")
    figure.supylabel("share of attacks caught")
    figure.savefig(path, format="svg", metadata={"Date": None})


def _panel(axes: Axes, kind: WarningKind, trials: Sequence[Trial]) -> None:
    groups, genuine = species_of(kind, trials), scores_of(kind, clean(trials))
    for severity, colour in SEVERITIES.items():
        attacks = scores_of(kind, groups.get(severity, []))
        if attacks:
            axes.step(*_curve(attacks, genuine), where="post", color=colour, label=f"{severity} ({len(attacks)})")
    axes.set(title=kind.value, xlim=(0, MOST_FALSE_ALARMS), ylim=(0, 1.02))
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right", fontsize="small")


def _curve(attacks: Sequence[float], genuine: Sequence[float]) -> tuple[list[float], list[float]]:
    """False alarms and attacks caught at every threshold, from the highest down."""
    cuts = np.unique([*attacks, *genuine])[::-1]
    warned = [float((np.asarray(genuine) >= cut).mean()) for cut in cuts]
    caught = [float((np.asarray(attacks) >= cut).mean()) for cut in cuts]
    return [0.0, *warned], [0.0, *caught]
