"""Cards on the glass of a flatbed scanner."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benchmarks.specimens.camera import card_corners
from benchmarks.specimens.processing import Processing
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.split import Split, pick
from permit_ocr.types import Quad

_WIDTH = 85.6 / 25.4
"""Width of a card in inches (ISO/IEC 7810 ID-1)."""


def draw_scan(split: Split, index: int, random: np.random.Generator) -> Scene:
    """Scan a card at 200 to 600 dpi, a little askew or cropped to its very edges; some lie the wrong way round."""
    width = _WIDTH * float(pick(random, (200, 240, 300, 300, 400, 600)))
    quarter = float(pick(random, (0, 0, 0, 0, 0, 90, 180, 270)))
    cropped = bool(random.random() < 0.4)
    askew = 0.0 if cropped else float(random.normal(0, 0.8))
    corners = card_corners(width, quarter + askew, 0, 0, 4.0)
    corners -= corners.min(axis=0)
    extent = np.ptp(corners, axis=0)
    size, corner = _sheet(extent, random, cropped=cropped)
    card = corners * np.array(size) / extent if cropped else corners + corner
    scene = Scene(split, index, size, Quad.from_array(card), Backdrop.SCAN, rotation=(quarter + askew) % 360)
    return _scanned(scene, random)


def _sheet(extent: np.ndarray, random: np.random.Generator, *, cropped: bool) -> tuple[tuple[int, int], np.ndarray]:
    """Draw the size of the picture and the upper-left corner of the card's extent in it."""
    room = np.zeros(2) if cropped else extent * random.uniform(0.03, 0.9, 2)
    width, height = np.ceil(extent + room).astype(int).tolist()
    return (width, height), room * random.random(2)


def _scanned(scene: Scene, random: np.random.Generator) -> Scene:
    """Give a scan what a scanner has of imperfections."""
    return replace(
        scene,
        exposure=float(random.uniform(0.94, 1.08)),
        cast=(float(random.uniform(0.97, 1.02)), 1.0, float(random.uniform(0.98, 1.03))),
        blur=float(random.uniform(0.0002, 0.0005)),
        noise=float(random.uniform(0.3, 2.0)),
        contact=float(random.uniform(0.05, 0.3)),
        quality=int(random.integers(70, 98)),
        processing=Processing(sharpening=float(pick(random, (0, 0, 0.5))), subsampling=int(pick(random, (0, 2, 2)))),
    )
