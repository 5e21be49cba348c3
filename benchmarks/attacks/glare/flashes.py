"""Highlights of other kinds than mirrored lamps: a flash with its bloom, a fluorescent tube, a hologram's rainbow."""

from __future__ import annotations

import numpy as np

from benchmarks.attacks.glare.exposure import Glow
from benchmarks.attacks.glare.lights import Field2, Lamp, spread, tint, waves

_WAVELENGTHS = (455.0, 540.0, 610.0)
"""Where a sensor's blue, green and red see best, in nanometres."""


def flash(random: np.random.Generator) -> Lamp:
    """Draw a phone's flash: a hot core, the wide halo of a lens that is not clean, and streaks through the core."""
    peak, veil = float(random.uniform(5, 12)), float(random.uniform(0.2, 0.5))
    angles = random.uniform(0, np.pi, int(random.integers(0, 4)))

    def shine(at: tuple[float, float], reach: float) -> Glow:
        x, y = spread(at)
        away = np.hypot(x, y) / reach
        light = peak * np.exp(-1.6 * away**2) + veil * (1 + (away / 1.6) ** 2) ** -1.5
        for angle in angles:
            beside, along = np.abs(x * np.sin(angle) - y * np.cos(angle)), np.abs(x * np.cos(angle) + y * np.sin(angle))
            light = light + 0.8 * np.exp(-beside / (0.06 * reach) - along / (1.5 * reach))
        return np.repeat(light[..., None], 3, axis=2).astype(np.float32)

    return shine


def tube(random: np.random.Generator) -> Lamp:
    """Draw a fluorescent tube: a long bright line that a bent card curves, with a faint skirt on both sides."""
    angle, bow = float(random.normal(0, 0.35)), float(random.uniform(-0.5, 0.5))
    length, peak, colour = float(random.uniform(0.25, 0.9)), float(random.uniform(1.4, 4.0)), tint(random)
    wave = waves(random, 9, 0.12)

    def shine(at: tuple[float, float], reach: float) -> Glow:
        x, y = spread(at)
        along = x * np.cos(angle) + y * np.sin(angle)
        beside = (y * np.cos(angle) - x * np.sin(angle) + bow * along**2) / (0.45 * reach) + wave
        ends = 1 / (1 + np.exp(np.clip((np.abs(along) - length / 2 - reach) * 40, -40, 40)))
        light = peak * ends * (np.exp(-(beside**4)) + 0.12 / (1 + beside**2))
        return (light[..., None] * colour).astype(np.float32)

    return shine


def hologram(random: np.random.Generator) -> Lamp:
    """Draw a hologram that lights up: a mosaic of gratings within an emblem, each in the colour of its angle."""
    petals, turn = int(random.integers(3, 9)), float(random.uniform(0, np.pi))
    colours, peak = _spectrum(waves(random, 6, 60) + float(random.uniform(470, 620))), float(random.uniform(1.6, 2.8))
    mosaic = np.clip(1 + waves(random, 48, 0.2), 0.5, 1.5)

    def shine(at: tuple[float, float], reach: float) -> Glow:
        x, y = spread(at)
        away, around = np.hypot(x, y) / reach, np.arctan2(y, x) + turn
        rim = 1.2 + 0.35 * np.cos(petals * around)
        emblem = 1 / (1 + np.exp(np.clip((away - rim) * 25, -40, 40)))
        rings = 0.85 + 0.15 * np.cos(14 * away)
        return ((peak * emblem * rings * mosaic)[..., None] * (0.5 + 0.5 * colours)).astype(np.float32)

    return shine


def _spectrum(wavelength: Field2) -> Field2:
    """Give the colour of light of one wavelength in nanometres, ``HxWx3``: blue, green, red."""
    seen = [np.exp(-(((wavelength - middle) / 55) ** 2)) for middle in _WAVELENGTHS]
    return np.stack(seen, axis=-1)
