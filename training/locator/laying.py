"""Lays documents into a training picture, and notes what each pixel then shows."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.imaging.geometry import homography, project, rectangle
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Points
from training.locator import things
from training.locator.flats import Flat, Flats, flat_mask
from training.locator.picture import Picture
from training.locator.spoil import reprinted

SEEN = 0.5
"""Share of a card within the frame that must be left uncovered for the card to count, one way or the other."""


def lay(random: np.random.Generator, picture: Picture, flat: Flat, corners: Points, *, permit: bool = False) -> None:
    """Lay a flat onto its corners, with its shadow and what holds it, and note which pixels it takes."""
    left, top, right, bottom = _bounds(corners, picture.image)
    if right - left < 2 or bottom - top < 2:
        return
    things.shade(random, picture.image, corners)
    longest = float(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1).max())
    small = reprinted(random, flat.for_width(longest))
    outline = flat_mask(*small.shape[1::-1])
    if flat.aspect < 1 or random.random() < 0.1:
        outline = np.full_like(outline, 255)
    # Corners are edges of pixels; the warp counts from the middle of the first.
    half = np.float32(0.5)
    flat_corners = rectangle(small.shape[1], small.shape[0])
    matrix = homography(flat_corners - half, corners - np.array((left, top), np.float32) - half)
    size = right - left, bottom - top
    warped = cv2.warpPerspective(small, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alpha = np.asarray(cv2.warpPerspective(outline, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)
    area, cover = picture.image[top:bottom, left:right], cv2.cvtColor(alpha, cv2.COLOR_GRAY2BGR)
    area[:] = cv2.add(cv2.multiply(area, 255 - cover, scale=1 / 255), cv2.multiply(warped, cover, scale=1 / 255))
    if random.random() < 0.08:
        things.sleeve(random, picture.image, corners)
    if random.random() < 0.25:
        things.fingers(random, picture.image, corners)
    inside = np.zeros(picture.owner.shape, np.bool_)
    inside[top:bottom, left:right] = alpha > 127
    _claim(picture, inside, corners if permit else None, judged=not flat.alike)


def _bounds(corners: Points, image: Image) -> tuple[int, int, int, int]:
    """Give the part of the picture that a card can reach: left, top, right, bottom."""
    left, top = np.maximum(np.floor(corners.min(axis=0)), 0).astype(int).tolist()
    right, bottom = np.minimum(np.ceil(corners.max(axis=0)), image.shape[1::-1]).astype(int).tolist()
    return left, top, right, bottom


def _claim(picture: Picture, inside: NDArray[np.bool_], corners: Points | None, *, judged: bool) -> None:
    """Take pixels over, and stop counting those cards of which too little is left."""
    picture.owner[inside] = 0 if judged else -1
    if corners is not None:
        picture.cards.append(corners)
        picture.owner[inside] = len(picture.cards)
    frame = rectangle(picture.image.shape[1], picture.image.shape[0])
    for number, card in enumerate(picture.cards, start=1):
        own = picture.owner == number
        if float(own.sum()) < SEEN * max(float(cv2.intersectConvexConvex(card, frame)[0]), 1.0):
            picture.owner[own] = -1


def lay_other(random: np.random.Generator, picture: Picture, others: Flats, corners: Points) -> None:
    """Lay a document that is no permit where a permit could lie, in its own shape."""
    other = others.draw(random)
    wide = other.aspect / CARD_ASPECT
    own = rectangle(wide, 1) + np.array(((1 - wide) / 2, 0), np.float32)
    lay(random, picture, other, project(homography(rectangle(1, 1), corners), own))
