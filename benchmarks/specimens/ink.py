"""Prints text on a card: letter-spaced, condensed where it is too long, and measured by its ink."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from benchmarks.specimens.fonts import Typeface
from permit_ocr.types import Box, Image

Mask = NDArray[np.uint8]
"""Coverage of ink, ``HxW uint8``: 0 is paper, 255 full ink."""

Colour = tuple[int, int, int]
"""Blue, green, red; 0..255."""

_NARROWEST = 0.80
"""Type is condensed to this share of its width before it is made smaller."""
_LARGEST = 1.15
"""A line that is to fill its box grows to this much of its size before it is letter-spaced."""
_WIDEST_GAP = 0.4
"""The most that a line is letter-spaced to fill its box, in em."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is printed."""

    typeface: Typeface
    colour: Colour
    height: float = 0.8
    """Height of a capital or a Chinese character, in heights of the box."""
    gap: float = 0.0
    """Letter-spacing, in em."""
    fill: bool = False
    """Letter-space the line until it fills the box, as values of a fixed length do."""
    opacity: float = 0.95


def write(card: Image, text: str, box: Box, pen: Pen) -> Box:
    """Print a line at the left of its box, centred in height; return the box of its ink."""
    height, width = card.shape[:2]
    room = round((box.x1 - box.x0) * width)
    mask = _fitted(text, pen, room, (box.y1 - box.y0) * height)
    x = round(box.x0 * width)
    y = round((box.y0 + box.y1) / 2 * height - mask.shape[0] / 2)
    lay(card, mask, (x, y), pen.colour, pen.opacity)
    return Box(x / width, y / height, (x + mask.shape[1]) / width, (y + mask.shape[0]) / height)


def lay(card: Image, mask: Mask, corner: tuple[int, int], colour: Colour, opacity: float) -> None:
    """Blend a colour into the card through a mask from ``corner`` on, cut at the card's edges."""
    x, y = corner
    height, width = card.shape[:2]
    left, top = max(0, x), max(0, y)
    part = mask[top - y : height - y, left - x : width - x]
    area = card[top : top + part.shape[0], left : left + part.shape[1]]
    share = part[..., None].astype(np.float32) * (opacity / 255.0)
    area[:] = (area + (np.array(colour, np.float32) - area) * share + 0.5).astype(np.uint8)


def _fitted(text: str, pen: Pen, room: int, box_height: float) -> Mask:
    """Typeset a line for a box ``room`` pixels wide."""
    size = box_height * pen.height / _cap_height(pen.typeface, text)
    mask = _typeset(text, pen.typeface, size, pen.gap)
    too_long = mask.shape[1] / room
    if too_long > 1 / _NARROWEST:
        mask = _typeset(text, pen.typeface, size / (too_long * _NARROWEST), pen.gap)
    if mask.shape[1] > room:
        return np.asarray(cv2.resize(mask, (room, mask.shape[0]), interpolation=cv2.INTER_AREA), np.uint8)
    if pen.fill and len(text) > 1:
        size *= min(_LARGEST, room / mask.shape[1])
        mask = _typeset(text, pen.typeface, size, pen.gap)
        missing = (room - mask.shape[1]) / (len(text) - 1) / size
        mask = _typeset(text, pen.typeface, size, min(pen.gap + missing, _WIDEST_GAP))
    return mask


def _cap_height(typeface: Typeface, text: str) -> float:
    """Height of a full character of the text's script, in em."""
    model = "H" if text.isascii() else "国"
    _, top, _, bottom = typeface.at(100.0).getbbox(model)
    return (bottom - top) / 100.0


def _typeset(text: str, typeface: Typeface, size: float, gap: float) -> Mask:
    """Set a line in one size (pixels per em) and crop it to its ink."""
    font, stroke = typeface.at(size), typeface.stroke * size
    advances = [font.getlength(character) + gap * size for character in text]
    canvas = Pillow.new("L", (round(sum(advances) + 2 * size), round(2 * size)))
    draw, x = ImageDraw.Draw(canvas), size / 2
    for character, advance in zip(text, advances, strict=True):
        draw.text((x, 1.4 * size), character, 255, font, "ls", stroke_width=stroke)
        x += advance
    ink = canvas.getbbox() or (0, 0, 1, 1)
    return np.asarray(canvas.crop(ink))
