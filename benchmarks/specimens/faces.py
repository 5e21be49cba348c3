"""Faces for the portraits: a folder of photographs, or the public-domain one that comes with the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.pictures import read_picture
from benchmarks.specimens.split import Split, pick, share
from permit_ocr.types import Image

_SHIPPED = Path(__file__).parent / "faces"
_SIDE = 384
"""Faces are worked on at this many pixels a side: about what the printed portrait resolves."""


_STEP = (4, 4, 4)
"""How far neighbouring pixels of a plain background differ at most, in grey levels of each colour."""


@dataclass(frozen=True, slots=True)
class Face:
    """A head and shoulders on a plain ground, and where the person is (``HxW float32``, 0..1)."""

    image: Image
    person: NDArray[np.float32]


def draw_face(folder: Path | None, split: Split, random: np.random.Generator, sex: str) -> Face:
    """Draw a face of a split, flipped, cropped and toned at random, on white or light blue.

    Where file names begin with ``female`` or ``male``, the face is of the holder's sex.
    """
    face = _cut_out(pick(random, _files(folder or _SHIPPED, split, sex)))
    image, person = _cropped(_toned(face.image, random), face.person, random)
    ground = np.array(pick(random, ((250, 250, 250), (244, 236, 226), (240, 222, 200))), np.float32)
    blended = image * person[..., None] + ground * (1 - person[..., None])
    return Face(blended.astype(np.uint8), person)


@lru_cache
def _files(folder: Path, split: Split, sex: str) -> tuple[Path, ...]:
    files = sorted(folder.glob("*.jpg"))
    if len(files) > 1:
        names = set(share([file.name for file in files], split))
        files = [file for file in files if file.name in names]
    wanted = "male" if sex == "男" else "female"
    return tuple(file for file in files if file.name.startswith(wanted)) or tuple(files)


@lru_cache(maxsize=256)
def _cut_out(file: Path) -> Face:
    """Separate the person from the background, which is plain: it is flooded from the upper corners."""
    image = cv2.resize(read_picture(file), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    small = np.asarray(cv2.medianBlur(cv2.resize(image, (128, 128), interpolation=cv2.INTER_AREA), 5), np.uint8)
    flooded = np.zeros((130, 130), np.uint8)
    for corner in ((2, 2), (125, 2)):
        cv2.floodFill(small, flooded, corner, (0,), _STEP, _STEP, cv2.FLOODFILL_MASK_ONLY)
    # A pixel less all round, lest a rim of the old background show.
    inside = cv2.erode(1 - flooded[1:-1, 1:-1].astype(np.float32), np.ones((3, 3), np.uint8))
    person = cv2.GaussianBlur(cv2.resize(inside, (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC), (0, 0), 3)
    return Face(np.asarray(image, np.uint8), np.clip(person, 0, 1).astype(np.float32))


def _toned(image: Image, random: np.random.Generator) -> Image:
    gain, lift = random.uniform(0.85, 1.1), random.uniform(0, 14)
    warmth = random.uniform(0.95, 1.05)
    toned = image * np.array([gain / warmth, gain, gain * warmth], np.float32) + lift
    return np.clip(toned, 0, 255).astype(np.uint8)


def _cropped(
    image: Image, person: NDArray[np.float32], random: np.random.Generator
) -> tuple[Image, NDArray[np.float32]]:
    """Cut out up to a tenth at random, leave room above the head, and mirror every other face."""
    side = int(_SIDE * random.uniform(0.9, 1.0))
    left = int(random.integers(_SIDE - side + 1))
    window, step = slice(left, left + side), int(pick(random, (1, -1)))
    above = int(side * random.uniform(0.08, 0.16))
    picture = cv2.copyMakeBorder(image[:side, window][:, ::step], above, 0, 0, 0, cv2.BORDER_REPLICATE)
    outline = cv2.copyMakeBorder(person[:side, window][:, ::step], above, 0, 0, 0, cv2.BORDER_CONSTANT)
    return np.asarray(picture, np.uint8), np.asarray(outline, np.float32)
