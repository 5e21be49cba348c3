"""Photos of screens whose pixels are too fine to be seen: only the coloured fringes of moire are left, for tuning.

The fringes are drawn by formula, as editors of pictures draw them: each system has a direction and a period that change
slowly over the photo, and lies a little elsewhere in each colour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.recaptured.display import show
from benchmarks.attacks.recaptured.exposure import Light
from benchmarks.attacks.recaptured.pose import draw_pose
from benchmarks.attacks.recaptured.retaken import as_staged
from benchmarks.attacks.recaptured.surround import flicker, place_screen
from benchmarks.specimens import take_photo
from benchmarks.specimens.exif import encode
from benchmarks.specimens.grain import add_grain, colour_grain, grey_grain

_GAMMA = 2.2


@dataclass(frozen=True, slots=True)
class _Range:
    """Bounds of what makes fringes more or less plain to see."""

    depths: tuple[float, float]
    """Amplitude of a system, in parts of the light."""
    blurs: tuple[float, float]
    """Standard deviation of the lens's blur, in photo pixels."""
    qualities: tuple[int, int]


_RANGES = {
    Severity.MILD: _Range((0.03, 0.07), (0.6, 1.1), (60, 86)),
    Severity.PLAIN: _Range((0.07, 0.15), (0.5, 0.9), (75, 93)),
    Severity.STRONG: _Range((0.15, 0.3), (0.4, 0.8), (85, 97)),
}


def stage_fringes(case: Case) -> Staged:
    """Photograph a screen of more pixels than the photo has."""
    random, bounds = case.random, _RANGES[case.severity]
    first = take_photo(case.specimen(), case.scene(), case.sources)
    pose = draw_pose((0.5, 0.9), (0, 20), random)
    shown = show(first, pose.card_width, random)
    to_photo = pose.to_photo(shown)
    half = cv2.resize(shown.raster, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    seen = cv2.warpPerspective(half, to_photo @ np.diag([2.0, 2.0, 1.0]), pose.size, flags=cv2.INTER_LINEAR)
    light = np.asarray((seen.astype(np.float32) / 255) ** _GAMMA, np.float32) * np.float32(random.uniform(0.6, 0.95))
    depth = float(random.uniform(*bounds.depths))
    for _ in range(int(random.integers(1, 4))):
        light *= _fringes(pose.size, depth, random)
    sigma = float(random.uniform(*bounds.blurs))
    light = np.asarray(cv2.GaussianBlur(light, (0, 0), sigma), np.float32)
    place_screen(light, shown, to_photo, random)
    if random.random() < 0.3:
        flicker(light, float(random.uniform(0.02, 0.15)), random)
    jpeg = _developed(light, int(random.integers(*bounds.qualities)), random)
    return as_staged(first, jpeg, to_photo @ shown.from_first, pose.size, 1.0, {"depth": f"{depth:.2f}"})


def _fringes(size: tuple[int, int], depth: float, random: np.random.Generator) -> Light:
    """Give the factors of one system: 6 to 60 fringes over 400 pixels, bent by up to one in ten, fading in places."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x - np.float32(width / 2), y - np.float32(height / 2)
    turn, period = float(random.uniform(0, math.pi)), math.exp(random.uniform(math.log(6), math.log(60)))
    along = x * np.float32(math.cos(turn)) + y * np.float32(math.sin(turn))
    bend_xx, bend_xy, bend_yy = (random.uniform(-0.1, 0.1, 3) / width).tolist()
    phase = (along + bend_xx * x * x + bend_xy * x * y + bend_yy * y * y) * np.float32(2 * math.pi / period)
    shifts = random.uniform(-1, 1) * np.array((1, 0, -1), np.float32) * np.float32(2 * math.pi / 3)
    fade = cv2.resize(random.uniform(0.4, 1.2, (3, 4)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    return (1 + depth * np.asarray(fade)[..., None] * np.cos(phase[..., None] + shifts)).astype(np.float32)


def _developed(light: Light, quality: int, random: np.random.Generator) -> bytes:
    balanced: NDArray[np.float32] = light * np.array(random.uniform(0.93, 1.07, 3), np.float32)
    picture = np.round(np.clip(balanced, 0, 1) ** np.float32(1 / _GAMMA) * 255).astype(np.uint8)
    noise = float(random.uniform(1, 4))
    noisy = add_grain(add_grain(picture, grey_grain(noise, random)), colour_grain(noise, random))
    return encode(noisy, 1, quality, int(random.choice((0, 1, 2))))
