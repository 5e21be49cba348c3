"""Lights mirrored in the film of a card: a lamp and a window.

A film that is slightly bent mirrors the lamp only where its normal halves the angle between lamp and camera. The
angle by which the normal misses that direction grows about linearly with the distance from the highlight's middle;
a film's waves are added to it. A rough film spreads the mirrored light over such angles as a Blinn-Phong lobe does.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.glare.exposure import COLUMNS, ROWS, Glow

Lamp = Callable[[tuple[float, float], float], Glow]
"""Gives the light on a card for the highlight's middle (fractions of the card) and reach (card widths)."""

Field2 = NDArray[np.float64]


def spread(at: tuple[float, float]) -> tuple[Field2, Field2]:
    """Give the distance of each place of the grid from a point across and down, in card widths."""
    across, down = (np.arange(COLUMNS) + 0.5) / COLUMNS, (np.arange(ROWS) + 0.5) / COLUMNS
    x, y = np.meshgrid(across - at[0], down - at[1] * ROWS / COLUMNS)
    return x, y


def waves(random: np.random.Generator, cells: int, strength: float) -> Field2:
    """Give a smooth random field over the card about 0."""
    coarse = random.normal(0, strength, (max(2, cells * 2 // 3), cells)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (COLUMNS, ROWS), interpolation=cv2.INTER_CUBIC), np.float64)


def tint(random: np.random.Generator) -> NDArray[np.float64]:
    """Draw the colour of a light, from a bulb's to the sky's: blue, green, red."""
    warmth = float(random.uniform(-0.12, 0.2))
    return np.array((1 - warmth, 1.0, 1 + warmth / 2))


def lamp(random: np.random.Generator) -> Lamp:
    """Draw a lamp: a disc of light with a lobe about it, stretched as the film is bent along one axis."""
    angle, stretch = float(random.uniform(0, np.pi)), float(random.uniform(1.0, 2.8))
    disc, peak, colour = float(random.uniform(0.0, 0.8)), float(random.uniform(1.3, 5.0)), tint(random)
    wave = (waves(random, 5, 0.18), waves(random, 5, 0.18))

    def shine(at: tuple[float, float], reach: float) -> Glow:
        x, y = spread(at)
        along = (x * np.cos(angle) + y * np.sin(angle)) / (reach * stretch) + wave[0]
        beside = (y * np.cos(angle) - x * np.sin(angle)) / reach + wave[1]
        missed = np.maximum(0, np.hypot(along, beside) - disc)
        return (peak * np.exp(-2 * missed[..., None] ** 2) * colour).astype(np.float32)

    return shine


def window(random: np.random.Generator) -> Lamp:
    """Draw a window: a pane or several between bars, edges bent by the film's waves and softened by its roughness."""
    angle, aspect = float(random.normal(0, 0.5)), float(random.uniform(0.5, 2.0))
    rough, peak, colour = float(random.uniform(0.03, 0.3)), float(random.uniform(1.1, 2.5)), tint(random)
    bars = tuple(int(count) for count in random.integers(0, 3, 2))
    wave = (waves(random, 7, 0.12), waves(random, 7, 0.12))

    def shine(at: tuple[float, float], reach: float) -> Glow:
        x, y = spread(at)
        along = (x * np.cos(angle) + y * np.sin(angle)) / reach / np.sqrt(aspect) + wave[0]
        beside = (y * np.cos(angle) - x * np.sin(angle)) / reach * np.sqrt(aspect) + wave[1]
        light = _between(along, rough) * _between(beside, rough) * _barred(along, bars[0]) * _barred(beside, bars[1])
        return (peak * light[..., None] * colour).astype(np.float32)

    return shine


def _between(place: Field2, rough: float) -> Field2:
    """Give 1 between -1 and 1, falling to 0 outside over a width of ``rough``."""
    return np.asarray(1 / (1 + np.exp(np.clip((np.abs(place) - 1) * 4 / rough, -40, 40))))


def _barred(place: Field2, bars: int) -> Field2:
    """Give what evenly spaced bars leave of the light of a window."""
    if not bars:
        return np.ones_like(place)
    nearest = np.abs((place + 1) / 2 * (bars + 1) - np.round((place + 1) / 2 * (bars + 1)))
    return 1 - 0.85 * np.exp(-((nearest / 0.06) ** 2)) * (np.abs(place) < 0.9)
