"""The gloss of a card's film in the light: it pales what it covers, but leaves text to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.card import Specimen
from benchmarks.specimens.keepout import printed_boxes
from benchmarks.specimens.split import Split, pick

_CELLS = (96, 60)
"""Columns and rows in which a highlight is worked out: it is broad and soft."""
_LEGIBLE = 0.5
"""The most of the card's own light that is replaced over text: at least half of its contrast stays."""
_MARGIN = 4
"""Cells around text to which this applies as well."""

Veil = NDArray[np.float32]
"""How much of the card's own light is replaced, ``60x96``, 0..1."""


def glossed(specimen: Specimen, strength: float, random: np.random.Generator) -> Specimen:
    """Give a specimen with a highlight that replaces up to ``strength`` of the card's own light."""
    veil = np.minimum(_SHAPES[specimen.split](random) * strength, _ceiling(specimen))
    veil = cv2.resize(veil.astype(np.float32), specimen.image.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    alpha = cv2.cvtColor((veil * 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    lights = cv2.resize(_lights(random), specimen.image.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    kept = cv2.multiply(specimen.image, 255 - alpha, scale=1 / 255)
    image = cv2.add(kept, cv2.multiply(np.asarray(lights, np.uint8), alpha, scale=1 / 255))
    return replace(specimen, image=np.asarray(image, np.uint8))


def _ceiling(specimen: Specimen) -> Veil:
    """Allow less over text and the portrait than elsewhere, without a visible border between the two."""
    limit = np.full((_CELLS[1], _CELLS[0]), 0.85, np.float32)
    for box in printed_boxes(specimen):
        columns = slice(max(0, int(box.x0 * _CELLS[0]) - _MARGIN), int(box.x1 * _CELLS[0]) + _MARGIN + 1)
        rows = slice(max(0, int(box.y0 * _CELLS[1]) - _MARGIN), int(box.y1 * _CELLS[1]) + _MARGIN + 1)
        limit[rows, columns] = _LEGIBLE
    return np.asarray(cv2.blur(limit, (2 * _MARGIN - 1, 2 * _MARGIN - 1)), np.float32)


def _bands(random: np.random.Generator) -> Veil:
    """Draw one to three straight bands, side by side: tubes or window bars."""
    x, y = _grid()
    angle = random.uniform(0, np.pi)
    across = x * np.cos(angle) + y * np.sin(angle)
    veil = np.zeros_like(across)
    for _ in range(int(random.integers(1, 4))):
        veil = np.maximum(veil, np.exp(-(((across - random.uniform(0.1, 0.9)) / random.uniform(0.05, 0.2)) ** 2)))
    return veil.astype(np.float32)


def _pools(random: np.random.Generator) -> Veil:
    """Draw one or two soft pools of light: lamps, or a window's pane."""
    x, y = _grid()
    power = pick(random, (2, 2, 6))
    veil = np.zeros_like(x)
    for _ in range(int(random.integers(1, 3))):
        centre, reach, angle = random.uniform(0.1, (0.9, 0.6)), random.uniform(0.1, 0.4, 2), random.uniform(0, np.pi)
        along = ((x - centre[0]) * np.cos(angle) + (y - centre[1]) * np.sin(angle)) / reach[0]
        beside = ((y - centre[1]) * np.cos(angle) - (x - centre[0]) * np.sin(angle)) / reach[1]
        veil = np.maximum(veil, np.exp(-(np.abs(along) ** power) - np.abs(beside) ** power))
    return veil.astype(np.float32)


_SHAPES: Mapping[Split, Callable[[np.random.Generator], Veil]] = {Split.TUNING: _bands, Split.REPORTING: _pools}


def _grid() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give places over the card, in card widths."""
    across, down = (np.arange(_CELLS[0]) + 0.5) / _CELLS[0], (np.arange(_CELLS[1]) + 0.5) / _CELLS[0]
    x, y = np.meshgrid(across, down)
    return x, y


def _lights(random: np.random.Generator) -> NDArray[np.uint8]:
    """Give the highlight's own colour: white, or one time in three the rainbow of a hologram."""
    x, y = _grid()
    if random.random() > 1 / 3:
        return np.full((*x.shape, 3), (random.uniform(235, 255), 250, random.uniform(235, 255))).astype(np.uint8)
    slope = random.uniform(-2, 2, 2)
    hues = (x * slope[0] + y * slope[1] + random.random()) % 1 * 179
    hsv = np.stack([hues, np.full_like(x, random.uniform(30, 110)), np.full_like(x, 250)], axis=-1)
    return np.asarray(cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2BGR), np.uint8)
