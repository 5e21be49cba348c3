"""The small imperfections that every photo has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.specimens.processing import Processing
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.warp import Warp

_SMALL = 3_000_000
"""Pixels up to which pictures are compressed twice now and then: of large ones it would take long."""


def everyday(scene: Scene, random: np.random.Generator) -> Scene:
    """Give a photo the small imperfections that every photo has."""
    return replace(
        scene,
        exposure=float(random.uniform(0.8, 1.1)),
        shadow=float(random.uniform(0, 0.15)),
        cast=cast(random, 0.05),
        blur=float(random.uniform(0.0002, 0.0007)),
        noise=float(random.uniform(1, 4)),
        quality=int(random.integers(70, 96)),
        contact=float(random.uniform(0.12, 0.4)),
        warp=_bent(scene, random),
        processing=_processed(scene, random),
        orientation=int(random.choice((6, 6, 6, 8, 3, 2, 4, 5, 7))) if random.random() < 0.4 else 1,
    )


def cast(random: np.random.Generator, strength: float) -> tuple[float, float, float]:
    """Draw gains of blue, green and red about 1."""
    warmth = float(random.uniform(-strength, strength))
    return 1 - warmth, 1 + float(random.uniform(-strength, strength)) / 4, 1 + warmth


def _bent(scene: Scene, random: np.random.Generator) -> Warp:
    """Bend every other card a little, and every other lens; a photo taken before has its own lens."""
    sagitta = float(random.uniform(-0.004, 0.004)) if random.random() < 0.5 else 0.0
    barrel = float(random.uniform(-0.003, 0.012)) if random.random() < 0.5 else 0.0
    if scene.photo or scene.backdrop is Backdrop.SCAN:
        return scene.warp
    return replace(scene.warp, sagitta=sagitta, along_width=bool(random.random() < 0.7), barrel=barrel)


def _processed(scene: Scene, random: np.random.Generator) -> Processing:
    """Clean and sharpen moderately, as most phones do; send some of the small pictures on without shrinking them."""
    cleaned, sharpened, sent = random.random(3) < (0.2, 0.25, 0.1)
    small = scene.size[0] * scene.size[1] <= _SMALL
    return Processing(
        denoise=float(random.uniform(0.2, 0.6)) if cleaned else 0.0,
        sharpening=float(random.uniform(0.2, 0.7)) if sharpened else 0.0,
        halo=float(random.uniform(0.8, 1.5)),
        resend_quality=int(random.integers(75, 95)) if sent and small else 0,
        subsampling=int(random.choice((2, 2, 2, 1, 0))),
    )
