"""Photos of screens by formula, for reporting: a few cosines for each colour, damped as lens and photosite damp them.

Nothing is sampled finely: a cosine that is too fine for the sensor comes out as moire because it is evaluated at the
middles of the photosites only, those of red and blue at every other one.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.recaptured.display import Matrix, show
from benchmarks.attacks.recaptured.pose import draw_pose
from benchmarks.attacks.recaptured.retaken import as_staged
from benchmarks.specimens import take_photo
from benchmarks.specimens.exif import encode
from benchmarks.specimens.grain import add_grain, colour_grain, grey_grain
from permit_ocr.types import Image

Plane = NDArray[np.float32]

_PITCHES = {Severity.MILD: (0.9, 2.2), Severity.PLAIN: (1.3, 3.2), Severity.STRONG: (1.3, 4.0)}
_BLURS = {Severity.MILD: (0.4, 0.65), Severity.PLAIN: (0.3, 0.5), Severity.STRONG: (0.2, 0.4)}
_QUALITIES = {Severity.MILD: (60, 85), Severity.PLAIN: (75, 92), Severity.STRONG: (85, 97)}


def stage_grating(case: Case) -> Staged:
    """Photograph a screen whose colours are cosines of the place."""
    random = case.random
    first = take_photo(case.specimen(), case.scene(), case.sources)
    pose = draw_pose(_PITCHES[case.severity], (0, 20), random)
    shown = show(first, pose.card_width, random)
    to_photo = pose.to_photo(shown)
    sigma = float(random.uniform(*_BLURS[case.severity]))
    seen = cv2.warpPerspective(shown.raster, to_photo, pose.size, flags=cv2.INTER_LINEAR, borderValue=(9, 9, 9))
    seen = cv2.GaussianBlur(seen, (0, 0), sigma)
    picture = _modulated(np.asarray(seen, np.uint8), np.linalg.inv(to_photo).astype(np.float64), sigma, random)
    noise = float(random.uniform(1, 4))
    noisy = add_grain(add_grain(picture, grey_grain(noise, random)), colour_grain(noise, random))
    jpeg = encode(noisy, 1, int(random.integers(*_QUALITIES[case.severity])), int(random.choice((0, 1, 2))))
    notes = {"pitch": f"{pose.pitch:.2f}", "blur": f"{sigma:.2f}"}
    return as_staged(first, jpeg, to_photo @ shown.from_first, pose.size, 1.0, notes)


def _modulated(seen: Image, to_screen: Matrix, sigma: float, random: np.random.Generator) -> Image:
    """Multiply a picture (gamma 2.2) by the screen's light, each colour shifted by a third of a pixel."""
    height, width = seen.shape[:2]
    rows = float(random.uniform(0.1, 0.35))
    bars = float(random.uniform(0.8, 1.5))
    modulated = np.empty_like(seen)
    for channel, shift in enumerate((1 / 3, 0.0, -1 / 3)):
        every = 1 if channel == 1 else 2
        x, y, pitch = _places(to_screen, width, height, every)
        light = 1 + bars * _damped(1 / pitch, sigma) * np.cos(2 * np.pi * (x - shift))
        light += rows * _damped(1 / pitch, sigma) * np.cos(2 * np.pi * y)
        light += 0.4 * bars * _damped(2 / pitch, sigma) * np.cos(4 * np.pi * (x - shift))
        full = cv2.resize(np.maximum(light, 0.02).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        modulated[..., channel] = np.clip(seen[..., channel] * full ** (1 / 2.2), 0, 255)
    return modulated


def _places(to_screen: Matrix, width: int, height: int, every: int) -> tuple[Plane, Plane, Plane]:
    """Give where photosites look on the screen (its pixels), and how many photo pixels a screen pixel has there."""
    y, x = np.mgrid[0:height:every, 0:width:every].astype(np.float32) + np.float32(0.5)
    first, second, third = (row[0] * x + row[1] * y + row[2] for row in to_screen)
    u, v = first / third, second / third
    step_x, step_y = np.gradient(u, axis=1) / every, np.gradient(u, axis=0) / every
    pitch = 1 / np.maximum(np.hypot(step_x, step_y), 1e-6)
    return u.astype(np.float32), v.astype(np.float32), pitch.astype(np.float32)


def _damped(frequency: NDArray[np.floating], sigma: float) -> Plane:
    """Give what a Gaussian lens and a photosite of full width leave of a wave (in waves a photo pixel)."""
    return (np.exp(-2 * (np.pi * sigma * frequency) ** 2) * np.abs(np.sinc(frequency))).astype(np.float32)
