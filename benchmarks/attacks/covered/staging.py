"""Lays things over what is to be read or seen, and beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.covered.frame import crop
from benchmarks.attacks.covered.things import Thing, corner_boxes, hidden, lay
from benchmarks.specimens import Specimen, take_photo
from benchmarks.specimens.fingers import place_fingers
from benchmarks.specimens.keepout import printed_boxes
from benchmarks.specimens.split import pick, random_for
from permit_ocr.permits.documents import CARD_ASPECT, DOCUMENTS
from permit_ocr.types import Box, WarningKind

DrawThing = Callable[[np.random.Generator, float], Thing]
"""Draws a thing; one that is held points in the given direction, in radians."""

_SHARES = {Severity.MILD: (0.15, 0.3), Severity.PLAIN: (0.4, 0.6), Severity.STRONG: (0.75, 0.95)}
"""How much of the target a thing hides."""
_HIT = {"portrait": 0.08, "corner": 0.4}
"""Shares of the portrait and of a corner from which on they count as hidden."""
_TOUCHED = 0.12
"""The same of a line of print."""
_CHARACTER = 0.7
"""The least that is hidden of a line, in squares as high as the line: a character."""
_STEPS = 60


def regions(specimen: Specimen) -> dict[str, Box]:
    """Give all that is to be read or seen, by name, corners included."""
    boxes = {name.value: box for name, box in specimen.boxes.items()} | {"portrait": specimen.portrait}
    printed = DOCUMENTS[specimen.kind].machine_code
    return corner_boxes() | boxes | ({"machine_code": printed.box} if printed else {})


def over_print(draw: DrawThing) -> Callable[[Case], Staged]:
    """Give the staging of a thing that slides in from outside until it hides a part of a target."""

    def stage(case: Case) -> Staged:
        specimen, random = case.specimen(), case.random
        boxes = regions(specimen)
        target = _target(boxes, random)
        wanted = _wanted(target, boxes[target], case.severity, random)
        at, thing = _slid(draw, boxes, target, wanted, random)
        shares = hidden(thing, at, boxes)
        hit = frozenset(name for name, share in shares.items() if share >= _limit(name))
        sample = take_photo(specimen, case.scene(), case.sources, lay(thing, at))
        notes = {f"hidden/{name}": f"{shares[name]:.2f}" for name in sorted(hit)}
        return Staged(sample, frozenset({WarningKind.COVERED}) if hit else frozenset(), hit=hit, notes=notes)

    return stage


def _target(boxes: Mapping[str, Box], random: np.random.Generator) -> str:
    """Choose what is to be hidden: the portrait and the corners a fifth of the time each, else a line."""
    corners = [name for name in boxes if name.startswith("corner")]
    lines = [name for name in boxes if name != "portrait" and name not in corners]
    return pick(random, (["portrait"], corners, lines, lines, lines)[int(random.integers(5))])


def _limit(name: str) -> float:
    return _HIT.get(name.split("_", maxsplit=1)[0], _TOUCHED)


def _wanted(name: str, box: Box, severity: Severity, random: np.random.Generator) -> float:
    share = float(random.uniform(*_SHARES[severity]))
    if name == "portrait":
        return share
    if name.startswith("corner"):
        return max(share, 0.5)
    return max(share, min(0.7, _CHARACTER * (box.y1 - box.y0) / (box.x1 - box.x0) / CARD_ASPECT))


def _slid(
    draw: DrawThing, boxes: Mapping[str, Box], target: str, wanted: float, random: np.random.Generator
) -> tuple[tuple[float, float], Thing]:
    """Slide a thing towards a point of its target, from the side of the card that is nearest or any other."""
    box = boxes[target]
    goal = np.array([random.uniform(box.x0, box.x1), random.uniform(box.y0, box.y1) / CARD_ASPECT])
    outward = goal - (0.5, 0.5 / CARD_ASPECT) if random.random() < 0.5 else random.normal(0, 1, 2)
    direction = outward / max(float(np.linalg.norm(outward)), 1e-6)
    thing = draw(random, float(np.arctan2(-direction[1], -direction[0])))
    for away in np.linspace(1.2, -0.5, _STEPS):
        x, y = (goal + away * direction).tolist()
        if hidden(thing, (x, y), {target: box})[target] >= wanted:
            return (x, y), thing
    return (float(goal[0]), float(goal[1])), thing


def held_by_the_rim(case: Case) -> Staged:
    """Hold the card by its rim: harmless, unless a corner is hidden by it."""
    specimen, count = case.specimen(), int(case.random.integers(1, 4))
    scene = replace(case.scene(), fingers=count)
    fingers = place_fingers(count, printed_boxes(specimen), random_for(scene.split, scene.index, "fingers"))
    hides = any(_reaches(finger.outline()) for finger in fingers)
    deserved = frozenset({WarningKind.COVERED}) if hides else frozenset[WarningKind]()
    return Staged(take_photo(specimen, scene, case.sources), deserved)


def _reaches(outline: np.ndarray) -> bool:
    """Say whether a finger comes near a corner."""
    tips = np.array([(0, 0), (1, 0), (0, 1 / CARD_ASPECT), (1, 1 / CARD_ASPECT)])
    return bool((np.linalg.norm(outline[None] - tips[:, None], axis=2).min(axis=1) < 0.07).any())


def shadowed(case: Case) -> Staged:
    """Let a deep shadow fall across the card."""
    scene = replace(case.scene(), shadow=float(case.random.uniform(0.35, 0.65)))
    return Staged(take_photo(case.specimen(), scene, case.sources), frozenset())


def in_company(case: Case) -> Staged:
    """Lay other things beside the card and half under it."""
    scene = replace(case.scene(), company=int(case.random.integers(1, 4)))
    return Staged(take_photo(case.specimen(), scene, case.sources), frozenset())


def close_cropped(case: Case) -> Staged:
    """Crop the photo to the very card, or to a hair's breadth within its edges."""
    sample = take_photo(case.specimen(), case.scene(), case.sources)
    corners = sample.card.to_array()
    room = case.random.uniform(-0.003, 0.02, 4) * sample.card_width
    low = np.clip(corners.min(axis=0) - room[:2], 0, None)
    high = np.minimum(corners.max(axis=0) + room[2:], sample.scene.size)
    return Staged(crop(sample, np.round(low), np.round(high)), frozenset())
