"""Draws what a card lies on: plain, wood, stone, cloth, printed paper, a cluttered desk, the glass of a scanner."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens import cloths
from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.clutter import strew, type_text
from benchmarks.specimens.ground import DRAWN_WIDTH, waves
from benchmarks.specimens.ink import Colour
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.split import Split, pick
from benchmarks.specimens.style import colour
from permit_ocr.types import Image

Texture = NDArray[np.float32]
"""Lightness about 0, roughly -1..1, ``HxW``."""

_SAME = (Backdrop.SAME_COLOUR, Backdrop.SAME_PATTERN)
_COARSE = 3
"""Textures are drawn at a third of the size: what lies under a card is mostly a little out of focus."""


def draw_backdrop(scene: Scene, card: Image, random: np.random.Generator) -> Image:
    """Draw the ground of a scene in the photo's size; ``card`` is the card that will lie on it."""
    width, height = scene.size
    shape = height // _COARSE + 1, width // _COARSE + 1
    texture = _TEXTURES.get(scene.backdrop, _plain)(shape, random)
    base = _card_colour(card) if scene.backdrop in _SAME else _base(scene, random)
    depth = float(random.uniform(0, 3) if scene.backdrop is Backdrop.SCAN else random.uniform(6, 30))
    coarse = np.array(base, np.float32) + depth * texture[..., None]
    if scene.backdrop in _COVERS:
        coarse = _covered(coarse, scene, random)
    small = np.clip(coarse, 0, 255).astype(np.uint8)
    image = np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    _finish(image, scene, random)
    return image


def _covered(coarse: Texture, scene: Scene, random: np.random.Generator) -> Texture:
    """Bring in a second colour, as strongly as the pattern says."""
    cover = _COVERS[scene.backdrop](coarse.shape[:2], random)[..., None]
    second = np.array(_base(scene, random), np.float32)
    if random.random() < 0.4:
        second = np.full(3, 225, np.float32)
    return np.asarray(coarse + cover * (second - coarse) * np.float32(random.uniform(0.4, 1)), np.float32)


def _finish(image: Image, scene: Scene, random: np.random.Generator) -> None:
    """Add what must be drawn at full size, in place: things, print, fine lines."""
    if scene.backdrop is Backdrop.CLUTTER:
        strew(image, random, scene.split)
    if scene.backdrop in (Backdrop.PRINT, Backdrop.MAP):
        type_text(image, random, scene.split, lines=40 if scene.backdrop is Backdrop.PRINT else 9)
    if scene.backdrop is Backdrop.SAME_PATTERN:
        _rule_like_a_card(image, edge_width(scene.card.to_array()), random)


def _rule_like_a_card(image: Image, card_width: float, random: np.random.Generator) -> None:
    """Draw the lines of a card's guilloche over the whole picture, at the size that they have on the card."""
    scale = card_width / DRAWN_WIDTH
    place = np.array([(1 / scale, 0, random.uniform(0, DRAWN_WIDTH)), (0, 1 / scale, random.uniform(0, 500))])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    pattern = cv2.GaussianBlur(waves(random), (0, 0), max(0.3, 0.4 / scale))
    lines = cv2.warpAffine(pattern, place, image.shape[1::-1], flags=flags, borderMode=cv2.BORDER_REFLECT_101)
    ink = cv2.convertScaleAbs(np.asarray(lines), alpha=float(random.uniform(0.1, 0.22)))
    cv2.subtract(image, cv2.cvtColor(ink, cv2.COLOR_GRAY2BGR), dst=image)


def _card_colour(card: Image) -> Colour:
    """Give the card's own commonest colour: its median."""
    blue, green, red = np.median(card[::16, ::16].reshape(-1, 3), axis=0)
    return int(blue), int(green), int(red)


def _base(scene: Scene, random: np.random.Generator) -> Colour:
    """Draw a colour: wood is brown, paper white, everything else of any hue (each split has its own half)."""
    if scene.backdrop is Backdrop.WOOD:
        return colour(float(random.uniform(15, 35)), float(random.uniform(0.3, 0.7)), float(random.uniform(0.3, 0.8)))
    if scene.backdrop is Backdrop.SCAN:
        return _lid(scene.split, random)
    if scene.backdrop in (Backdrop.PRINT, Backdrop.MAP):
        return colour(float(random.uniform(30, 60)), float(random.uniform(0, 0.1)), float(random.uniform(0.8, 0.95)))
    hue = random.uniform(0, 180) + (0 if scene.split is Split.TUNING else 180)
    greyness = pick(random, (0.05, 0.15, 0.3, 0.6))
    return colour(float(hue), greyness, float(random.uniform(0.12, 0.95)))


def _lid(split: Split, random: np.random.Generator) -> Colour:
    """Draw the lid of a scanner: white, or else grey or black."""
    shade = pick(random, ((243, 256),) if split is Split.TUNING else ((150, 240), (150, 240), (8, 40)))
    grey = int(random.integers(*shade))
    return grey, grey, grey


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

_COVERS: Mapping[Backdrop, Callable[[tuple[int, int], np.random.Generator], Texture]] = {
    Backdrop.CHECK: cloths.check,
    Backdrop.STRIPES: cloths.stripes,
    Backdrop.TILES: cloths.tiles,
    Backdrop.DAMASK: cloths.damask,
    Backdrop.DOTS: cloths.dots,
    Backdrop.MAP: cloths.land,
}
