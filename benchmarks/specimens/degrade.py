"""What light, lens and sensor do to a picture, in that order."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.grain import add_grain, colour_grain, grey_grain
from benchmarks.specimens.scene import Backdrop, Scene
from permit_ocr.types import Image

_HALF_GAIN = 128
"""A gain of 1 as an 8-bit number; gains reach up to just below 2."""


def light(image: Image, scene: Scene, random: np.random.Generator) -> Image:
    """Apply exposure, colour cast, the falling-off of light across the picture, and a shadow."""
    height, width = image.shape[:2]
    y, x = np.mgrid[-1:1:48j, -1:1:64j].astype(np.float32)
    angle = random.uniform(0, 2 * np.pi)
    uneven = 0.1 if scene.backdrop is Backdrop.SCAN else 1.0
    slope = 1 + uneven * random.uniform(0, 0.22) * (x * np.cos(angle) + y * np.sin(angle))
    corners = 1 - uneven * random.uniform(0, 0.12) * (x**2 + y**2)
    gains = (scene.exposure * slope * corners * _shadow(x, y, scene.shadow, random))[..., None] * np.array(scene.cast)
    coarse: Image = np.clip(gains * _HALF_GAIN, 0, 255).astype(np.uint8)
    full = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR))
    return np.asarray(cv2.multiply(image, full, scale=1 / _HALF_GAIN), np.uint8)


def _shadow(
    x: NDArray[np.float32], y: NDArray[np.float32], depth: float, random: np.random.Generator
) -> NDArray[np.float32]:
    """Give the light left behind a straight edge, say that of a phone or a hand: 1 where it is lit."""
    angle, offset = random.uniform(0, 2 * np.pi), random.uniform(-0.4, 0.4)
    across = x * np.cos(angle) + y * np.sin(angle) - offset
    return (1 - depth / (1 + np.exp(-across / random.uniform(0.04, 0.2)))).astype(np.float32)


def lens(image: Image, scene: Scene, card_width: float, random: np.random.Generator) -> Image:
    """Apply defocus and the smear of a moving hand."""
    sigma = scene.blur * card_width
    blurred = cv2.GaussianBlur(image, (0, 0), sigma) if sigma > 0.25 else image
    length = scene.motion * card_width
    if length > 1.5:
        blurred = cv2.filter2D(blurred, -1, _smear(length, float(random.uniform(0, np.pi))))
    return np.asarray(blurred, np.uint8)


def _smear(length: float, angle: float) -> NDArray[np.float32]:
    """Give the kernel of a straight motion of ``length`` pixels."""
    side = int(np.ceil(length)) | 1
    kernel = np.zeros((side * 8, side * 8), np.uint8)
    middle, reach = np.array((side * 4, side * 4)), length * 4
    arm = np.array((np.cos(angle), np.sin(angle))) * reach
    start, end = (middle - arm).astype(int).tolist(), (middle + arm).astype(int).tolist()
    cv2.line(kernel, start, end, (255,), 8, cv2.LINE_AA)
    small = cv2.resize(kernel.astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    return (small / small.sum()).astype(np.float32)


def sensor(image: Image, scene: Scene, random: np.random.Generator) -> Image:
    """Add noise: some alike in all colours, some coarser and coloured, as a phone's clean-up leaves it."""
    return add_grain(image, grey_grain(scene.noise, random) + colour_grain(scene.noise * 0.7, random))
