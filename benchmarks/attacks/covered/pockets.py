"""What falls out of a pocket onto a card, for tuning: keys, crown caps, torn slips of paper, correction tape."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.covered.things import SCALE, Plane, Thing, painted, turned
from benchmarks.specimens.split import pick

_METALS = ((178, 182, 184), (150, 154, 158), (96, 160, 198), (84, 118, 160), (118, 120, 124))
"""Nickel, steel, brass, copper, zinc: blue, green, red in full light."""
_PAPERS = ((250, 250, 250), (238, 244, 248), (226, 232, 234), (222, 238, 246))
"""Bleached, office, recycled and cream paper."""
_ORIGIN = np.zeros(2)
_WHITE = (1.0, 1.0, 1.0)


def key(random: np.random.Generator, inward: float) -> Thing:
    """Draw a flat key, 50 to 62 mm: a bow with a hole, a blade with its cuts and a groove, brushed metal."""
    length, wide, bow = float(random.uniform(0.58, 0.72)), float(random.uniform(0.045, 0.06)), 0.14
    teeth = np.stack([np.linspace(0, -length * 0.6, 14), wide * random.uniform(0.1, 1.0, 14)], axis=1)
    around = np.linspace(0.35, 2 * np.pi - 0.35, 40)
    head = np.stack([-length - bow * 0.8 + bow * np.cos(around), bow * np.sin(around)], axis=1)
    thing = painted(turned(np.concatenate([teeth, head, [(0, -wide)]]), inward), _WHITE, _ORIGIN)
    along, across = _coordinates(thing, inward)
    hole = (along + length + 1.2 * bow) ** 2 + across**2 < (0.35 * bow) ** 2
    light = _lit(along * 0.7 + across, random) + _streaks(across, random)
    light -= 0.35 * np.exp(-(((across + 0.3 * wide) / 0.006) ** 2))
    image = light[..., None] * np.array(pick(random, _METALS))
    return _finished(image, np.where(hole, 0, thing.mask), thing)


def cap(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a crown cap, 26 to 32 mm: a crimped rim, a painted or bare top, light from one side."""
    radius, crimps = float(random.uniform(0.125, 0.185)), 21
    around = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    rim = radius * (1 + 0.035 * np.cos(crimps * around))
    thing = painted(np.stack([np.cos(around), np.sin(around)], axis=1) * rim[:, None], _WHITE, _ORIGIN)
    x, y = _coordinates(thing, 0.0)
    away, turn = np.hypot(x, y) / radius, np.arctan2(y, x)
    lamp = float(random.uniform(0, 2 * np.pi))
    slope = np.exp(-(((away - 0.8) / 0.12) ** 2)) * np.cos(turn - lamp)
    light = _lit(x * np.cos(lamp) + y * np.sin(lamp), random) + 0.4 * slope
    light += 0.25 * (away > 0.85) * np.cos(crimps * turn)
    top = np.array(pick(random, (*_METALS, (240, 240, 240), (60, 60, 200), (40, 40, 40))))
    shade = np.where((away < 0.72)[..., None], top, np.array(pick(random, _METALS)))
    return _finished(light[..., None] * shade, thing.mask, thing)


def slip(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a slip of white paper, torn at one side, blank or typed on, folded once."""
    width, height = float(random.uniform(0.3, 0.6)), float(random.uniform(0.16, 0.5))
    torn = np.stack([np.linspace(width / 2, -width / 2, 50), height / 2 + random.normal(0, 0.007, 50).cumsum()], axis=1)
    angle = float(random.normal(0, 0.4))
    outline = np.concatenate([[(-width / 2, -height / 2), (width / 2, -height / 2)], torn])
    thing = painted(turned(outline, angle), _WHITE, _ORIGIN)
    along, across = _coordinates(thing, angle)
    light = 1 - 0.06 * np.clip(np.sin(along * float(random.uniform(2, 6))), 0, 1)
    light -= 0.12 * np.exp(-(((along - 0.1 * width) / 0.006) ** 2))
    image = light[..., None] * np.array(pick(random, _PAPERS))
    if random.random() < 0.5:
        image *= 1 - 0.75 * _typed(thing.mask.shape, random)[..., None]
    edge = cv2.distanceTransform(thing.mask, cv2.DIST_L2, 3) / SCALE
    return _finished(image * np.where((edge < 0.006) & (across > 0), 1.05, 1.0)[..., None], thing.mask, thing)


def correction(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a run of correction tape or fluid, 4 to 7 mm high: matt, white, uneven at its ends."""
    length, height = float(random.uniform(0.2, 0.55)), float(random.uniform(0.05, 0.085))
    ends = height * (np.linspace(-0.5, 0.5, 12))
    left = np.stack([-length / 2 + random.normal(0, 0.006, 12), ends[::-1]], axis=1)
    right = np.stack([length / 2 + random.normal(0, 0.006, 12), ends], axis=1)
    angle = float(random.normal(0, 0.04))
    thing = painted(turned(np.concatenate([left, right]), angle), _WHITE, _ORIGIN)
    along, across = _coordinates(thing, angle)
    light = 1 - 0.02 * np.abs(np.sin(along * 90)) - 0.05 * np.abs(2 * across / height) ** 4
    return _finished(light[..., None] * np.array(pick(random, _PAPERS)), thing.mask, thing)


def _typed(shape: tuple[int, ...], random: np.random.Generator) -> Plane:
    """Give the ink of a few typed lines, 0..1."""
    ink, size = np.zeros(shape[:2], np.uint8), float(random.uniform(0.5, 1.1))
    for row in range(1, int(shape[0] / (40 * size)) + 1):
        text = "".join(random.choice(list("abcdefghknorst 0123456789.,"), 60).tolist())
        place = (round(20 * size), round(row * 40 * size))
        cv2.putText(ink, text, place, cv2.FONT_HERSHEY_DUPLEX, size, (255,), 1, cv2.LINE_AA)
    return np.asarray(ink, np.float64) / 255


def _lit(along: Plane, random: np.random.Generator) -> Plane:
    """Give the light that metal throws back along a direction: broad, with one bright band."""
    place, width = float(random.uniform(-0.3, 0.1)), float(random.uniform(0.05, 0.2))
    return float(random.uniform(0.6, 0.95)) + 0.35 * np.exp(-(((along - place) / width) ** 2))


def _streaks(across: Plane, random: np.random.Generator) -> Plane:
    """Give the marks of brushing, along the metal."""
    levels = random.normal(0, 0.04, 400)
    return levels[np.clip((across + 0.3) * 600, 0, 399).astype(int)]


def _coordinates(thing: Thing, angle: float) -> tuple[Plane, Plane]:
    """Give the places of a thing's picture along a direction and across it, in card widths."""
    y, x = np.mgrid[: thing.mask.shape[0], : thing.mask.shape[1]]
    x, y = (x - thing.anchor[0]) / SCALE, (y - thing.anchor[1]) / SCALE
    return x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)


def _finished(image: Plane, mask: NDArray[np.uint8], thing: Thing) -> Thing:
    return Thing(np.clip(image, 0, 255).astype(np.uint8), np.asarray(mask, np.uint8), thing.anchor)
