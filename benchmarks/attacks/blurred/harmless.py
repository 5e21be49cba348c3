"""Photos on which everything can be read, and which a careless measure of sharpness takes for blurred."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.attacks.attack import Case, Staged
from benchmarks.attacks.blurred.stage import TEXT
from benchmarks.specimens import Backdrop, Scene, take_photo
from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.placement import HARD_WIDTHS
from permit_ocr.types import Quad


def sharpened(case: Case) -> Staged:
    """A phone that sharpens too much."""
    scene = case.scene()
    strength = float(case.random.uniform(0.8, 1.8))
    return _taken(case, replace(scene, processing=replace(scene.processing, sharpening=strength, halo=1.2)))


def noisy(case: Case) -> Staged:
    """A sharp photo full of noise."""
    return _taken(case, replace(case.scene(), noise=float(case.random.uniform(9, 15))))


def small(case: Case) -> Staged:
    """A card of few pixels, all of them sharp."""
    scene = _at_width(case.scene(), float(case.random.uniform(*HARD_WIDTHS)))
    return _taken(case, replace(scene, blur=0.0002))


def soft(case: Case) -> Staged:
    """A softness that costs no reading: a thirtieth of the text height."""
    return _taken(case, replace(case.scene(), blur=float(case.random.uniform(0.025, 0.04)) * TEXT))


def huge(case: Case) -> Staged:
    """Twelve megapixels, each as soft as phones leave them, and text that is huge."""
    scene = _at_width(case.scene(), float(case.random.uniform(2400, 3000)))
    blur = float(case.random.uniform(1.5, 2.5)) / edge_width(scene.card.to_array())
    return _taken(case, replace(scene, blur=blur))


def dark(case: Case) -> Staged:
    """A dark photo of what is sharp."""
    dim, noise = case.random.uniform(0.2, 0.3), case.random.uniform(4, 7)
    return _taken(case, replace(case.scene(), exposure=float(dim), noise=float(noise)))


def squeezed(case: Case) -> Staged:
    """JPEG of quality 40."""
    return _taken(case, replace(case.scene(), quality=int(case.random.integers(35, 46))))


def resent(case: Case) -> Staged:
    """Shrunk by a messenger to a card of some 600 pixels."""
    scene = case.scene()
    factor = min(0.9, float(case.random.uniform(560, 700)) / edge_width(scene.card.to_array()))
    return _taken(case, replace(scene, processing=replace(scene.processing, resend=factor, resend_quality=75)))


def _taken(case: Case, scene: Scene) -> Staged:
    return Staged(take_photo(case.specimen(), scene, case.sources), frozenset())


def _at_width(scene: Scene, width: float) -> Scene:
    """Give the scene in a picture in which the card is ``width`` pixels wide, on a drawn ground."""
    factor = width / edge_width(scene.card.to_array())
    size = (round(scene.size[0] * factor), round(scene.size[1] * factor))
    card = Quad.from_array(scene.card.to_array() * np.float32(factor))
    backdrop = Backdrop.PLAIN if scene.photo else scene.backdrop
    return replace(scene, size=size, card=card, photo=None, backdrop=backdrop, warp=replace(scene.warp, frame=size))
