"""Where the corners of a card come to lie in a photo. Angles in degrees, lengths in pixels."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, Points, Quad


def card_corners(width: float, rotation: float, pitch: float, yaw: float, distance: float) -> Points:
    """Project a card onto the picture plane; return its corners (``4x2``) about the card's centre.

    ``rotation`` turns the card clockwise within the picture; ``pitch`` and ``yaw`` then tip it out of the
    picture plane about the level and the upright axis. ``distance`` is that of the camera, in card widths.
    The mean of the upper and lower edge is ``width`` long.
    """
    flat = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)]) * (0.5, 0.5 / CARD_ASPECT, 0)
    space = flat @ (_about_z(rotation).T @ _about_x(pitch).T @ _about_y(yaw).T)
    corners = space[:, :2] * (distance / (distance + space[:, 2:]))
    return (corners * (width / edge_width(corners))).astype(np.float32)


def normal(pitch: float, yaw: float) -> tuple[float, float]:
    """Give where a point goes in the photo that is raised over the card towards the camera, by unit height."""
    x, y, _ = -(_about_y(yaw) @ _about_x(pitch))[:, 2]
    return float(x), float(y)


def edge_width(corners: NDArray[np.floating]) -> float:
    """Give the mean length of the upper and lower edge of a card's corners (``4x2``)."""
    return float(np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2


def card_to_photo(card: Quad) -> NDArray[np.float64]:
    """Give the homography (``3x3``) from fractions of the card to pixels of the photo."""
    unit = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    return cv2.getPerspectiveTransform(unit, card.to_array()).astype(np.float64)


def box_in_photo(box: Box, card: Quad) -> Quad:
    """Project a box on the card into the photo."""
    corners = np.array([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)], np.float32)
    return Quad.from_array(cv2.perspectiveTransform(corners[None], card_to_photo(card))[0])


def _about_x(degrees: float) -> NDArray[np.float64]:
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    return np.array([(1, 0, 0), (0, cosine, -sine), (0, sine, cosine)])


def _about_y(degrees: float) -> NDArray[np.float64]:
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    return np.array([(cosine, 0, sine), (0, 1, 0), (-sine, 0, cosine)])


def _about_z(degrees: float) -> NDArray[np.float64]:
    sine, cosine = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    return np.array([(cosine, -sine, 0), (sine, cosine, 0), (0, 0, 1)])
