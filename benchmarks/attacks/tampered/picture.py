"""The picture that a forger works on: a finished photo, or the flat card before it is photographed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.attack import Case
from benchmarks.specimens import Sample, Specimen, take_photo
from benchmarks.specimens.warp import box_to_photo
from permit_ocr.imaging.decode import decode
from permit_ocr.types import Box, Image, Quad

Share = NDArray[np.float32]
"""How much of a pixel an edit replaces, ``HxW``, 0..1."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, and where the places of the card are in it."""

    image: Image
    """``HxWx3 uint8 BGR``; edits change it in place."""
    place: Callable[[Box], Quad]
    """From a box in fractions of the card to its corners in pixels of the image."""
    specimen: Specimen
    """The card as it was before."""

    def covering(self, box: Box) -> Share:
        """Give the pixels that a box of the card covers."""
        mask = np.zeros(self.image.shape[:2], np.uint8)
        corners = np.round(self.place(box).to_array() * 16).astype(np.int32)
        cv2.fillConvexPoly(mask, corners, (255,), cv2.LINE_AA, 4)
        return (mask / 255).astype(np.float32)

    def window(self, box: Box, reach: float) -> tuple[slice, slice]:
        """Give the rows and columns of the image about a box, with ``reach`` of its height more on every side."""
        corners = self.place(box).to_array()
        more = reach * float(np.linalg.norm(corners[3] - corners[0])) + 2
        left, top = np.maximum(np.floor(corners.min(axis=0) - more), 0).astype(int)
        right, bottom = np.ceil(corners.max(axis=0) + more).astype(int)
        return slice(int(top), int(bottom)), slice(int(left), int(right))


def flat_picture(specimen: Specimen) -> Picture:
    """Give the flat card, of which a copy is worked on."""
    height, width = specimen.image.shape[:2]
    scale = np.array((width, height), np.float32)

    def place(box: Box) -> Quad:
        corners = np.array([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)], np.float32)
        return Quad.from_array(corners * scale)

    return Picture(specimen.image.copy(), place, specimen)


def photo_picture(case: Case, specimen: Specimen) -> tuple[Picture, Sample]:
    """Give the finished photo of a card, to be worked on, and the truth about it."""
    sample = take_photo(specimen, case.scene(), case.sources)

    def place(box: Box) -> Quad:
        return box_to_photo(box, sample.scene.card, sample.scene.warp)

    return Picture(decode(sample.jpeg), place, specimen), sample


def photographed(case: Case, picture: Picture) -> Sample:
    """Photograph an edited flat card in the circumstances of the case."""
    return take_photo(replace(picture.specimen, image=picture.image), case.scene(), case.sources)
