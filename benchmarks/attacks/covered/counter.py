"""What comes to lie on a card at a counter, for reporting: gloved and bare thumbs, coins, receipts, tape, stickers."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.covered.things import SCALE, Plane, Thing, painted, turned
from benchmarks.specimens.split import pick

_SURFACES = (
    (206, 222, 242), (118, 150, 200), (84, 112, 164), (52, 76, 120), (36, 48, 74),
    (196, 140, 60), (232, 232, 228), (42, 40, 40),
)  # fmt: skip
"""Skins from pale to dark, then gloves of nitrile, latex and rubber: blue, green, red in full light."""


def thumb(random: np.random.Generator, inward: float) -> Thing:
    """Draw a thumb, bare or gloved, lit from one side, with creases across its joint and a mottled surface."""
    wide, angle = float(random.uniform(0.085, 0.125)), inward + float(random.normal(0, 0.3))
    along = np.linspace(0, 1, 60)
    half = wide * np.minimum(1, np.sqrt(np.clip(along / 0.16, 0, 1))) * (1 + 0.1 * np.sin(5.5 * along) + 0.25 * along)
    side = np.stack([1.1 * wide - 1.1 * along, half], axis=1)
    thing = painted(turned(np.concatenate([side, (side * (1, -1))[::-1]]), angle), (1.0, 1.0, 1.0), np.zeros(2))
    depth, across = _coordinates(thing, angle)
    light = 0.8 + 0.28 * np.tanh(across / wide) - 0.35 * (across / wide / 1.3) ** 2
    for joint in random.uniform(0.16, 0.5, 4):
        light -= 0.12 * np.exp(-(((-depth - joint) / 0.008) ** 2))
    mottled = 1 + _noise(thing.mask.shape, 26, 0.035, random) + _noise(thing.mask.shape, 5, 0.015, random)
    image = np.clip(light, 0.25, 1.1)[..., None] * mottled[..., None] * np.array(pick(random, _SURFACES))
    return Thing(np.clip(image, 0, 255).astype(np.uint8), thing.mask, thing.anchor)


def coin(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a coin, 19 to 28 mm, its relief lit from one side."""
    radius = float(random.uniform(0.11, 0.165))
    thing = painted(_circle(radius), (1.0, 1.0, 1.0), np.zeros(2))
    away, around = _polar(thing)
    height = _noise(thing.mask.shape, 14, 6, random) + 12 * np.exp(-(((away - 0.92 * radius) / 0.012) ** 2))
    slope = cv2.Sobel(height.astype(np.float32), cv2.CV_32F, 1, 1, ksize=5) / 60
    metal = np.array(pick(random, ((168, 172, 176), (92, 150, 190), (70, 96, 150))))
    image = metal * (0.75 + 0.35 * np.cos(around * 2 + 1) ** 2 + slope)[..., None]
    return Thing(np.clip(image, 0, 255).astype(np.uint8), thing.mask, thing.anchor)


def receipt(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a strip of thermal paper, 40 to 60 mm wide, curled, with faint columns of print."""
    width, height = float(random.uniform(0.45, 0.7)), float(random.uniform(0.5, 1.1))
    angle = float(random.choice((0, np.pi / 2)) + random.normal(0, 0.25))
    thing = painted(turned(_box(width, height), angle), (1.0, 1.0, 1.0), np.zeros(2))
    along, across = _coordinates(thing, angle)
    paper = 238 + 12 * np.sin(across * float(random.uniform(3, 9)) + 1)
    rows = (np.sin(across * 150) > 0.1) & (np.sin(along * 310 + 3 * np.sin(across * 40)) > -0.2)
    inside = (np.abs(along) < width * 0.42) & (np.floor(across * 150 / 2 / np.pi) % 5 != 0)
    image = np.where((rows & inside)[..., None], 95.0, paper[..., None]) * np.array((0.98, 1.0, 1.0))
    return Thing(np.clip(image, 0, 255).astype(np.uint8), thing.mask, thing.anchor)


def tape(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a strip of tape, 5 to 12 mm wide: black, white, brown or silver, a little creased."""
    length, height = float(random.uniform(0.3, 0.7)), float(random.uniform(0.06, 0.14))
    angle = float(random.normal(0, 0.12))
    shade = np.array(pick(random, ((24, 22, 22), (18, 18, 20), (225, 232, 236), (88, 132, 176), (160, 160, 160))))
    thing = painted(turned(_box(length, height), angle), (1.0, 1.0, 1.0), np.zeros(2))
    image = (
        shade * (1 + _noise(thing.mask.shape, 40, 0.06, random))[..., None]
        + _noise(thing.mask.shape, 3, 1.5, random)[..., None]
    )
    return Thing(np.clip(image, 0, 255).astype(np.uint8), thing.mask, thing.anchor)


def sticker(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a printed sticker: rings of two colours about a star, round."""
    radius = float(random.uniform(0.12, 0.22))
    thing = painted(_circle(radius), (1.0, 1.0, 1.0), np.zeros(2))
    away, around = _polar(thing)
    star = away < radius * (0.45 + 0.15 * np.cos(5 * around))
    first, second = random.uniform(20, 250, 3), random.uniform(20, 250, 3)
    image = np.where((star | (away > 0.85 * radius))[..., None], first, second)
    return Thing(np.asarray(image, np.uint8), thing.mask, thing.anchor)


def _circle(radius: float) -> Plane:
    around = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    return np.stack([np.cos(around), np.sin(around)], axis=1) * radius


def _box(width: float, height: float) -> Plane:
    return np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2 * (width, height)


def _offsets(thing: Thing) -> tuple[Plane, Plane]:
    y, x = np.mgrid[: thing.mask.shape[0], : thing.mask.shape[1]]
    return (x - thing.anchor[0]) / SCALE, (y - thing.anchor[1]) / SCALE


def _coordinates(thing: Thing, angle: float) -> tuple[Plane, Plane]:
    """Give the places of a thing's picture along a direction and across it, in card widths."""
    x, y = _offsets(thing)
    return x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)


def _polar(thing: Thing) -> tuple[Plane, Plane]:
    x, y = _offsets(thing)
    return np.hypot(x, y), np.arctan2(y, x)


def _noise(shape: tuple[int, ...], grain: int, strength: float, random: np.random.Generator) -> NDArray[np.float32]:
    rows, columns = max(2, shape[0] // grain), max(2, shape[1] // grain)
    coarse = random.normal(0, strength, (rows, columns)).astype(np.float32)
    return np.asarray(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)
