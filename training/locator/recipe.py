"""Makes training pictures: permits of any pose among other things, and what the network should say of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from benchmarks.specimens import Sources
from permit_ocr.imaging.geometry import polygon_area, rectangle
from permit_ocr.types import Points
from training.locator import grounds, things
from training.locator.flats import Flat, Stock, load_stock
from training.locator.grounds import Ground
from training.locator.laying import lay, lay_other
from training.locator.picture import PAD, Picture
from training.locator.poses import Frame, draw_corners, draw_frame
from training.locator.spoil import lit, taken


@dataclass(frozen=True, slots=True)
class Material:
    """All that pictures are made of."""

    stock: Stock
    drawn: list[Ground]
    photos: list[Ground]


def load_material(cache: Path, sources: Sources) -> Material:
    """Draw or load everything that pictures are made of."""
    return Material(load_stock(cache, sources), grounds.draw_stock(), grounds.photographed(sources.scenes))


def draw_picture(random: np.random.Generator, material: Material, side: int, close_ups: float) -> Picture:
    """Draw one picture, a close-up by the chance given; its longer side has ``side`` pixels or up to a third more."""
    frame = draw_frame(random, int(side * random.uniform(1, 1.34)), close_ups)
    flat = material.stock.permits.draw(random)
    ground = _ground(random, frame, material, flat)
    picture = Picture(ground.image, np.zeros(ground.image.shape[:2], np.int8), [], frame.close_up)
    _surround(random, picture, material, frame)
    if random.random() < 0.86:
        _lay_permits(random, picture, material, frame, flat, ground.card)
    else:
        lay_other(random, picture, material.stock.others, frame.corners)
    if random.random() < 0.7:
        picture.image = taken(random, lit(random, picture.image))
    if frame.close_up and random.random() < 0.25:
        _end_the_photo(random, picture, frame)
    return picture


def _ground(random: np.random.Generator, frame: Frame, material: Material, flat: Flat) -> Ground:
    if random.random() < 0.12:
        return grounds.plain(random, frame.size, np.median(flat.levels[-1].reshape(-1, 3), axis=0).astype(np.float32))
    return grounds.lay_out(random, frame.size, material.drawn, material.photos)


def _surround(random: np.random.Generator, picture: Picture, material: Material, frame: Frame) -> None:
    """Strew things that are no permits."""
    things.strew(random, picture.image)
    for _ in range(int(random.integers(1, 3)) if random.random() < 0.3 else 0):
        corners = draw_corners(random, frame.size, float(random.uniform(0.2, 0.9)))
        lay_other(random, picture, material.stock.others, corners)
    if random.random() < 0.15:
        things.paste_scraps(random, picture.image, material.stock.permits.draw(random).levels[0])


def _lay_permits(
    random: np.random.Generator, picture: Picture, material: Material, frame: Frame, flat: Flat, lying: Points | None
) -> None:
    """Lay one permit or several; the frame's own comes last. Where a photo has a card, one may cover that."""
    permits = material.stock.permits
    if lying is not None and random.random() < 0.5 and _within(picture, lying):
        lay(random, picture, permits.draw(random), _grown(lying, 1.04, random), permit=True)
        if not frame.close_up and random.random() < 0.8:
            return
    for _ in range(int(random.integers(1, 4)) if random.random() < 0.2 else 0):
        corners = draw_corners(random, frame.size, float(random.uniform(0.25, 0.7)))
        lay(random, picture, permits.draw(random), corners, permit=True)
    lay(random, picture, flat, frame.corners, permit=True)


def _within(picture: Picture, corners: Points) -> bool:
    size = np.array(picture.image.shape[1::-1], np.float32)
    seen = cv2.intersectConvexConvex(corners, rectangle(*size.tolist()))[0]
    return float(seen) > 0.7 * abs(polygon_area(corners))


def _end_the_photo(random: np.random.Generator, picture: Picture, frame: Frame) -> None:
    """Let the photo end across the card, as it does in second looks at cards that were cut off."""
    height, width = picture.image.shape[:2]
    side = int(random.integers(4))
    start, end = frame.corners[side], frame.corners[(side + 1) % 4]
    inward = frame.corners[(side + 2) % 4] - end
    shift = inward * np.float32(random.uniform(-0.1, 0.25))
    tilt = random.normal(0, 0.03, 2)[:, None] * inward
    along = (end - start) * 3
    line = np.array([start - along, end + along], np.float32) + shift + tilt
    outside = np.array([line[0], line[1], line[1] - 6 * inward, line[0] - 6 * inward])
    cv2.fillConvexPoly(picture.image, outside.astype(np.int32), (PAD, PAD, PAD))
    gone = np.zeros((height, width), np.uint8)
    cv2.fillConvexPoly(gone, outside.astype(np.int32), (1,))
    picture.owner[gone > 0] = 0


def _grown(corners: Points, growth: float, random: np.random.Generator) -> Points:
    """Make a card's corners a little larger, and turn the card upside down by chance."""
    turned = np.roll(corners, 2, axis=0) if random.random() < 0.5 else corners
    middle = turned.mean(axis=0)
    return np.asarray(middle + (turned - middle) * growth, np.float32)
