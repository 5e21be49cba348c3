"""Blurs a picture as lenses and hands do, everywhere alike or differently from place to place.

``spread`` is the blur's standard deviation in pixels along the axis in which it is worst.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.blurred import kernels
from benchmarks.specimens import Scene
from benchmarks.specimens.camera import card_to_photo
from permit_ocr.types import Image

Blur = Callable[[Image, Scene, float, np.random.Generator], Image]
"""Blurs a picture of a scene by a spread."""

_GAMMA = 2.2
"""What lies between light and grey levels (ITU-R BT.709, roughly)."""
_TO_LIGHT = np.round(65535 * (np.arange(256) / 255) ** _GAMMA).astype(np.uint16)
_TO_GREY = np.round(255 * (np.arange(65536) / 65535) ** (1 / _GAMMA)).astype(np.uint8)

_LEVELS = 4
"""Copies of a picture, ever more blurred, between which a blur that differs from place to place is blended."""


def gaussian(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Soften grey levels by a bell curve."""
    del scene, random
    return np.asarray(cv2.GaussianBlur(image, (0, 0), max(spread, 0.2)), np.uint8)


def steady_motion(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Smear grey levels along a straight line."""
    del scene
    return np.asarray(cv2.filter2D(image, -1, kernels.line(spread, float(random.uniform(0, np.pi)))), np.uint8)


def out_of_focus(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Spread light over discs."""
    del scene
    return _in_light(image, kernels.disc(max(spread, 0.3), float(random.uniform(0, 1.5))))


def shaken(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Spread light along a bent path."""
    del scene
    return _in_light(image, kernels.shake(spread, random))


def rolling_shake(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Spread light along the part of a path that a sensor read row by row had seen: it turns down the picture."""
    begin, turn = random.uniform(0, np.pi), random.uniform(-2.5, 2.5)
    ends = [_in_light(image, kernels.line(spread, float(begin + turn * share))) for share in (0.0, 0.5, 1.0)]
    down = np.linspace(0, 2, image.shape[0], dtype=np.float32)
    del scene
    return _blended(ends, np.repeat(down[:, None], image.shape[1], axis=1))


def zoomed(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Average views from ever nearer or ever more turned, as when the phone is pushed or twisted."""
    corners = scene.card.to_array()
    reach = np.linalg.norm(corners[2] - corners[0]) / 2
    middle = corners.mean(axis=0) + random.normal(0, 0.15 * reach, 2)
    # The spread is reached halfway out; steps of a pixel at the rim leave no copies to be told apart.
    extent = spread * np.sqrt(12) / (reach / 2)
    views = int(np.clip(extent * reach, 8, 48))
    twist = random.random() < 0.5
    total = np.zeros(image.shape, np.float32)
    for view in range(views):
        step = extent * (view / (views - 1) - 0.5)
        angle, scale = (float(np.degrees(step)), 1.0) if twist else (0.0, 1.0 + step)
        turned = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), angle, scale)
        moved = cv2.warpAffine(image, turned, image.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
        cv2.accumulate(moved, total)
    return np.asarray(total / views, np.uint8)


def tilted_focus(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Leave one end of the card in focus and lose it evenly towards the other, by a bell curve."""
    across = _card_position(image, scene)[int(random.random() < 0.3)]
    across = 1 - across if random.random() < 0.5 else across
    levels = [image, *(gaussian(image, scene, spread * step / (_LEVELS - 1), random) for step in range(1, _LEVELS))]
    return _blended(levels, np.clip(across * 1.3 - 0.2, 0, 1) * (_LEVELS - 1))


def curved_focus(image: Image, scene: Scene, spread: float, random: np.random.Generator) -> Image:
    """Focus on one spot of the card and lose it with the square of the distance, by discs of light."""
    x, y = _card_position(image, scene)
    at_x, at_y = random.uniform(0, 1, 2)
    far = np.hypot(x - at_x, (y - at_y) * 0.63) ** 2
    farthest = max(at_x, 1 - at_x) ** 2 + (0.63 * max(at_y, 1 - at_y)) ** 2
    rim = float(random.uniform(0, 1.5))
    discs = [_in_light(image, kernels.disc(spread * step / (_LEVELS - 1), rim)) for step in range(1, _LEVELS)]
    return _blended([image, *discs], np.clip(far / (0.8 * farthest), 0, 1) * (_LEVELS - 1))


def _in_light(image: Image, kernel: kernels.Kernel) -> Image:
    """Convolve what the sensor adds up: light, not grey levels, so that bright ground eats into thin strokes."""
    light = np.asarray(cv2.filter2D(np.take(_TO_LIGHT, image), -1, kernel), np.uint16)
    return np.take(_TO_GREY, light)


def _blended(levels: list[Image], place: NDArray[np.floating]) -> Image:
    """Mix the two levels next to each pixel's place (``HxW``, 0 to the number of levels less 1)."""
    mixed = levels[0]
    for step, level in enumerate(levels[1:]):
        share = np.clip(place - step, 0, 1).astype(np.float32)
        mixed = np.asarray(cv2.blendLinear(mixed, level, 1 - share, share), np.uint8)
    return mixed


def _card_position(image: Image, scene: Scene) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give each pixel's place on the card: x and y in fractions of it, ``HxW`` each."""
    to_card = np.linalg.inv(card_to_photo(scene.card))
    height, width = image.shape[:2]
    x, y = np.arange(width, dtype=np.float64), np.arange(height, dtype=np.float64)[:, None]
    across, down, depth = (row[0] * x + row[1] * y + row[2] for row in to_card)
    return _within_card(across / depth), _within_card(down / depth)


def _within_card(share: NDArray[np.float64]) -> NDArray[np.float32]:
    return np.clip(share, 0, 1).astype(np.float32)
