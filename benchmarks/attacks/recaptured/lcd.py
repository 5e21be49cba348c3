"""Photos of liquid-crystal screens, for tuning: explicit subpixel masks, bilinear demosaicing, a Gaussian lens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.recaptured.display import show
from benchmarks.attacks.recaptured.exposure import expose, gaussian
from benchmarks.attacks.recaptured.panels import draw_stripes
from benchmarks.attacks.recaptured.pose import Pose, draw_pose
from benchmarks.attacks.recaptured.retaken import as_staged
from benchmarks.attacks.recaptured.sensor import Development, photograph
from benchmarks.attacks.recaptured.surround import flicker, place_screen
from benchmarks.specimens import take_photo


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds of what makes a screen more or less plain to see."""

    pitches: tuple[float, float]
    """Photo pixels for each screen pixel."""
    blurs: tuple[float, float]
    """Standard deviation of the lens's blur, in photo pixels."""
    qualities: tuple[int, int]
    resent: float
    """Share that a messenger shrinks."""


RANGES = {
    Severity.MILD: Range((0.9, 2.4), (0.4, 0.65), (60, 86), 0.4),
    Severity.PLAIN: Range((1.3, 3.2), (0.3, 0.5), (75, 93), 0.25),
    Severity.STRONG: Range((1.3, 4.0), (0.25, 0.45), (85, 97), 0.0),
}


def stage_lcd(case: Case) -> Staged:
    """Photograph a screen that shows a photo of a card."""
    random, bounds = case.random, RANGES[case.severity]
    first = take_photo(case.specimen(), case.scene(), case.sources)
    pose = draw_pose(bounds.pitches, (2, 24), random)
    shown = show(first, pose.card_width, random)
    to_photo = pose.to_photo(shown)
    sigma = float(random.uniform(*bounds.blurs))
    light = expose(shown, draw_stripes(random), to_photo, pose.size, gaussian(sigma))
    place_screen(light, shown, to_photo, random)
    if random.random() < 0.3:
        flicker(light, float(random.uniform(0.02, 0.15)), random)
    way = develop(pose, bounds, random)
    jpeg = photograph(light, way, random)
    notes = {"pitch": f"{pose.pitch:.2f}", "blur": f"{sigma:.2f}", "resend": f"{way.resend:.2f}"}
    return as_staged(first, jpeg, to_photo @ shown.from_first, pose.size, way.resend, notes)


def develop(pose: Pose, bounds: Range, random: np.random.Generator) -> Development:
    """Draw a phone's way of development; the finer the mask is resolved, the more its bright parts stand out."""
    return Development(
        white=float(random.uniform(0.5, 0.85) / max(1.0, pose.pitch / 2)),
        noise=float(random.uniform(1, 5)),
        chroma=float(random.uniform(0, 1.5)),
        sharpening=float(random.uniform(0, 0.7)),
        resend=float(random.uniform(0.55, 0.85)) if random.random() < bounds.resent else 1.0,
        quality=int(random.integers(*bounds.qualities)),
        subsampling=int(random.choice((2, 2, 1, 0))),
    )
