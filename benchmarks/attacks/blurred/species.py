"""The species of blur, by split: Gaussian and straight for tuning, light on discs and bent paths for reporting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.attacks.attack import Attack, Case, Severity, Staged
from benchmarks.attacks.blurred import careless, harmless, lenses
from benchmarks.attacks.blurred.careless import Spoil
from benchmarks.attacks.blurred.lenses import Blur
from benchmarks.attacks.blurred.stage import Degrees, drawn, staged, take_blurred, take_spoilt
from benchmarks.specimens import Split

# A mild blur costs the reader a field now and then, a plain one some fields, a strong one most (80 tuning photos).
_ALL_WAYS: Degrees = {Severity.MILD: 0.085, Severity.PLAIN: 0.12, Severity.STRONG: 0.19}
"""Blurs that soften in every direction."""
_ONE_WAY: Degrees = {Severity.MILD: 0.09, Severity.PLAIN: 0.15, Severity.STRONG: 0.25}
"""Motions, which leave strokes along them as sharp as they were."""
_IN_PART: Degrees = {Severity.MILD: 0.13, Severity.PLAIN: 0.2, Severity.STRONG: 0.3}
"""The worst place of a blur that differs from place to place."""
_MUSH: Degrees = {Severity.MILD: 0.16, Severity.PLAIN: 0.35, Severity.STRONG: 0.55}
_SMEAR: Degrees = {Severity.MILD: 0.14, Severity.PLAIN: 0.22, Severity.STRONG: 0.32}
_PIXEL: Degrees = {Severity.MILD: 0.11, Severity.PLAIN: 0.15, Severity.STRONG: 0.22}


def _through(blur: Blur, degrees: Degrees, case: Case) -> Staged:
    degree = drawn(case, degrees)
    return staged(case, take_blurred(case, blur, degree), degree)


def _after(spoil: Spoil, degrees: Degrees, case: Case) -> Staged:
    degree = drawn(case, degrees)
    return staged(case, take_spoilt(case, spoil, degree), degree)


def _quiet(name: str, split: Split, stage: Callable[[Case], Staged]) -> Attack:
    return Attack(f"harmless_print_{name}", split, stage, (Severity.PLAIN,))


ATTACKS: tuple[Attack, ...] = (
    Attack("blur_gaussian", Split.TUNING, partial(_through, lenses.gaussian, _ALL_WAYS)),
    Attack("blur_motion", Split.TUNING, partial(_through, lenses.steady_motion, _ONE_WAY)),
    Attack("blur_tilted_focus", Split.TUNING, partial(_through, lenses.tilted_focus, _IN_PART)),
    Attack("blur_jpeg_mush", Split.TUNING, partial(_after, careless.jpeg_mush, _MUSH)),
    Attack("blur_median_smear", Split.TUNING, partial(_after, careless.median_smear, _SMEAR)),
    Attack("blur_out_of_focus", Split.REPORTING, partial(_through, lenses.out_of_focus, _ALL_WAYS)),
    Attack("blur_shake", Split.REPORTING, partial(_through, lenses.shaken, _ONE_WAY)),
    Attack("blur_rolling_shake", Split.REPORTING, partial(_through, lenses.rolling_shake, _ONE_WAY)),
    Attack("blur_zoom", Split.REPORTING, partial(_through, lenses.zoomed, _IN_PART)),
    Attack("blur_curved_focus", Split.REPORTING, partial(_through, lenses.curved_focus, _IN_PART)),
    Attack("blur_upscaled", Split.REPORTING, partial(_after, careless.upscaled, _PIXEL)),
    Attack("blur_webp_mush", Split.REPORTING, partial(_after, careless.webp_mush, _MUSH)),
    Attack("blur_edge_keeping_smear", Split.REPORTING, partial(_after, careless.edge_keeping_smear, _SMEAR)),
    _quiet("sharpened", Split.TUNING, harmless.sharpened),
    _quiet("noisy", Split.TUNING, harmless.noisy),
    _quiet("small", Split.TUNING, harmless.small),
    _quiet("soft", Split.TUNING, harmless.soft),
    _quiet("huge", Split.TUNING, harmless.huge),
    _quiet("small", Split.REPORTING, harmless.small),
    _quiet("dark", Split.REPORTING, harmless.dark),
    _quiet("squeezed", Split.REPORTING, harmless.squeezed),
    _quiet("resent", Split.REPORTING, harmless.resent),
    _quiet("huge", Split.REPORTING, harmless.huge),
)
