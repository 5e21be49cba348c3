"""The circumstances of a photo: where the card lies, on what, in which light, and how badly it was taken.

Every photo is of one of three levels, which ``conditions`` names:

- ``clean``: a scan, or a photo of a card at least 620 pixels wide, without any fault and wholly in the frame;
- ``hard``: at least one of: 8 % or more of one side cut off, darkness, a tilt of more than 32 degrees, a card less
  than 400 pixels wide, two faults or more at once;
- ``phone``: all others: photos with one fault, or of which a corner of the card is cut off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from benchmarks.specimens.photo_scenes import PhotoScene
from benchmarks.specimens.placement import CLEAN_WIDTHS, HARD_WIDTHS
from benchmarks.specimens.processing import UNPROCESSED, Processing, shrunk_size
from benchmarks.specimens.split import Split
from benchmarks.specimens.warp import FLAT, Warp
from permit_ocr.types import Quad

LARGEST_TILT = 32.0
"""The largest tilt in degrees that is not hard."""

_HARD_FAULTS = {"deep_cut", "dark", "steep"}


class Backdrop(StrEnum):
    """What the card lies on."""

    PLAIN = "plain"
    WOOD = "wood"
    FABRIC = "fabric"
    STONE = "stone"
    PRINT = "print"
    CLUTTER = "clutter"
    SAME_COLOUR = "same_colour"
    SAME_PATTERN = "same_pattern"
    CHECK = "check"
    STRIPES = "stripes"
    TILES = "tiles"
    DAMASK = "damask"
    DOTS = "dots"
    MAP = "map"
    SCAN = "scan"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Scene:
    """The circumstances of one photo. Lengths that depend on the distance are in card widths."""

    split: Split
    index: int
    size: tuple[int, int]
    """Width and height of the upright photo, in pixels."""
    card: Quad
    """The corners as a straight lens would show them."""
    backdrop: Backdrop
    photo: PhotoScene | None = None
    rotation: float = 0.0
    """Clockwise turn of the card in the upright photo, in degrees."""
    tilt: float = 0.0
    """The larger of the two angles out of the picture plane, in degrees."""
    cut: float = 0.0
    """Share of the card's extent that the frame cuts off, on one side or on each of two."""
    warp: Warp = FLAT
    contact: float = 0.35
    """Light that the thickness of the card takes from the ground right beside it, 0..1."""
    second: Quad | None = None
    """Corners of a second, smaller permit in the photo."""
    company: int = 0
    """How many other things lie beside the card and half under it."""
    fingers: int = 0
    """How many fingertips hold the card's rim."""
    sheen: float = 0.0
    """Share of the card's own light that a highlight replaces where it is the strongest, 0..1."""
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
    processing: Processing = UNPROCESSED
    quality: int = 90
    """JPEG quality, 1..100."""
    orientation: int = 1
    """EXIF orientation tag, 1..8."""
    faults: tuple[str, ...] = ()
    """The faults that were drawn into the scene."""


def shrunk(scene: Scene) -> Scene:
    """Give the scene in the pixels of the picture that a messenger hands on."""
    factor = scene.processing.resend
    size = shrunk_size(scene.size, factor)
    warp = replace(scene.warp, frame=size)
    scale = np.array(size, np.float32) / np.array(scene.size, np.float32)
    return replace(scene, size=size, card=Quad.from_array(scene.card.to_array() * scale), warp=warp)


def conditions(scene: Scene, card: Quad, card_width: float) -> tuple[str, ...]:
    """Name what makes a scene harder or easier than another, for tables by condition; the level comes first."""
    turned = abs((scene.rotation + 180) % 360 - 180)
    found = {
        "cut": _leaves_frame(scene, card) and "deep_cut" not in scene.faults,
        "upright": turned < 45,
        "sideways": 45 <= turned < 135,
        "upside_down": turned >= 135,
        "rotated": turned > 8,
        "exif": scene.orientation != 1,
        scene.backdrop.value: True,
    }
    level = level_of(scene, card, card_width)
    return tuple(dict.fromkeys((level, *scene.faults, *(name for name, holds in found.items() if holds))))


def level_of(scene: Scene, card: Quad, card_width: float) -> str:
    """Say how hard a photo is: ``clean``, ``phone`` or ``hard``, as this module defines them."""
    faults = set(scene.faults)
    if faults & _HARD_FAULTS or len(faults) > 1 or scene.tilt > LARGEST_TILT or card_width < HARD_WIDTHS[1]:
        return "hard"
    return "clean" if not faults and not _leaves_frame(scene, card) and card_width >= CLEAN_WIDTHS[0] else "phone"


def _leaves_frame(scene: Scene, card: Quad) -> bool:
    """Say whether more than the rim of the card lies outside the photo."""
    corners = card.to_array()
    rim = 0.005 * np.ptp(corners, axis=0).max()
    return bool((corners < -rim).any() or (corners > np.array(scene.size) + rim).any())
