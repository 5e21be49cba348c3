"""Puts highlights over what is to be read, and beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.glare.exposure import HEADROOM, HIDDEN, Glow, add_light, kept_contrast, shares_below
from benchmarks.attacks.glare.lights import Lamp
from benchmarks.specimens import Scene, Specimen, take_photo
from benchmarks.specimens.keepout import printed_boxes
from benchmarks.specimens.split import pick
from permit_ocr.permits.documents import CARD_ASPECT, DOCUMENTS
from permit_ocr.types import Box, WarningKind

DrawLamp = Callable[[np.random.Generator], Lamp]

_SHARES = {Severity.MILD: (0.12, 0.25), Severity.PLAIN: (0.35, 0.6), Severity.STRONG: (0.7, 0.95)}
"""How much of the target a highlight hides."""
_CHARACTER = 0.7
"""The least that is hidden, in squares as high as the line: a character."""
_TOUCHED = 0.08
"""Share of a region that is hidden from which on it counts as hit."""
_REACHES = tuple(np.geomspace(0.02, 1.2, 36))
_LEGIBLE = 0.75
"""Share of its contrast that print keeps where a highlight leaves it alone."""
_TRIES = 20


def regions(specimen: Specimen) -> dict[str, Box]:
    """Give all that is to be read or seen, by name."""
    boxes = {name.value: box for name, box in specimen.boxes.items()} | {"portrait": specimen.portrait}
    printed = DOCUMENTS[specimen.kind].machine_code
    return boxes | {"machine_code": printed.box} if printed else boxes


def over_print(draw: DrawLamp) -> Callable[[Case], Staged]:
    """Give the staging of a highlight that hides a part of a field, the code line or the portrait."""

    def stage(case: Case) -> Staged:
        specimen, random = case.specimen(), case.random
        boxes, exposure = regions(specimen), float(random.uniform(0.78, 1.05))
        target = pick(random, sorted(boxes))
        at, wanted = (
            _within(boxes[target], random),
            _wanted(boxes[target], case.severity, random, portrait=target == "portrait"),
        )
        lamp = draw(random)
        glow = next((glow for glow in _growing(lamp, at) if _hidden(glow, exposure, boxes)[target] >= wanted), None)
        glow = lamp(at, _REACHES[-1]) if glow is None else glow
        lost = _hidden(glow, exposure, boxes)
        return _taken(case, specimen, glow, exposure, lost)

    return stage


def beside_print(draw: DrawLamp) -> Callable[[Case], Staged]:
    """Give the staging of a highlight on empty ground, as large as fits there."""

    def stage(case: Case) -> Staged:
        specimen, random = case.specimen(), case.random
        exposure, best = float(random.uniform(0.78, 1.05)), np.zeros((1, 1, 3), np.float32)
        allowed = {str(number): box for number, box in enumerate(printed_boxes(specimen))}
        for _ in range(_TRIES):
            glow = _largest_beside(draw(random), (float(random.random()), float(random.random())), exposure, allowed)
            best = glow if glow is not None and glow.sum() > best.sum() else best
        return _taken(case, specimen, best, exposure, {})

    return stage


def veiled(draw: DrawLamp) -> Callable[[Case], Staged]:
    """Give the staging of a soft sheen over print that stays legible: no light is added beyond a third of white."""

    def stage(case: Case) -> Staged:
        specimen, random = case.specimen(), case.random
        exposure, lamp = float(random.uniform(0.6, 0.75)), draw(random)
        glow = lamp((float(random.random()), float(random.random())), float(random.uniform(0.1, 0.5)))
        soft = glow * (float(random.uniform(0.2, 0.36)) / max(float(glow.max()), 1e-6))
        return _taken(case, specimen, soft, exposure, {})

    return stage


def evenly_bright(case: Case) -> Staged:
    """Overexpose the whole card evenly: its ground is white throughout, its print stays dark."""
    exposure = float(case.random.uniform(1.1, 1.35))
    return Staged(take_photo(case.specimen(), replace(case.scene(), exposure=exposure), case.sources), frozenset())


def _within(box: Box, random: np.random.Generator) -> tuple[float, float]:
    return float(random.uniform(box.x0, box.x1)), float(random.uniform(box.y0, box.y1))


def _wanted(box: Box, severity: Severity, random: np.random.Generator, *, portrait: bool) -> float:
    """Draw the share of a region to be hidden: of a line, a character at the least."""
    share = float(random.uniform(*_SHARES[severity]))
    square = (box.y1 - box.y0) / (box.x1 - box.x0) / CARD_ASPECT
    return share if portrait else max(share, min(0.7, _CHARACTER * square))


def _growing(lamp: Lamp, at: tuple[float, float]) -> Iterator[Glow]:
    return (lamp(at, float(reach)) for reach in _REACHES)


def _hidden(glow: Glow, exposure: float, boxes: Mapping[str, Box]) -> dict[str, float]:
    return shares_below(kept_contrast(glow, exposure), boxes, HIDDEN)


def _largest_beside(lamp: Lamp, at: tuple[float, float], exposure: float, boxes: Mapping[str, Box]) -> Glow | None:
    """Give the largest light of a lamp that leaves all boxes alone, if any."""
    best = None
    for glow in _growing(lamp, at):
        if max(shares_below(kept_contrast(glow, exposure), boxes, _LEGIBLE).values()) > 0:
            break
        best = glow
    return best


def _taken(case: Case, specimen: Specimen, glow: Glow, exposure: float, lost: Mapping[str, float]) -> Staged:
    scene: Scene = replace(case.scene(), exposure=exposure * HEADROOM)
    sample = take_photo(specimen, scene, case.sources, add_light(glow))
    hit = frozenset(name for name, share in lost.items() if share >= _TOUCHED)
    notes = {f"hidden/{name}": f"{share:.2f}" for name, share in lost.items() if share >= _TOUCHED}
    return Staged(sample, frozenset({WarningKind.GLARE}) if hit else frozenset(), hit=hit, notes=notes)
