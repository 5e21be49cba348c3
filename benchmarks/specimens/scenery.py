"""Draws the circumstances of photos, balanced over levels, faults, turns and backdrops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from benchmarks.specimens.card import SHIPPED, Sources
from benchmarks.specimens.everyday import everyday
from benchmarks.specimens.faults import AFTERWARDS, Plan, draw_faults
from benchmarks.specimens.pairs import apart
from benchmarks.specimens.photo_scenes import photo_scenes
from benchmarks.specimens.placement import (
    BESIDE_SHARES,
    CLEAN_WIDTHS,
    FAR_SHARES,
    FAR_WIDTHS,
    HARD_WIDTHS,
    SHARES,
    SMALL_WIDTHS,
    Wish,
    place,
)  # fmt: skip
from benchmarks.specimens.scans import draw_scan
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.split import Split, pick, random_for

_COMMON = (
    Backdrop.PLAIN, Backdrop.PLAIN, Backdrop.CLUTTER, Backdrop.CLUTTER, Backdrop.SAME_COLOUR, Backdrop.SAME_PATTERN,
)  # fmt: skip
_BACKDROPS: Mapping[Split, tuple[Backdrop, ...]] = {
    Split.TUNING: (
        *_COMMON, Backdrop.WOOD, Backdrop.WOOD, Backdrop.FABRIC, Backdrop.CHECK, Backdrop.STRIPES, Backdrop.TILES,
    ),
    Split.REPORTING: (
        *_COMMON, Backdrop.STONE, Backdrop.STONE, Backdrop.PRINT, Backdrop.DAMASK, Backdrop.DOTS, Backdrop.MAP,
    ),
}  # fmt: skip

_PLANS = {"C": Plan.CLEAN, "P": Plan.PHONE, "H": Plan.HARD}
_ROUNDS = "CPPCCHHPPCCPPHHCCPPH"
"""The plans of twenty rounds: 35 % clean, 40 % phone, 25 % hard, alike among even and odd ones."""

_SCANS = 0.4
"""Share of scans among the clean scenes that are not laid over photos."""


def draw_scene(split: Split, index: int, sources: Sources = SHIPPED) -> Scene:
    """Draw the scene number ``index`` of a split.

    Scenes come in rounds of five, one for each document, and rounds by turns of the three levels; in every other
    round the card is turned by any angle, and every third is laid over photos if there are any.
    """
    random = random_for(split, index, "scene")
    round_ = index // 5
    plan = _PLANS[_ROUNDS[round_ % len(_ROUNDS)]]
    scene = _photographed(split, index, sources, random) if round_ % 3 == 2 else None
    if scene is None and plan is Plan.CLEAN and random.random() < _SCANS:
        return draw_scan(split, index, random)
    faults = draw_faults(plan, random, photographed=scene is not None)
    if scene is None:
        scene = _drawn(split, index, (plan, faults), random, any_turn=round_ % 2 == 1)
    scene = replace(everyday(scene, random), faults=faults)
    for name, change in AFTERWARDS.items():
        scene = change(scene, random) if name in faults else scene
    return scene


def _drawn(
    split: Split, index: int, plan: tuple[Plan, tuple[str, ...]], random: np.random.Generator, *, any_turn: bool
) -> Scene:
    placement = place(random, _rotation(random, any_turn=any_turn), _wish(*plan, random))
    card, second = apart(random, placement) if "two_permits" in plan[1] else (placement.card, None)
    return Scene(
        split, index, placement.size, card, pick(random, _BACKDROPS[split]),
        rotation=placement.rotation, tilt=placement.tilt, cut=placement.cut, warp=placement.warp, second=second,
    )  # fmt: skip


def _wish(plan: Plan, faults: tuple[str, ...], random: np.random.Generator) -> Wish:
    """Put the faults that lie in where the card is into bounds for its place."""
    small = HARD_WIDTHS if plan is Plan.HARD else SMALL_WIDTHS
    kinds = {"small": (small, SHARES), "far": (FAR_WIDTHS, FAR_SHARES), "two_permits": (CLEAN_WIDTHS, BESIDE_SHARES)}
    widths, shares = next((kinds[name] for name in faults if name in kinds), (CLEAN_WIDTHS, SHARES))
    cuts = {"cut": (0.02, 0.08), "deep_cut": (0.08, 0.18)}
    cut = next((float(random.uniform(*cuts[name])) for name in faults if name in cuts), 0.0)
    sides = ((0,), (1,)) if "deep_cut" in faults else ((0,), (1,), (0, 1))
    tilts = {"perspective": (15.0, 32.0), "steep": (32.0, 45.0)}
    tilt = next((tilts[name] for name in faults if name in tilts), (0.0, 9.0))
    return Wish(tilt, widths, shares, cut, sides)


def _photographed(split: Split, index: int, sources: Sources, random: np.random.Generator) -> Scene | None:
    scenes = photo_scenes(sources.scenes, split) if sources.scenes else ()
    if not scenes:
        return None
    photo = replace(pick(random, scenes), turns=int(random.integers(4)), flipped=bool(random.random() < 0.5))
    return Scene(split, index, photo.turned_size, photo.card, Backdrop.PHOTO, photo, rotation=photo.rotation)


def _rotation(random: np.random.Generator, *, any_turn: bool) -> float:
    if any_turn:
        return float(random.uniform(0, 360))
    return float(random.choice((0, 0, 0, 180, 90, 270)) + random.normal(0, 3)) % 360
