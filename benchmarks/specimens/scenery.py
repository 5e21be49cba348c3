"""Draws the circumstances of photos, balanced over faults, turns and backdrops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from benchmarks.specimens.card import SHIPPED, Sources
from benchmarks.specimens.photo_scenes import photo_scenes
from benchmarks.specimens.placement import CLEAN_WIDTHS, SMALL_WIDTHS, place
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.split import Split, pick, random_for

_Fault = Callable[[Scene, np.random.Generator], Scene]

_BACKDROPS: Mapping[Split, tuple[Backdrop, ...]] = {
    Split.TUNING: (Backdrop.PLAIN, Backdrop.WOOD, Backdrop.FABRIC, Backdrop.CLUTTER, Backdrop.SAME_COLOUR),
    Split.REPORTING: (Backdrop.PLAIN, Backdrop.STONE, Backdrop.PRINT, Backdrop.CLUTTER, Backdrop.SAME_COLOUR),
}

_FAULTS: Mapping[str, _Fault] = {
    "blur": lambda scene, random: replace(scene, blur=float(random.uniform(0.0010, 0.0019))),
    "motion": lambda scene, random: replace(scene, motion=float(random.uniform(0.003, 0.0075))),
    "noise": lambda scene, random: replace(scene, noise=float(random.uniform(8, 18))),
    "low_light": lambda scene, random: replace(
        scene, exposure=float(random.uniform(0.28, 0.5)), noise=float(random.uniform(4, 8))
    ),
    "shadow": lambda scene, random: replace(scene, shadow=float(random.uniform(0.3, 0.65))),
    "cast": lambda scene, random: replace(scene, cast=_cast(random, 0.3)),
    "jpeg": lambda scene, random: replace(scene, quality=int(random.integers(30, 60))),
}
"""Faults of light, lens and sensor, and what each changes in a scene."""

_MISPLACED = ("small", "cut", "perspective")
"""Faults that lie in where the card is; a photo that was taken before has its own."""


def draw_scene(split: Split, index: int, sources: Sources = SHIPPED) -> Scene:
    """Draw the scene number ``index`` of a split.

    Scenes come in rounds of five, one for each document: two rounds without a fault and two with some, by
    turns; in every other round the card is turned by any angle, and every third is laid over photos if there
    are any.
    """
    random = random_for(split, index, "scene")
    round_ = index // 5
    faults = _draw_faults(random) if round_ // 2 % 2 else ()
    scene = _photographed(split, index, sources, random) if round_ % 3 == 2 else None
    if scene is None:
        scene = _drawn(split, index, faults, random, any_turn=round_ % 2 == 1)
    faults = tuple(fault for fault in faults if scene.photo is None or fault not in _MISPLACED)
    scene = replace(_everyday(scene, random), faults=faults)
    for fault in faults:
        scene = _FAULTS[fault](scene, random) if fault in _FAULTS else scene
    return scene


def _draw_faults(random: np.random.Generator) -> tuple[str, ...]:
    names = (*_FAULTS, *_MISPLACED)
    order: list[int] = random.permutation(len(names)).tolist()
    return tuple(names[place] for place in order[: int(random.integers(1, 3))])


def _drawn(split: Split, index: int, faults: tuple[str, ...], random: np.random.Generator, *, any_turn: bool) -> Scene:
    placement = place(
        random,
        rotation=_rotation(random, any_turn=any_turn),
        tilts=(15.0, 32.0) if "perspective" in faults else (0.0, 9.0),
        widths=SMALL_WIDTHS if "small" in faults else CLEAN_WIDTHS,
        cut=float(random.uniform(0.02, 0.08)) if "cut" in faults else 0.0,
    )
    backdrop = pick(random, _BACKDROPS[split])
    return Scene(
        split, index, placement.size, placement.card, backdrop,
        rotation=placement.rotation, tilt=placement.tilt, cut=placement.cut,
    )  # fmt: skip


def _photographed(split: Split, index: int, sources: Sources, random: np.random.Generator) -> Scene | None:
    scenes = photo_scenes(sources.scenes, split) if sources.scenes else ()
    if not scenes:
        return None
    photo = replace(pick(random, scenes), turns=int(random.integers(4)), flipped=bool(random.random() < 0.5))
    return Scene(split, index, photo.turned_size, photo.card, Backdrop.PHOTO, photo, rotation=photo.rotation)


def _everyday(scene: Scene, random: np.random.Generator) -> Scene:
    """Give a scene the small imperfections that every photo has."""
    return replace(
        scene,
        exposure=float(random.uniform(0.8, 1.1)),
        shadow=float(random.uniform(0, 0.15)),
        cast=_cast(random, 0.05),
        blur=float(random.uniform(0.0002, 0.0007)),
        noise=float(random.uniform(1, 4)),
        quality=int(random.integers(70, 96)),
        orientation=int(random.choice((6, 6, 6, 8, 3, 2, 4, 5, 7))) if random.random() < 0.4 else 1,
    )


def _rotation(random: np.random.Generator, *, any_turn: bool) -> float:
    if any_turn:
        return float(random.uniform(0, 360))
    return float(random.choice((0, 0, 0, 180, 90, 270)) + random.normal(0, 3)) % 360


def _cast(random: np.random.Generator, strength: float) -> tuple[float, float, float]:
    warmth = float(random.uniform(-strength, strength))
    return 1 - warmth, 1 + float(random.uniform(-strength, strength)) / 4, 1 + warmth
