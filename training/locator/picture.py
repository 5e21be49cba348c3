"""A training picture, and how it is brought to the network's size."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Image, Points

PAD = 127
"""Grey of what lies outside the photo: zero for the network."""


@dataclass(slots=True)
class Picture:
    """A picture in the making."""

    image: Image
    owner: NDArray[np.int8]
    """``HxW``: which of the cards each pixel shows, counted from 1; 0 for none, -1 for what is not to be judged."""
    cards: list[Points]
    """Corners of the permits."""
    close_up: bool = False
    """Whether it is a view for a second look."""


def fitted(picture: Picture, side: int) -> Picture:
    """Scale a picture to fit ``side x side``, as the program does with photos; the rest is grey."""
    height, width = picture.image.shape[:2]
    scale = side / max(height, width)
    size = round(width * scale), round(height * scale)
    image = np.full((side, side, 3), PAD, np.uint8)
    owner = np.zeros((side, side), np.int8)
    image[: size[1], : size[0]] = cv2.resize(picture.image, size, interpolation=cv2.INTER_AREA)
    owner[: size[1], : size[0]] = cv2.resize(picture.owner, size, interpolation=cv2.INTER_NEAREST)
    factors = np.array(size, np.float32) / (width, height)
    return Picture(image, owner, [np.asarray(card * factors, np.float32) for card in picture.cards], picture.close_up)


def turned(picture: Picture, turns: int) -> Picture:
    """Turn a picture by quarter turns clockwise."""
    image, owner, cards = picture.image, picture.owner, picture.cards
    for _ in range(turns):
        height = image.shape[0]
        image, owner = np.rot90(image, -1), np.rot90(owner, -1)
        cards = [np.stack([height - card[:, 1], card[:, 0]], axis=1) for card in cards]
    return Picture(np.ascontiguousarray(image), np.ascontiguousarray(owner), cards, picture.close_up)
