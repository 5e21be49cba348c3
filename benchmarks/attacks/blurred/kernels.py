"""What a point of the card becomes: the lens's disc, or the path of a hand that shook.

Kernels are square ``float32`` of sum 1; ``spread`` is their standard deviation in pixels along the axis in which
they are widest, so that kernels of different forms can be compared.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Kernel = NDArray[np.float32]

_FINE = 4
"""Points per pixel at which outlines are drawn."""


def disc(spread: float, rim: float) -> Kernel:
    """Defocus: an even disc, the standard deviation of which is half its radius, with a brighter rim.

    A lens that is corrected too much for spherical aberration draws such a rim around what is out of focus.
    """
    radius = 2 * spread
    side = 2 * int(np.ceil(radius)) + 1
    along = (np.arange(side * _FINE) + 0.5) / _FINE - side / 2
    distance = np.hypot(*np.meshgrid(along, along))
    light = (distance <= radius) * (1 + rim * (distance > 0.8 * radius))
    return _whole(light.reshape(side, _FINE, side, _FINE).mean(axis=(1, 3)))


def line(spread: float, angle: float) -> Kernel:
    """A steady motion during the exposure, ``sqrt(12)`` times as long as its standard deviation."""
    along = np.linspace(-0.5, 0.5, max(8, round(40 * spread)))[:, None] * np.sqrt(12) * spread
    return along_path(along * np.array((np.cos(angle), np.sin(angle))))


def shake(spread: float, random: np.random.Generator) -> Kernel:
    """The path of a hand's tremor: a motion whose speed keeps changing, so that the path bends and slows."""
    push = random.normal(size=(400, 2))
    drift = np.cumsum(cv2.GaussianBlur(push, (1, 0), 0, sigmaY=40, borderType=cv2.BORDER_REFLECT), axis=0)
    path = drift - drift.mean(axis=0)
    widest = np.linalg.norm(path, ord=2) / np.sqrt(len(path))
    return along_path(path / widest * spread)


def along_path(path: NDArray[np.float64]) -> Kernel:
    """Give the kernel of a path (``Nx2``: x, y in pixels about 0), walked in equal times from point to point."""
    reach = int(np.ceil(np.abs(path).max())) + 1
    whole = np.floor(path).astype(int)
    part = path - whole
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1))
    for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
        share = np.abs(1 - x - part[:, 0]) * np.abs(1 - y - part[:, 1])
        np.add.at(kernel, (whole[:, 1] + y + reach, whole[:, 0] + x + reach), share)
    return _whole(kernel)


def _whole(kernel: NDArray[np.floating]) -> Kernel:
    return (kernel / kernel.sum()).astype(np.float32)
