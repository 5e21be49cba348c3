"""Small pictures of values on a ground that changes its colour and is crossed by fine lines."""

from __future__ import annotations

import cv2
import numpy as np

from permit_ocr.quality.edits.small_lines import SmallLine
from permit_ocr.types import Box, Image

HEIGHT, TOP, WIDTH = 12, 11, 168
_BOX = Box(0.3, 0.4, 0.7, 0.45)

Colour = tuple[int, int, int]


def ground(seed: int) -> Image:
    """Draw a pale ground: a rainbow that bends, and noise."""
    rows, columns = 2 * TOP + HEIGHT, WIDTH
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    waves = [np.sin(x / 40 + y / 90 + seed + phase) for phase in (0.0, 2.1, 4.2)]
    noise = np.random.default_rng(seed).normal(0, 1.0, (rows, columns, 3))
    return np.clip(215 + 14 * np.stack(waves, axis=2) + noise, 0, 255).astype(np.uint8)


def crossed(picture: Image, colour: Colour = (150, 180, 170)) -> Image:
    """Draw fine slanting lines across a picture."""
    fine = picture.copy()
    for x in range(-40, WIDTH + 40, 6):
        cv2.line(fine, (x, 0), (x + 20, picture.shape[0]), colour, 1, cv2.LINE_AA)
    return fine


def boxed(picture: Image, colour: Colour) -> Image:
    """Paint over a value and a little more."""
    painted = picture.copy()
    painted[TOP - 2 : TOP + HEIGHT + 2] = colour
    return painted


def printed(picture: Image, text: str = "C 1 2 7 4 1", ink: Colour = (40, 40, 40)) -> SmallLine:
    """Print a value in the middle of a picture."""
    done = picture.copy()
    cv2.putText(done, text, (2, TOP + HEIGHT - 1), cv2.FONT_HERSHEY_SIMPLEX, 0.5, ink, 1, cv2.LINE_AA)
    return SmallLine(_BOX, done, float(TOP), float(HEIGHT))


def card(changed: SmallLine) -> dict[str, SmallLine]:
    """The values of a card, one of which may be changed, and the others are not."""
    others = {name: printed(crossed(ground(seed))) for seed, name in enumerate(("number", "validity", "latin_name"))}
    return {**others, "birth_date": changed}
