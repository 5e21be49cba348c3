"""Photos of genuine cards with little colour, or that lie like a copy: they deserve no warning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.photocopied.paper import EDGE, blank_sheet
from benchmarks.specimens import Sample, Scene, Split, take_photo
from benchmarks.specimens.camera import box_in_photo
from benchmarks.specimens.exif import encode
from benchmarks.specimens.ground import CARD_HEIGHT, CARD_WIDTH
from benchmarks.specimens.lay import lay_card
from permit_ocr.imaging.decode import decode
from permit_ocr.types import Box, Image

_DEPTH = {Severity.MILD: 0.3, Severity.PLAIN: 0.6, Severity.STRONG: 1.0}
"""How far a circumstance goes towards the worst that is taken in practice."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """A genuine card in a scene that is changed by ``change``, the more so the more severe."""

    change: Callable[[Scene, float], Scene]

    def __call__(self, case: Case) -> Staged:
        """Stage one case."""
        scene = self.change(case.scene(), _DEPTH[case.severity])
        return Staged(take_photo(case.specimen(), scene, case.sources), frozenset())


@dataclass(frozen=True, slots=True)
class Developed:
    """A photo of a genuine card whose colours were changed afterwards, all over."""

    change: Callable[[Image, Case], Image]

    def __call__(self, case: Case) -> Staged:
        """Stage one case."""
        sample = take_photo(case.specimen(), case.scene(), case.sources)
        image = self.change(decode(sample.jpeg), case)
        return Staged(replace(sample, jpeg=encode(image, 1, sample.scene.quality)), frozenset())


def dim(scene: Scene, depth: float) -> Scene:
    """Leave little light, and the noise that comes with it."""
    return replace(scene, exposure=0.7 - 0.45 * depth, noise=3 + 7 * depth)


def washed_out(scene: Scene, depth: float) -> Scene:
    """Expose too long."""
    return replace(scene, exposure=1.1 + 0.22 * depth)


def coloured_light(scene: Scene, depth: float) -> Scene:
    """Light the card warmly or coldly, by turns, as a bulb or the sky do before the camera has settled."""
    warmth = (0.12 + 0.28 * depth) * (1 if scene.index % 2 else -1)
    return replace(scene, cast=(1 - warmth, 1.0, 1 + warmth))


def compressed(scene: Scene, depth: float) -> Scene:
    """Compress strongly."""
    return replace(scene, quality=round(60 - 40 * depth))


def grey(image: Image, case: Case) -> Image:
    """Keep no colour at all; the red channel alone is what some scanners give."""
    weights = (0.114, 0.587, 0.299) if case.split is Split.TUNING or case.index % 2 else (0.0, 0.1, 0.9)
    mixed = cv2.transform(image, np.array([weights], np.float32))
    return np.asarray(cv2.cvtColor(np.asarray(mixed, np.uint8), cv2.COLOR_GRAY2BGR), np.uint8)


def pale(image: Image, case: Case) -> Image:
    """Take a third to two thirds of the colour away, as cheap cameras and scanners do."""
    kept = 1 - (0.25 + 0.4 * _DEPTH[case.severity])
    plain = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.addWeighted(image, kept, plain, 1 - kept, 0), np.uint8)


def on_paper(case: Case) -> Staged:
    """Lay a genuine card on a sheet of paper."""
    specimen, scene = case.specimen(), replace(case.scene(), photo=None)
    margin = {Severity.MILD: 0.5, Severity.PLAIN: 0.3, Severity.STRONG: 0.15}[case.severity]
    paper, _ = blank_sheet(margin, case.random)
    across, down = margin, margin * CARD_WIDTH / CARD_HEIGHT
    corners = box_in_photo(Box(-across, -down, 1 + across, 1 + down), scene.card)
    sheet = replace(specimen, image=paper, mask=np.full(paper.shape[:2], 255, np.uint8))
    flat = replace(scene.warp, sagitta=0.0)

    def lay(view: Image, _: Scene) -> None:
        lay_card(view, sheet, corners, None, flat, EDGE)
        lay_card(view, specimen, scene.card, None, scene.warp, scene.contact)

    return Staged(_taken(case, scene, lay), frozenset())


def _taken(case: Case, scene: Scene, lay: Callable[[Image, Scene], None]) -> Sample:
    return take_photo(case.specimen(), scene, case.sources, over=lay)


LIKENESSES: Mapping[str, Callable[[Case], Staged]] = {
    "dim": Circumstances(dim),
    "washed_out": Circumstances(washed_out),
    "coloured_light": Circumstances(coloured_light),
    "compressed": Circumstances(compressed),
    "grey_picture": Developed(grey),
    "pale_picture": Developed(pale),
    "on_paper": on_paper,
}
