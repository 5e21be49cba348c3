"""Paints fingers, and the hand that they belong to, over a photo of a card."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.card import Specimen
from benchmarks.specimens.fingers import Finger, place_fingers
from benchmarks.specimens.ink import Colour
from benchmarks.specimens.keepout import printed_boxes
from benchmarks.specimens.scene import Scene
from benchmarks.specimens.split import Split, pick
from benchmarks.specimens.warp import to_photo
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image

_TONES: dict[Split, tuple[Colour, ...]] = {
    Split.TUNING: ((170, 196, 232), (140, 172, 216), (96, 132, 184)),
    Split.REPORTING: ((182, 204, 238), (128, 160, 206), (74, 104, 152)),
}
"""Skin in full light: blue, green, red."""

_PAINTED = 420
"""Hands are painted at the size in which the card is this many pixels wide: their edges are soft."""
_SHADOW = 0.5
"""Light that a finger takes from the card right beside it."""


def draw_hand(view: Image, scene: Scene, specimen: Specimen, random: np.random.Generator) -> None:
    """Paint the hand that holds the card's rim over a photo, in place; it covers nothing that is to be read."""
    fingers = place_fingers(scene.fingers, printed_boxes(specimen), random)
    tone = np.array(pick(random, _TONES[scene.split]), np.float32) + random.normal(0, 5, 3)
    scale = min(1.0, _PAINTED / edge_width(scene.card.to_array()))
    for outline in (*_palm(fingers, random), *(finger.outline() for finger in fingers)):
        _paint(view, _in_photo(outline, scene) * scale, tone, scale)
    for finger in fingers:
        if random.random() < 0.7:
            _paint(view, _in_photo(_nail(finger), scene) * scale, tone * (1.06, 1.0, 1.05), scale, raised=False)


def _in_photo(points: NDArray[np.float64], scene: Scene) -> NDArray[np.float32]:
    return to_photo(points * (1, CARD_ASPECT), scene.card, scene.warp)


def _palm(fingers: Sequence[Finger], random: np.random.Generator) -> list[NDArray[np.float64]]:
    """Give the outline of the back of the hand, from which an arm leads away."""
    middle = np.mean([finger.root for finger in fingers], axis=0) + 0.1 * fingers[0].away
    away, aside = fingers[0].away, fingers[0].aside
    turn, wide = np.linspace(np.pi / 2, 3 * np.pi / 2, 25), random.uniform(0.3, 0.42)
    arc = np.stack([0.9 * np.cos(turn), np.sin(turn)], axis=1) * wide
    arm = np.array([(0.5, -0.9 * wide), (1.2, -0.75 * wide), (1.2, 0.75 * wide), (0.5, 0.9 * wide)])
    return [middle + np.concatenate([arc, arm]) @ np.stack([away, aside])]


def _nail(finger: Finger) -> NDArray[np.float64]:
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    ring = np.stack([0.55 * np.cos(turn) - 0.35, 0.6 * np.sin(turn)], axis=1) * finger.radius
    return finger.tip + ring @ np.stack([finger.away, finger.aside])


def _paint(
    view: Image, outline: NDArray[np.floating], tone: NDArray[np.floating], scale: float, *, raised: bool = True
) -> None:
    """Paint one limb, its outline in shrunk pixels: a shadow on what lies below, then skin, darker to its sides."""
    reach = 14 if raised else 3
    size = np.array(view.shape[1::-1]) * scale
    low = np.clip(np.floor(outline.min(axis=0)) - reach, 0, size).astype(int)
    high = np.clip(np.ceil(outline.max(axis=0)) + reach, 0, np.ceil(size)).astype(int)
    if (high - low < 2).any():
        return
    mask = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
    cv2.fillPoly(mask, [np.round((outline - low) * 16).astype(np.int32)], (255,), cv2.LINE_AA, 4)
    (left, top), (right, bottom) = np.round(low / scale).astype(int), np.round(high / scale).astype(int)
    area = view[top:bottom, left:right]
    if raised:
        shadow = cv2.GaussianBlur(mask, (0, 0), 6).astype(np.float32) / 255
        _blend(area, np.zeros((*mask.shape, 3), np.float32), _SHADOW * shadow)
    soft = cv2.GaussianBlur(mask, (0, 0), 1.0).astype(np.float32) / 255
    _blend(area, tone * (_rounded(mask)[..., None] if raised else 1.0) * np.ones((*mask.shape, 3)), soft)


def _rounded(mask: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Give the light on a round limb: full along its middle, less towards its sides."""
    depth = cv2.distanceTransform(np.pad((mask > 127).astype(np.uint8), 1, mode="edge"), cv2.DIST_L2, 5)[1:-1, 1:-1]
    share = np.clip(depth / max(1.0, float(depth.max())), 0, 1)
    light = 0.55 + 0.45 * np.sqrt(1 - (1 - share) ** 2)
    return np.asarray(cv2.GaussianBlur(light, (0, 0), 2.5), np.float32)


def _blend(area: Image, colours: NDArray[np.floating], alpha: NDArray[np.float32]) -> None:
    """Blend a small picture, enlarged to the area, through a mask of its size."""
    size = area.shape[1::-1]
    share = np.asarray(cv2.resize((alpha * 255).astype(np.uint8), size, interpolation=cv2.INTER_LINEAR))
    over = cv2.resize(np.clip(colours, 0, 255).astype(np.uint8), size, interpolation=cv2.INTER_LINEAR)
    weights = cv2.cvtColor(share, cv2.COLOR_GRAY2BGR)
    area[:] = cv2.add(cv2.multiply(area, 255 - weights, scale=1 / 255), cv2.multiply(over, weights, scale=1 / 255))
