"""From a detector's map of text to quads around lines: the post-processing of DB (Liao et al. 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from permit_ocr.text.network import Tensor
from permit_ocr.types import Image, Points, Quad

LEAST_SIDE = 3.0
"""Pixels of the map below which a region is noise, before it is widened."""

LEAST_PROBABILITY = 0.5
"""Mean probability that a region needs. The models' own values (0.45, 0.6) differ; this loses no faint labels."""


@dataclass(frozen=True, slots=True)
class RegionRule:
    """What a detector was trained to have its map read with (inference.yml)."""

    threshold: float
    """Probability from which a pixel is text."""
    unclip_ratio: float
    """Area over perimeter times this is how much the shrunk regions of the map are widened."""


def text_quads(probability: Tensor, rule: RegionRule) -> list[Quad]:
    """Give the lines of text in a map ``HxW``, in its pixels; the first side of each quad is a long one."""
    mask = (probability > rule.threshold).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = (_quad(probability, np.asarray(contour, np.float32), rule.unclip_ratio) for contour in contours)
    return [quad for quad in found if quad]


def _quad(probability: Tensor, contour: Points, unclip_ratio: float) -> Quad | None:
    middle, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < LEAST_SIDE:
        return None
    if _mean_inside(probability, _corners(middle, width, height, angle)) < LEAST_PROBABILITY:
        return None
    more = width * height * unclip_ratio / (width + height)  # twice the distance: it is added on both sides
    corners = _corners(middle, width + more, height + more, angle)
    limits = (probability.shape[1], probability.shape[0])
    return Quad.from_array(_along_long_side(np.clip(corners, 0, limits).astype(np.float32)))


def _corners(middle: Sequence[float], width: float, height: float, angle: float) -> Points:
    return np.asarray(cv2.boxPoints((middle, (width, height), angle)), np.float32)


def _mean_inside(probability: Tensor, corners: Points) -> float:
    height, width = probability.shape
    low = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    high = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (width - 1, height - 1))
    part = probability[low[1] : high[1] + 1, low[0] : high[0] + 1]
    inside: Image = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [(corners - low).astype(np.int32)], (1,))
    return float(cv2.mean(part, inside)[0])


def _along_long_side(corners: Points) -> Points:
    """Turn the order of the corners so that the first side is a long one; all go clockwise."""
    a, b, c, _ = corners
    return corners if np.linalg.norm(b - a) >= np.linalg.norm(c - b) else np.roll(corners, 1, axis=0)
