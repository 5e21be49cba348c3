"""What cards lie on in training pictures."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from benchmarks.specimens import Backdrop, Scene, Split
from benchmarks.specimens.backdrops import draw_backdrop
from benchmarks.specimens.photo_scenes import photo_scenes
from benchmarks.specimens.split import pick, random_for
from permit_ocr.imaging.geometry import project
from permit_ocr.types import Image, Points, Quad

SIDE = 384
"""Width and height in pixels at which drawn grounds are kept."""

DRAWN = 200
"""How many grounds of the simulator are drawn."""

_BACKDROPS = (Backdrop.PLAIN, Backdrop.WOOD, Backdrop.FABRIC, Backdrop.CLUTTER, Backdrop.CLUTTER)
"""Those of the tuning split."""

_PHOTO_SIDE = 640
"""Longer side in pixels to which photos are scaled."""


class Ground(NamedTuple):
    """A picture to lay cards on, and the corners of a card that lies there already, if any."""

    image: Image
    card: Points | None = None


def draw_stock() -> list[Ground]:
    """Draw grounds of the tuning split."""
    corner = Quad.from_array(np.zeros((4, 2), np.float32))
    return [
        Ground(
            draw_backdrop(
                Scene(Split.TUNING, index, (SIDE, SIDE), corner, _BACKDROPS[index % len(_BACKDROPS)]),
                np.full((16, 16, 3), 200, np.uint8),
                random_for(Split.TUNING, index, "ground"),
            )
        )
        for index in range(DRAWN)
    ]


def photographed(folder: Path | None) -> list[Ground]:
    """Read the tuning split's photos of other cards, each with the corners of its card."""
    grounds: list[Ground] = []
    for scene in photo_scenes(folder, Split.TUNING) if folder else ():
        scale = _PHOTO_SIDE / max(scene.size)
        small = cv2.resize(scene.image(), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        grounds.append(Ground(np.asarray(small, np.uint8), scene.quad.to_array() * np.float32(scale)))
    return grounds


def lay_out(random: np.random.Generator, size: tuple[int, int], drawn: list[Ground], photos: list[Ground]) -> Ground:
    """Give a ground of the size asked for: a part of a drawn one or of a photo, or a pattern."""
    chance = random.random()
    if photos and chance < 0.35:
        return _part(random, size, pick(random, photos))
    if chance < 0.75:
        return Ground(_recoloured(random, _part(random, size, pick(random, drawn)).image))
    return Ground(_smooth(random, size) if chance < 0.9 else _striped(random, size))


def plain(random: np.random.Generator, size: tuple[int, int], colour: Points) -> Ground:
    """Give a ground of nearly one colour (BGR), such as the card's own."""
    slopes = random.normal(0, 6, (3, 4, 3)) + np.asarray(colour)
    coarse = np.clip(slopes, 0, 255).astype(np.uint8)
    return Ground(np.asarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC), np.uint8))


def _part(random: np.random.Generator, size: tuple[int, int], ground: Ground) -> Ground:
    """Cut a part of the size asked for out of a ground, turned and mirrored by chance."""
    height, width = ground.image.shape[:2]
    least = max(size[0] / width, size[1] / height)
    zoom = least * float(random.uniform(1.0, 2.0))
    turn = np.radians(90.0 * random.integers(4) + random.normal(0, 10))
    mirrored = -1 if ground.card is None and random.random() < 0.5 else 1
    turned = zoom * np.array([(mirrored * np.cos(turn), -np.sin(turn)), (mirrored * np.sin(turn), np.cos(turn))])
    aim = np.array((width, height)) * random.uniform(0.3, 0.7, 2)
    matrix = np.eye(3)
    matrix[:2, :2], matrix[:2, 2] = turned, np.array(size) / 2 - turned @ aim
    image = cv2.warpAffine(ground.image, matrix[:2], size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    card = None if ground.card is None else project(matrix, ground.card)
    return Ground(np.asarray(image, np.uint8), card)


def _recoloured(random: np.random.Generator, image: Image) -> Image:
    gains = random.uniform(0.6, 1.3, 3)[random.permutation(3)] if random.random() < 0.5 else np.ones(3)
    mixed = image[..., random.permutation(3)] if random.random() < 0.3 else image
    return cv2.multiply(np.ascontiguousarray(mixed), (*gains.tolist(), 0.0)).astype(np.uint8, copy=False)


def _smooth(random: np.random.Generator, size: tuple[int, int]) -> Image:
    """Patches of colour, from one slope to many blots."""
    cells = 2 + int(random.integers(1, 30) * random.random())
    base, depth = random.uniform(0, 255, 3), random.uniform(5, 80)
    coarse = np.clip(base + depth * random.normal(0, 1, (cells, cells, 3)), 0, 255).astype(np.uint8)
    method = cv2.INTER_CUBIC if random.random() < 0.7 else cv2.INTER_NEAREST
    return np.asarray(cv2.resize(coarse, size, interpolation=method), np.uint8)


def _striped(random: np.random.Generator, size: tuple[int, int]) -> Image:
    """Stripes or checks of two colours at any angle."""
    y, x = np.ogrid[: size[1], : size[0]]
    y, x = y.astype(np.float32), x.astype(np.float32)
    angle, pitch = np.float32(random.uniform(0, np.pi)), random.uniform(4, 60)
    waves = np.sin((x * np.cos(angle) + y * np.sin(angle)) * np.float32(2 * np.pi / pitch))
    if random.random() < 0.5:
        waves = waves * np.sin((y * np.cos(angle) - x * np.sin(angle)) * np.float32(2 * np.pi / pitch))
    share = np.clip(0.5 + waves * np.float32(random.uniform(0.5, 6)), 0, 1)[..., None]
    one, other = random.uniform(0, 255, (2, 3)).astype(np.float32)
    return (share.astype(np.float32) * (one - other) + other).astype(np.uint8)
