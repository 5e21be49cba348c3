"""The printed ground of a card: tints that run into each other and fine guilloche lines over them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.ink import Colour, Mask
from benchmarks.specimens.style import Style
from permit_ocr.types import Image

CARD_WIDTH, CARD_HEIGHT = 2022, 1276
"""Pixels of a flat card: 85.6 x 54 mm at 600 dpi."""

DRAWN_WIDTH, DRAWN_HEIGHT = CARD_WIDTH // 2, CARD_HEIGHT // 2
"""The ground is drawn at half the size and enlarged: its lines are soft in print, and it takes a quarter of
the time."""

_SUBPIXEL = 4
"""Bits of the fractions in which OpenCV takes the points of a line."""


def draw_ground(style: Style, artwork: Sequence[Mask], random: np.random.Generator) -> Image:
    """Draw an empty card ``1276x2022``: three tints, guilloches in two inks, line drawings in the second."""
    card = _tinted(random, style.tints)
    patterns: list[int] = random.permutation(len(_PATTERNS)).tolist()
    for place in patterns[: int(random.integers(1, 4))]:
        ink_in(card, _PATTERNS[place](random), _blend(style.inks, random), float(random.uniform(0.15, 0.6)))
    for drawing in artwork:
        ink_in(card, drawing, _plain(style.inks[1]), float(random.uniform(0.2, 0.5)))
    return np.asarray(cv2.resize(card, (CARD_WIDTH, CARD_HEIGHT), interpolation=cv2.INTER_LINEAR), np.uint8)


def empty() -> Mask:
    """Give a mask of the size in which the ground is drawn."""
    return np.zeros((DRAWN_HEIGHT, DRAWN_WIDTH), np.uint8)


def _plain(ink: Colour) -> Image:
    """Give a picture of one colour; channel by channel, which is far quicker than all at once."""
    return np.asarray(cv2.merge([np.full((DRAWN_HEIGHT, DRAWN_WIDTH), value, np.uint8) for value in ink]), np.uint8)


def ink_in(card: Image, mask: Mask, colours: Image, opacity: float) -> None:
    """Blend a picture of colours into the card of the same size through a mask, in place."""
    alpha = cv2.cvtColor(cv2.convertScaleAbs(mask, alpha=opacity), cv2.COLOR_GRAY2BGR)
    kept = cv2.multiply(card, 255 - alpha, scale=1 / 255)
    cv2.add(kept, cv2.multiply(colours, alpha, scale=1 / 255), dst=card)


def stroke(mask: Mask, points: NDArray[np.floating], thickness: int = 1) -> None:
    """Draw one open curve (``Nx2``, pixels) into a mask, smoothly."""
    fixed = np.round(points * (1 << _SUBPIXEL)).astype(np.int32)
    cv2.polylines(
        mask,
        [fixed],
        isClosed=False,
        color=(255,),
        thickness=thickness,
        lineType=cv2.LINE_AA,
        shift=_SUBPIXEL,
    )


def _tinted(random: np.random.Generator, tints: tuple[Colour, Colour, Colour]) -> Image:
    """Spread three tints over the card as a coarse grid that is smoothed to full size."""
    first, second, third = (np.array(tint, np.float32) for tint in tints)
    corners = np.array([[first, second, first], [second, third, first]], np.float32)
    corners += random.normal(0, 3, corners.shape).astype(np.float32)
    smooth = cv2.resize(corners, (64, 40), interpolation=cv2.INTER_CUBIC)
    full = cv2.resize(np.clip(smooth, 0, 255), (DRAWN_WIDTH, DRAWN_HEIGHT), interpolation=cv2.INTER_LINEAR)
    return full.astype(np.uint8)


def _blend(inks: tuple[Colour, Colour], random: np.random.Generator) -> Image:
    """Give a picture in which one ink runs into the other from left to right: a rainbow print."""
    ramp = np.linspace(0, np.pi * random.uniform(1, 3), DRAWN_WIDTH, dtype=np.float32)
    share = (0.5 - 0.5 * np.cos(ramp))[None, :, None]
    row = np.array(inks[0], np.float32) * (1 - share) + np.array(inks[1], np.float32) * share
    return np.repeat(row.astype(np.uint8), DRAWN_HEIGHT, axis=0)


def waves(random: np.random.Generator) -> Mask:
    """Draw bands of waves whose phase drifts from line to line, so that they cross in moving nodes."""
    mask = empty()
    x = np.linspace(-10, DRAWN_WIDTH + 10, 200, dtype=np.float32)
    pitch, depth = random.uniform(6, 16), random.uniform(9, 35)
    slow, fast = random.uniform(0.004, 0.012), random.uniform(0.016, 0.04)
    drift, lean = random.uniform(0.05, 0.25), random.uniform(-0.15, 0.15)
    for line in range(-8, int(DRAWN_HEIGHT / pitch) + 8):
        bend = np.sin(slow * x + drift * line) + 0.4 * np.sin(fast * x - 1.7 * drift * line)
        stroke(mask, np.stack([x, line * pitch + depth * bend + lean * (x - DRAWN_WIDTH / 2)], axis=1))
    return mask


def _rosettes(random: np.random.Generator) -> Mask:
    """Draw a few rosettes: rings of petals, each turned a little against the one before."""
    mask = empty()
    turn = np.linspace(0, 2 * np.pi, 300, dtype=np.float32)
    for _ in range(int(random.integers(2, 4))):
        centre = random.uniform((250, 75), (DRAWN_WIDTH - 75, DRAWN_HEIGHT - 125))
        radius, petals = random.uniform(80, 210), int(random.integers(6, 15))
        swing, twist = random.uniform(0.1, 0.35), random.uniform(0.1, 0.4)
        for ring in range(int(random.integers(12, 22))):
            reach = radius * (0.25 + 0.05 * ring) * (1 + swing * np.sin(petals * turn + twist * ring))
            stroke(mask, centre + reach[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1))
    return mask


def _rings(random: np.random.Generator) -> Mask:
    """Draw wavy rings about one point, from the middle of the card to beyond its edges."""
    mask = empty()
    turn = np.linspace(0, 2 * np.pi, 400, dtype=np.float32)
    arms = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    centre = random.uniform((0, 0), (DRAWN_WIDTH, DRAWN_HEIGHT))
    pitch, lobes, swing = random.uniform(8, 18), int(random.integers(5, 30)), random.uniform(0.01, 0.08)
    for ring in range(2, int(DRAWN_WIDTH / pitch)):
        stroke(mask, centre + (ring * pitch * (1 + swing * np.sin(lobes * turn + 0.15 * ring)))[:, None] * arms)
    return mask


def _lattice(random: np.random.Generator) -> Mask:
    """Draw two sets of gently bent lines that cross in lozenges."""
    mask = empty()
    x = np.linspace(-10, DRAWN_WIDTH + 10, 60, dtype=np.float32)
    pitch, lean, bend = random.uniform(10, 26), random.uniform(0.25, 1.2), random.uniform(0, 22)
    for sign in (-1, 1):
        drop = lean * DRAWN_WIDTH
        for start in np.arange(-drop, DRAWN_HEIGHT + drop, pitch):
            stroke(mask, np.stack([x, start + sign * lean * x + bend * np.sin(0.02 * x)], axis=1))
    return mask


_PATTERNS = (waves, _rosettes, _rings, _lattice)
