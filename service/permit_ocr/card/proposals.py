"""Where permits seem to lie in a photo, and which way up: a small network's answer, in milliseconds.

A first look at all of the photo finds every card roughly, or looks at its parts do where that shows none; a closer
look at each one, straightened by what the first one said, gives its corners finely. Corners that the frame cuts off are
given where they would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.card.answer import STRIDE, Answer
from permit_ocr.card.looks import SIDE, Look, Photo, closer, parts, reduced, whole
from permit_ocr.card.outlines import outlines
from permit_ocr.card.pose import plausible, pose_of
from permit_ocr.errors import ModelFileError
from permit_ocr.imaging.geometry import polygon_area, project, side_lengths
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Image, Points, Quad

BELIEVED = 0.5
"""Mean probability over a card's area from which it is proposed; on the tuning split no card had less than 0.89."""

SETTLED, CLOSER_LOOKS = 0.06, 4
"""Movement of a corner, in card heights, from which another closer look is worth its time, and how many there are at
most. Half of the one made no outlines better on the tuning split, and two are mostly enough; of six cards that only
parts of the photo showed, one was still off by a third after two."""

RIM = 0.04
"""How far, in card heights, corners may lie outside the frame of a card that counts as complete."""

SAME = 0.35
"""Distance of their middles, in card heights, below which two outlines are of the same card."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A card that seems to lie in the photo."""

    quad: Quad
    """In the photo's pixels, from the card's own upper-left corner clockwise; may reach outside the frame."""
    score: float
    """Mean probability that what lies within the outline is a permit, 0..1."""


class CardLocator:
    """Proposes outlines of permits. Not for use by several threads at once: the network keeps its intermediates."""

    def __init__(self, weights: Path) -> None:
        try:
            self._net = cv2.dnn.readNetFromONNX(str(weights))
        except cv2.error as error:
            raise ModelFileError(f"{weights} is not a network that OpenCV reads: {error}") from error

    def propose(self, photo: Image) -> list[Proposal]:
        """The cards in ``HxWx3 uint8 BGR``: complete ones first, the larger before the smaller."""
        small = reduced(photo)
        kept = self._seen(small, [small]) or self._seen(small, parts(small))
        kept.sort(key=lambda found: (_overshoot(found[0], photo) > RIM, -polygon_area(found[0])))
        return [Proposal(Quad.from_array(corners), score) for corners, score in kept]

    def _seen(self, photo: Photo, pieces: Sequence[Photo]) -> list[tuple[Points, float]]:
        """The cards that first looks at pieces of the photo give, once each, with their scores."""
        first = map(whole, pieces)
        rough = [project(look.to_photo, corners) for look in first for corners in outlines(self._ask(look))]
        refined = [self._refined(photo, corners) for corners in rough if _possible(corners)]
        kept: list[tuple[Points, float]] = []
        for corners, score in sorted(filter(None, refined), key=lambda found: -found[1]):
            if all(_apart(corners, other) >= SAME for other, _ in kept):
                kept.append((corners, score))
        return kept

    def _refined(self, photo: Photo, corners: Points) -> tuple[Points, float] | None:
        """The corners as closer looks have them, and the score; nothing where they see no card."""
        score = 0.0
        for _ in range(CLOSER_LOOKS):
            look = closer(photo, corners)
            answer = self._ask(look)
            seen = min(outlines(answer), key=_off_middle, default=None)
            before, corners = corners, corners if seen is None else project(look.to_photo, seen)
            if seen is None or not _possible(corners):
                return None
            score = _score(answer, seen, look.shown)
            if float(np.linalg.norm(corners - before, axis=1).max()) < SETTLED * _height(corners):
                break
        return (corners, score) if score >= BELIEVED else None

    def _ask(self, look: Look) -> Answer:
        self._net.setInput(cv2.dnn.blobFromImage(look.image, 1 / 127.5, (SIDE, SIDE), (127.0, 127.0, 127.0)))
        return Answer.read(np.asarray(self._net.forward(), np.float32)[0])


def _possible(corners: Points) -> bool:
    return bool(np.isfinite(corners).all()) and plausible(pose_of(Quad.from_array(corners), CARD_ASPECT), CARD_ASPECT)


def _off_middle(corners: Points) -> float:
    return float(np.linalg.norm(corners.mean(axis=0) - SIDE / 2))


def _height(corners: Points) -> float:
    return side_lengths(Quad.from_array(corners))[1]


def _score(answer: Answer, corners: Points, shown: NDArray[np.bool_]) -> float:
    """Mean probability of the cells within an outline (pixels of the look), where the photo shows something."""
    inside = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillConvexPoly(inside, np.round(corners).astype(np.int32), (1,))
    cells = ((inside > 0) & shown)[STRIDE // 2 :: STRIDE, STRIDE // 2 :: STRIDE]
    return float(answer.probability[cells].mean()) if cells.any() else 0.0


def _overshoot(corners: Points, photo: Image) -> float:
    """How far the outermost corner lies outside the frame, in card heights."""
    size = np.array(photo.shape[1::-1], np.float32)
    return float(np.maximum(-corners, corners - size).max()) / max(_height(corners), 1.0)


def _apart(one: Points, other: Points) -> float:
    """Distance of the middles of two outlines, in heights of the smaller card."""
    distance = np.linalg.norm(one.mean(axis=0) - other.mean(axis=0))
    return float(distance) / max(min(_height(one), _height(other)), 1.0)
