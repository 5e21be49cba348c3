"""Draws what a card lies on: plain, wood, fabric, stone, printed paper, or a cluttered desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.clutter import strew, type_text
from benchmarks.specimens.ink import Colour
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.split import Split, pick
from benchmarks.specimens.style import colour
from permit_ocr.types import Image

Texture = NDArray[np.float32]
"""Lightness about 0, roughly -1..1, ``HxW``."""

_COARSE = 3
"""Textures are drawn at a third of the size: what lies under a card is mostly a little out of focus."""


def draw_backdrop(scene: Scene, card: Image, random: np.random.Generator) -> Image:
    """Draw the ground of a scene in the photo's size; ``card`` is the card that will lie on it."""
    width, height = scene.size
    shape = height // _COARSE + 1, width // _COARSE + 1
    texture = _TEXTURES.get(scene.backdrop, _plain)(shape, random)
    base = _card_colour(card) if scene.backdrop is Backdrop.SAME_COLOUR else _base(scene, random)
    depth = float(random.uniform(6, 30))
    coarse = np.clip(np.array(base, np.float32) + depth * texture[..., None], 0, 255).astype(np.uint8)
    image = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    if scene.backdrop is Backdrop.CLUTTER:
        strew(image, random, scene.split)
    if scene.backdrop is Backdrop.PRINT:
        type_text(image, random, scene.split)
    return image


def _card_colour(card: Image) -> Colour:
    """Give the card's own commonest colour: its median."""
    blue, green, red = np.median(card[::16, ::16].reshape(-1, 3), axis=0)
    return int(blue), int(green), int(red)


def _base(scene: Scene, random: np.random.Generator) -> Colour:
    """Draw a colour: wood is brown, paper white, everything else of any hue (each split has its own half)."""
    if scene.backdrop is Backdrop.WOOD:
        return colour(float(random.uniform(15, 35)), float(random.uniform(0.3, 0.7)), float(random.uniform(0.3, 0.8)))
    if scene.backdrop is Backdrop.PRINT:
        return colour(float(random.uniform(30, 60)), float(random.uniform(0, 0.1)), float(random.uniform(0.8, 0.95)))
    hue = random.uniform(0, 180) + (0 if scene.split is Split.TUNING else 180)
    greyness = pick(random, (0.05, 0.15, 0.3, 0.6))
    return colour(float(hue), greyness, float(random.uniform(0.12, 0.95)))


def _noise(shape: tuple[int, int], cells: tuple[int, int], random: np.random.Generator) -> Texture:
    """Give smooth noise with about ``cells`` (down, across) bumps."""
    coarse = random.normal(0, 0.5, (cells[0] + 2, cells[1] + 2)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)


def _plain(shape: tuple[int, int], random: np.random.Generator) -> Texture:
    return 0.4 * _noise(shape, (3, 3), random)


def _wood(shape: tuple[int, int], random: np.random.Generator) -> Texture:
    """Draw grain: stretched noise, and rings that follow it; upright or level."""
    level = bool(random.random() < 0.5)
    drawn = shape if level else (shape[1], shape[0])
    fibres = _noise(drawn, (drawn[0] // 3, 6), random)
    rings = np.sin(18 * _noise(drawn, (6, 2), random) + fibres)
    texture = (0.7 * fibres + 0.6 * rings).astype(np.float32)
    return texture if level else np.ascontiguousarray(texture.T)


def _fabric(shape: tuple[int, int], random: np.random.Generator) -> Texture:
    """Draw a weave of crossing threads."""
    y, x = np.ogrid[: shape[0], : shape[1]]
    pitch = random.uniform(1.2, 3.0)
    threads = np.sin(x * np.pi / pitch).astype(np.float32) * np.sin(y * np.pi / pitch).astype(np.float32)
    return (0.7 * threads + 0.6 * _noise(shape, (shape[0] // 4, shape[1] // 4), random)).astype(np.float32)


def _stone(shape: tuple[int, int], random: np.random.Generator) -> Texture:
    """Draw veins where smooth noise crosses zero, over speckles."""
    veins = np.exp(-6 * np.abs(_noise(shape, (7, 7), random) + 0.3 * _noise(shape, (25, 25), random)))
    return (0.8 - 1.5 * veins + 0.4 * _noise(shape, (shape[0] // 2, shape[1] // 2), random)).astype(np.float32)


_TEXTURES: Mapping[Backdrop, Callable[[tuple[int, int], np.random.Generator], Texture]] = {
    Backdrop.WOOD: _wood,
    Backdrop.FABRIC: _fabric,
    Backdrop.STONE: _stone,
}
