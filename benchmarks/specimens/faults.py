"""What may be wrong with a photo, and which faults a photo of a level has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

import numpy as np

from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.everyday import cast
from benchmarks.specimens.placement import HARD_WIDTHS
from benchmarks.specimens.scene import Scene
from benchmarks.specimens.split import pick

_Fault = Callable[[Scene, np.random.Generator], Scene]


class Plan(StrEnum):
    """The level that a photo is drawn for."""

    CLEAN = "clean"
    PHONE = "phone"
    HARD = "hard"


MISPLACED = ("small", "far", "cut", "perspective", "two_permits", "company")
"""Faults that lie in where the card is and beside what; a photo that was taken before has its own."""
_MISPLACED_BADLY = ("deep_cut", "steep", "small")

_CLASHES = (
    {"small", "far", "cut", "deep_cut", "two_permits"},
    {"two_permits", "company"},
    {"perspective", "steep"},
    {"low_light", "dark"},
    {"sharpened", "smeared"},
)
"""Of each of these, a photo has one at most."""


def _processed(scene: Scene, **changes: float) -> Scene:
    return replace(scene, processing=replace(scene.processing, **changes))


def _dark(scene: Scene, random: np.random.Generator) -> Scene:
    """Leave little light and much noise; every other phone lifts the shadows, and the noise with them."""
    lift = float(random.uniform(0.5, 0.7)) if random.random() < 0.5 else 1.0
    dim = replace(scene, exposure=float(random.uniform(0.15, 0.3)), noise=float(random.uniform(8, 16)))
    return _processed(dim, lift=lift)


def _sent(scene: Scene, random: np.random.Generator) -> Scene:
    """Send a picture on, which compresses it once more and shrinks it, as far as the card is large enough."""
    least = min(1.0, HARD_WIDTHS[0] / edge_width(scene.card.to_array()))
    factor = max(least, float(random.uniform(0.5, 0.9)))
    sent = _processed(scene, resend=factor, resend_quality=int(random.integers(60, 92)))
    return replace(sent, quality=int(random.integers(45, 75)))


def _bent(scene: Scene, random: np.random.Generator) -> Scene:
    sagitta = float(random.uniform(0.006, 0.012)) * pick(random, (-1, 1))
    return replace(scene, warp=replace(scene.warp, sagitta=sagitta))


def _glossy(scene: Scene, random: np.random.Generator) -> Scene:
    """Put a highlight on the card; the camera exposes for it, so that little is burnt out."""
    return replace(scene, sheen=float(random.uniform(0.45, 0.85)), exposure=float(random.uniform(0.65, 0.85)))


AFTERWARDS: Mapping[str, _Fault] = {
    "blur": lambda scene, random: replace(scene, blur=float(random.uniform(0.0010, 0.0019))),
    "motion": lambda scene, random: replace(scene, motion=float(random.uniform(0.003, 0.0075))),
    "noise": lambda scene, random: replace(scene, noise=float(random.uniform(8, 18))),
    "shadow": lambda scene, random: replace(scene, shadow=float(random.uniform(0.3, 0.65))),
    "cast": lambda scene, random: replace(scene, cast=cast(random, 0.3)),
    "jpeg": lambda scene, random: replace(scene, quality=int(random.integers(30, 60))),
    "sharpened": lambda scene, random: _processed(
        scene, sharpening=float(random.uniform(1.0, 2.2)), halo=float(random.uniform(1.0, 2.8))
    ),
    "smeared": lambda scene, _: _processed(scene, denoise=1.0),
    "sent": _sent,
    "bent": _bent,
    "sheen": _glossy,
    "fingers": lambda scene, random: replace(scene, fingers=int(random.integers(1, 4))),
    "company": lambda scene, random: replace(scene, company=int(random.integers(1, 4))),
    "low_light": lambda scene, random: replace(
        scene, exposure=float(random.uniform(0.28, 0.5)), noise=float(random.uniform(4, 8))
    ),
    "dark": _dark,
}
"""Faults that are put into a scene once the card has its place, in this order."""

_ORDINARY = tuple(dict.fromkeys((*(name for name in AFTERWARDS if name != "dark"), *MISPLACED)))
_BAD = ("dark", *_MISPLACED_BADLY)


def draw_faults(plan: Plan, random: np.random.Generator, *, photographed: bool) -> tuple[str, ...]:
    """Draw the faults of a photo; ``photographed`` says that it is laid over one that was taken before.

    A photo of the middle level has one. A hard one has a bad one and, every other time, an ordinary one as well,
    or else two or three ordinary ones.
    """
    if plan is Plan.CLEAN:
        return ()
    ordinary, bad = (_possible(names, photographed=photographed) for names in (_ORDINARY, _BAD))
    if plan is Plan.PHONE:
        return (pick(random, ordinary),)
    worst = (pick(random, bad),) if random.random() < 0.6 else ()
    return _joined(worst, ordinary, int(random.integers(1, 3)) - 1 if worst else int(random.integers(2, 4)), random)


def _possible(names: Sequence[str], *, photographed: bool) -> list[str]:
    return [name for name in names if not photographed or name not in (*MISPLACED, *_MISPLACED_BADLY)]


def _joined(
    faults: tuple[str, ...], ordinary: Sequence[str], more: int, random: np.random.Generator
) -> tuple[str, ...]:
    """Add faults that clash with none before them."""
    order: list[int] = random.permutation(len(ordinary)).tolist()
    for name in (ordinary[place] for place in order):
        if more and name not in faults and not any(name in clash and clash & set(faults) for clash in _CLASHES):
            faults, more = (*faults, name), more - 1
    return faults
