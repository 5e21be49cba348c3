"""What is measured when one picture of a face is laid over another: bands of detail, sizes, and how well parts fit."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Box

Grey = NDArray[np.float32]


def closed_over(picture: Grey, width: int) -> Grey:
    """Close over what is dark and narrower than ``width``."""
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width, width))
    return np.asarray(cv2.morphologyEx(picture, cv2.MORPH_CLOSE, disc), np.float32)


def best_fit(ground: Grey, part: Grey) -> tuple[float, tuple[int, int]]:
    """How well a part fits where it fits best, as a correlation, and the upper-left corner of that place."""
    if part.shape[0] > ground.shape[0] or part.shape[1] > ground.shape[1]:
        return 0.0, (0, 0)
    fits = cv2.matchTemplate(np.ascontiguousarray(ground), np.ascontiguousarray(part), cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(fits)
    return float(best) if np.isfinite(best) else 0.0, (int(x), int(y))


def part_of(picture: Grey, box: Box) -> tuple[Grey, tuple[int, int]]:
    """A part of a picture, by a box in fractions of it, and its upper-left corner."""
    height, width = picture.shape
    left, top = int(box.x0 * width), int(box.y0 * height)
    return picture[top : int(box.y1 * height), left : int(box.x1 * width)], (left, top)


def resized(picture: Grey, size: float) -> Grey:
    """The picture at so many times its size."""
    width, height = round(picture.shape[1] * size), round(picture.shape[0] * size)
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def band_of(picture: Grey, sigmas: tuple[float, float]) -> Grey:
    """The detail that lies between two blurs, in pixels."""
    fine, coarse = (cv2.GaussianBlur(picture, (0, 0), sigma) for sigma in sigmas)
    return np.asarray(fine - coarse, np.float32)
