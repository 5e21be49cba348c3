"""The sheet that a copy is printed on, and how it lies before the camera."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.specimens import Sample, Scene, Specimen, take_photo
from benchmarks.specimens.camera import box_in_photo
from benchmarks.specimens.ground import CARD_HEIGHT, CARD_WIDTH
from benchmarks.specimens.lay import lay_card
from permit_ocr.types import Box, Image, WarningKind

Printer = Callable[[Image, Image, Severity, np.random.Generator], tuple[Image, str]]
"""Prints a picture on a picture of paper of the same size; gives the print, and what it was made with."""

EDGE = 0.05
"""Light that the edge of a sheet takes from the ground beside it: paper is a tenth as thick as a card."""
_MARGINS = (0.12, 0.45)
"""White around a copy that was not cut out, in card widths."""


@dataclass(frozen=True, slots=True)
class Copying:
    """A species of copy: printed, cut out or left on its sheet, and photographed."""

    printer: Printer
    cut: float = 0.5
    """Share of the copies that are cut out along the card's edges."""

    def __call__(self, case: Case) -> Staged:
        """Stage one case."""
        random = case.random
        specimen, scene = case.specimen(), case.scene()
        cut = bool(random.random() < self.cut) or scene.photo is not None
        paper, place = blank_sheet(0.0 if cut else float(random.uniform(*_MARGINS)), random)
        copy, how = self.printer(_on_glass(specimen), paper[place], case.severity, random)
        paper[place] = copy
        sample = _cut_out(specimen, copy, scene, case, random) if cut else _on_sheet(specimen, paper, scene, case)
        return copied(sample, {"printer": how, "laid": "cut out" if cut else "on its sheet"})


def copied(sample: Sample, notes: Mapping[str, str]) -> Staged:
    """Say what a copy deserves; a poor one may well be called blurred besides."""
    return Staged(sample, frozenset({WarningKind.PHOTOCOPIED}), frozenset({WarningKind.BLURRED}), notes=notes)


def blank_sheet(margin: float, random: np.random.Generator) -> tuple[Image, tuple[slice, slice]]:
    """Draw office paper around the place of a card, and give that place.

    Nearly white, bluish or yellowish, a little cloudy and rough; ``margin`` is in card widths.
    """
    beside = round(margin * CARD_WIDTH)
    shape = CARD_HEIGHT + 2 * beside, CARD_WIDTH + 2 * beside
    white = np.array((245, 243, 242), np.float32) + random.uniform(-8, 6) + random.normal(0, 2, 3)
    texture = 0.8 * _bumps(shape, 16, random) + float(random.uniform(0.5, 1.6)) * _bumps(shape, 2, random)
    paper = np.clip(white + texture[..., None], 0, 255).astype(np.uint8)
    return paper, (slice(beside, beside + CARD_HEIGHT), slice(beside, beside + CARD_WIDTH))


def _bumps(shape: tuple[int, int], size: int, random: np.random.Generator) -> np.ndarray:
    coarse = random.standard_normal((shape[0] // size, shape[1] // size), np.float32)
    return np.asarray(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC))


def _on_glass(specimen: Specimen) -> Image:
    """Show the card as the copier sees it: white beyond its rounded corners."""
    return np.where(specimen.mask[..., None] > 127, specimen.image, np.uint8(250)).astype(np.uint8)


def _cut_out(specimen: Specimen, copy: Image, scene: Scene, case: Case, random: np.random.Generator) -> Sample:
    """Cut the copy out along the card's edges, with square corners, and let every other one curl."""
    curls = random.random() < 0.5 and not scene.photo
    curl = float(random.uniform(-0.02, 0.02)) if curls else scene.warp.sagitta
    lying = replace(scene, contact=EDGE, warp=replace(scene.warp, sagitta=curl))
    whole = np.full_like(specimen.mask, 255)
    return take_photo(replace(specimen, image=copy, mask=whole), lying, case.sources)


def _on_sheet(specimen: Specimen, paper: Image, scene: Scene, case: Case) -> Sample:
    """Lay the sheet over the card itself, so that the copy comes to lie where the card is."""
    flat = replace(scene, warp=replace(scene.warp, sagitta=0.0))
    across, down = (paper.shape[1] / CARD_WIDTH - 1) / 2, (paper.shape[0] / CARD_HEIGHT - 1) / 2
    corners = box_in_photo(Box(-across, -down, 1 + across, 1 + down), flat.card)
    whole = replace(specimen, image=paper, mask=np.full(paper.shape[:2], 255, np.uint8))

    def lay(view: Image, _: Scene) -> None:
        lay_card(view, whole, corners, None, flat.warp, EDGE)

    return take_photo(specimen, flat, case.sources, over=lay)
