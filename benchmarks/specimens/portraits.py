"""Prints the holder's portrait on a card: the large one, and its faint ghost."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.faces import Face
from benchmarks.specimens.ink import Colour
from permit_ocr.types import Box, Image

_SHOULDERS = 0.97
"""The portrait is cut so that this much of the face photo's height is kept."""


def print_portrait(card: Image, face: Face, box: Box, *, borderless: bool, random: np.random.Generator) -> None:
    """Print the portrait into its box, on its own ground or fading into the card."""
    image, person = _shaped(face, card, box)
    noise = random.normal(0, 3, image.shape[:2]).astype(np.float32)[..., None]
    alpha = person * _faded_edges(person.shape) if borderless else np.ones_like(person)
    _blend(card, np.clip(image + noise, 0, 255), alpha * 0.97, box)


def frame_portrait(card: Image, box: Box, ink: Colour) -> None:
    """Draw a thin line around a portrait."""
    height, width = card.shape[:2]
    start, end = (round(box.x0 * width), round(box.y0 * height)), (round(box.x1 * width), round(box.y1 * height))
    cv2.rectangle(card, start, end, ink, 3, cv2.LINE_AA)


def print_ghost(card: Image, face: Face, box: Box, tint: float) -> None:
    """Print the small second portrait: one colour, faint. ``tint`` 0..1 goes from blue to red."""
    image, person = _shaped(face, card, box)
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32)[..., None] / 255.0
    ink = np.array((150 - 60 * tint, 90, 90 + 60 * tint), np.float32)
    _blend(card, ink + (255 - ink) * grey, person * _faded_edges(person.shape) * 0.5, box)


def _shaped(face: Face, card: Image, box: Box) -> tuple[Image, NDArray[np.float32]]:
    """Cut the face to the box's aspect, centred, and scale it to the box's size."""
    height, width = card.shape[:2]
    size = round((box.x1 - box.x0) * width), round((box.y1 - box.y0) * height)
    rows, columns = face.image.shape[:2]
    kept_rows = int(rows * _SHOULDERS)
    kept = min(columns, int(kept_rows * size[0] / size[1]))
    window = slice(0, kept_rows), slice((columns - kept) // 2, (columns + kept) // 2)
    image = cv2.resize(face.image[window], size, interpolation=cv2.INTER_CUBIC)
    person = cv2.resize(face.person[window], size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(image, np.uint8), np.asarray(person, np.float32)


def _faded_edges(shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Give 1 inside, falling to 0 over the outer eighth at the sides and below, and briefly at the top."""
    rows, columns = shape
    across = np.clip(np.minimum(np.arange(columns), np.arange(columns)[::-1]) / (columns / 8), 0, 1)
    down = np.clip(np.minimum(np.arange(rows) / (rows / 25), np.arange(rows)[::-1] / (rows / 8)), 0, 1)
    return (down[:, None] * across[None, :]).astype(np.float32)


def _blend(card: Image, image: NDArray[np.floating], alpha: NDArray[np.float32], box: Box) -> None:
    x, y = round(box.x0 * card.shape[1]), round(box.y0 * card.shape[0])
    area = card[y : y + image.shape[0], x : x + image.shape[1]]
    area[:] = (area + (image - area) * alpha[..., None]).astype(np.uint8)
