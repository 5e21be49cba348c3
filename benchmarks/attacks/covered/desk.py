"""What comes to lie on a card on a desk, for tuning: fingers, sticky notes, pens, other cards."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.covered.things import SCALE, Plane, Thing, painted, turned
from benchmarks.specimens.belongings import bank_card
from benchmarks.specimens.split import Split, pick
from benchmarks.specimens.style import colour
from permit_ocr.permits.documents import CARD_ASPECT

_SKIN = ((172, 198, 236), (140, 172, 216), (96, 132, 184), (62, 92, 138), (44, 62, 96))
"""Blue, green, red in full light, from pale to dark."""


def finger(random: np.random.Generator, inward: float) -> Thing:
    """Draw a finger that points in a direction (radians), with the light of a round limb and often a nail."""
    radius, length = float(random.uniform(0.07, 0.1)), 0.9
    arc = np.linspace(-np.pi / 2, np.pi / 2, 30)
    tip = np.stack([1.2 * np.cos(arc), np.sin(arc)], axis=1) * radius
    outline = np.concatenate([tip, [(-length, 1.25 * radius), (-length, -1.25 * radius)]])
    turn = inward + float(random.normal(0, 0.15))
    thing = painted(turned(outline, turn), tuple(map(float, pick(random, _SKIN))), np.zeros(2))
    light = _rounded(thing.mask) * float(random.uniform(0.85, 1.05))
    image = thing.image * light[..., None]
    if random.random() < 0.6:
        _nail(image, thing.anchor, turn, radius)
    return Thing(np.clip(image, 0, 255).astype(np.uint8), thing.mask, thing.anchor)


def _rounded(mask: NDArray[np.uint8]) -> NDArray[np.float32]:
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    share = np.clip(depth / max(1.0, float(depth.max())), 0, 1)
    return np.asarray(0.55 + 0.45 * np.sqrt(1 - (1 - share) ** 2), np.float32)


def _nail(image: NDArray[np.floating], anchor: tuple[float, float], turn: float, radius: float) -> None:
    x, y = np.array(anchor) + np.array((np.cos(turn), np.sin(turn))) * 0.45 * radius * SCALE
    mask = np.zeros(image.shape[:2], np.uint8)
    axes = round(0.6 * radius * SCALE), round(0.5 * radius * SCALE)
    cv2.ellipse(
        mask, (round(float(x)), round(float(y))), axes, float(np.degrees(turn)), 0, 360, (255,), -1, cv2.LINE_AA
    )
    image *= 1 + 0.12 * (mask / 255.0)[..., None] * (1.1, 0.8, 0.7)


def note(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a sticky note, 25 to 50 mm, with a few strokes of handwriting."""
    width, height = random.uniform(0.3, 0.6, 2).tolist()
    shade = colour(
        float(pick(random, (50, 55, 60, 95, 190, 330, 25))),
        float(random.uniform(0.25, 0.75)),
        float(random.uniform(0.85, 1)),
    )
    thing = painted(
        turned(_rectangle(width, height), float(random.normal(0, 0.35))), tuple(map(float, shade)), np.zeros(2)
    )
    image = thing.image * np.linspace(1.0, float(random.uniform(0.85, 0.97)), thing.image.shape[0])[:, None, None]
    return Thing(_scribbled(image.astype(np.uint8), random), thing.mask, thing.anchor)


def _scribbled(image: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    rows, columns = image.shape[:2]
    for line in range(int(random.integers(0, 4))):
        y = rows * (0.3 + 0.16 * line)
        x = np.linspace(0.25, float(random.uniform(0.5, 0.75)), 40) * columns
        wave = y + np.cumsum(random.normal(0, 5, 40)) * 0.6 + 12 * np.sin(np.arange(40) * 1.7)
        path = np.stack([x, wave], axis=1).astype(np.int32)
        cv2.polylines(image, [path], isClosed=False, color=(90, 40, 30), thickness=4, lineType=cv2.LINE_AA)
    return image


def pen(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a pen, 8 to 13 mm thick, with the gloss of its barrel along it."""
    width = float(random.uniform(0.09, 0.15))
    rectangle = _rectangle(1.7, width)
    angle = float(random.uniform(0, np.pi))
    shade = colour(float(random.uniform(0, 360)), float(random.uniform(0, 0.9)), float(random.uniform(0.08, 0.8)))
    thing = painted(turned(rectangle, angle), tuple(map(float, shade)), np.zeros(2))
    y, x = np.mgrid[: thing.mask.shape[0], : thing.mask.shape[1]]
    across = (np.cos(angle) * (y - thing.anchor[1]) - np.sin(angle) * (x - thing.anchor[0])) / SCALE / width
    light = (
        0.55 + 0.6 * np.sqrt(np.clip(1 - (1.9 * across) ** 2, 0, 1)) + 0.9 * np.exp(-(((across + 0.18) / 0.05) ** 2))
    )
    return Thing(np.clip(thing.image * light[..., None], 0, 255).astype(np.uint8), thing.mask, thing.anchor)


def card(random: np.random.Generator, _inward: float) -> Thing:
    """Draw a bank card that lies half over the permit."""
    outline = turned(_rectangle(1.0, 1 / CARD_ASPECT), float(random.normal(0, 0.3)))
    flat = bank_card(random, Split.TUNING)
    thing = painted(outline, (0.0, 0.0, 0.0), np.zeros(2))
    rows, columns = flat.shape[:2]
    low = outline.min(axis=0)
    source = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    move = cv2.getPerspectiveTransform(source, ((outline - low) * SCALE).astype(np.float32))
    return Thing(
        np.asarray(cv2.warpPerspective(flat, move, thing.mask.shape[::-1]), np.uint8), thing.mask, thing.anchor
    )


def _rectangle(width: float, height: float) -> Plane:
    return np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2 * (width, height)
