"""From a picture to inks, and from inks on paper back to a picture.

Pictures are ``HxWx3 uint8`` BGR. Ink and paper multiply in the values of the picture, so that the mean over the dots
is the tone that was asked for, as in a printer that was calibrated.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from benchmarks.attacks.photocopied.screens import Ink
from permit_ocr.types import Image

_PASSED = {
    "cyan": (0.88, 0.62, 0.08),
    "magenta": (0.52, 0.12, 0.86),
    "yellow": (0.14, 0.90, 0.98),
    "black": (0.11, 0.10, 0.10),
}
"""Blue, green and red that a full layer of each ink lets through, about as in offset and toner print (ISO 12647-2
gives the solids in CIELAB)."""

CMYK = tuple(_PASSED)


def separated(image: Image, removal: float) -> tuple[Ink, Ink, Ink, Ink]:
    """Split a picture into cyan, magenta, yellow and black; ``removal`` is the share of the grey that goes to black."""
    blue, green, red = (np.float32(1) - image[..., channel].astype(np.float32) / 255 for channel in range(3))
    black = np.asarray(removal * np.minimum(np.minimum(blue, green), red), np.float32)
    scale = 1 / np.maximum(1 - black, 0.05)
    cyan, magenta, yellow = (np.asarray((part - black) * scale, np.float32) for part in (red, green, blue))
    return cyan, magenta, yellow, black


def darkness(image: Image) -> Ink:
    """Give the share of black ink for the grey of a picture."""
    return np.asarray(1 - cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255, np.float32)


def contrasted(tone: Ink, steepness: float, middle: float = 0.5) -> Ink:
    """Steepen a tone about ``middle``, as copiers do: light tones go, dark ones fill."""
    curve = np.tanh(steepness * (np.linspace(0, 1, 256) - middle))
    curve = (curve - curve[0]) / (curve[-1] - curve[0])
    return np.asarray(np.interp(tone, np.linspace(0, 1, 256), curve), np.float32)


def printed(layers: Sequence[tuple[Ink, tuple[float, float, float]]], paper: Image) -> Image:
    """Lay inks over paper, one after another."""
    light = paper.astype(np.float32)
    for ink, passed in layers:
        light *= 1 - ink[..., None] * (1 - np.array(passed, np.float32))
    return np.clip(light, 0, 255).astype(np.uint8)


def coloured(plates: Sequence[Ink], paper: Image) -> Image:
    """Print cyan, magenta, yellow and black over paper."""
    return printed([(ink, _PASSED[name]) for ink, name in zip(plates, CMYK, strict=True)], paper)


def moved(ink: Ink, random: np.random.Generator, pixels: float) -> Ink:
    """Print a plate a little beside the others."""
    x, y = random.normal(0, pixels, 2).tolist()
    shift = np.array([(1, 0, x), (0, 1, y)])
    return np.asarray(cv2.warpAffine(ink, shift, ink.shape[::-1], borderMode=cv2.BORDER_REPLICATE), np.float32)


def toner_faults(ink: Ink, random: np.random.Generator, amount: float) -> Ink:
    """Add specks of stray toner and pale or dark streaks along the paper's way, ``amount`` 0..1."""
    specks = (random.random(ink.shape, np.float32) < 0.0012 * amount).astype(np.float32)
    specks = np.minimum(np.asarray(cv2.GaussianBlur(specks, (0, 0), 0.9), np.float32) * 4, 0.8)
    streak = np.asarray(
        cv2.GaussianBlur(random.normal(0, 1, (1, ink.shape[1])).astype(np.float32), (0, 0), 4), np.float32
    )
    uneven = 1 + 0.25 * amount * streak / max(float(np.std(streak)), 1e-6) * 0.4
    return np.clip(np.maximum(ink * uneven, specks), 0, 1).astype(np.float32)
