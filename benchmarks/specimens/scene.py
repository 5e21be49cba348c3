"""The circumstances of a photo: where the card lies, on what, in which light, and how badly it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from benchmarks.specimens.photo_scenes import PhotoScene
from benchmarks.specimens.placement import CLEAN_WIDTHS
from benchmarks.specimens.split import Split
from permit_ocr.types import Quad


class Backdrop(StrEnum):
    """What the card lies on."""

    PLAIN = "plain"
    WOOD = "wood"
    FABRIC = "fabric"
    STONE = "stone"
    PRINT = "print"
    CLUTTER = "clutter"
    SAME_COLOUR = "same_colour"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Scene:
    """The circumstances of one photo. Lengths that depend on the distance are in card widths."""

    split: Split
    index: int
    size: tuple[int, int]
    """Width and height of the upright photo, in pixels."""
    card: Quad
    backdrop: Backdrop
    photo: PhotoScene | None = None
    rotation: float = 0.0
    """Clockwise turn of the card in the upright photo, in degrees."""
    tilt: float = 0.0
    """The larger of the two angles out of the picture plane, in degrees."""
    cut: float = 0.0
    """Share of the card's extent that the frame cuts off, on one side or on each of two."""
    exposure: float = 1.0
    shadow: float = 0.0
    """Light that the deepest shadow takes away, 0..1."""
    cast: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """Gain of blue, green and red."""
    blur: float = 0.0003
    """Standard deviation of the defocus."""
    motion: float = 0.0
    """Length of the smear."""
    noise: float = 2.0
    """Standard deviation of the sensor's noise, in grey levels."""
    quality: int = 90
    """JPEG quality, 1..100."""
    orientation: int = 1
    """EXIF orientation tag, 1..8."""
    faults: tuple[str, ...] = ()
    """The faults that were drawn into the scene."""


def conditions(scene: Scene, card_width: float) -> tuple[str, ...]:
    """Name what makes a scene harder or easier than another, for tables by condition."""
    cut = _leaves_frame(scene)
    turned = abs((scene.rotation + 180) % 360 - 180)
    found = {
        "cut": cut,
        "upright": turned < 45,
        "sideways": 45 <= turned < 135,
        "upside_down": turned >= 135,
        "rotated": turned > 8,
        "exif": scene.orientation != 1,
        scene.backdrop.value: True,
        "clean": not scene.faults and not cut and card_width >= CLEAN_WIDTHS[0],
    }
    return tuple(dict.fromkeys((*scene.faults, *(name for name, holds in found.items() if holds))))


def _leaves_frame(scene: Scene) -> bool:
    """Say whether more than the rim of the card lies outside the photo."""
    corners = scene.card.to_array()
    rim = 0.005 * np.ptp(corners, axis=0).max()
    return bool((corners < -rim).any() or (corners > np.array(scene.size) + rim).any())
