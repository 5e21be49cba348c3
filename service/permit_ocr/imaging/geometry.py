"""Plane geometry: homographies, warps and quads. Points are ``Nx2 float32`` in pixels unless said otherwise.

Pixels count from a picture's outer edge, so that the middle of the first is at 0.5: what is scaled then stays in place.
"""

from __future__ import annotations

from math import dist

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Box, Image, Points, Quad

Homography = NDArray[np.floating]
"""A ``3x3`` projective map."""


ROOM = 8
"""Pixels kept around the part of a photo that is warped, for the averages and for sampling at its rim."""

_TO_EDGE = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1.0]])
_TO_MIDDLE = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1.0]])


def homography(source: Points, target: Points) -> Homography:
    """The map that takes four points to four others."""
    matrix = cv2.getPerspectiveTransform(source.astype(np.float32), target.astype(np.float32))
    return np.asarray(matrix, dtype=np.float64)


def of_middles(matrix: Homography) -> Homography:
    """The same map between pixels that count from the middle of the first, as OpenCV's warps have them."""
    return _TO_MIDDLE @ matrix @ _TO_EDGE


def project(matrix: Homography, points: Points) -> Points:
    """Apply a homography to ``Nx2`` points."""
    mapped = cv2.perspectiveTransform(points.reshape(-1, 1, 2).astype(np.float64), matrix)
    return mapped.reshape(-1, 2).astype(np.float32)


def project_quad(matrix: Homography, quad: Quad) -> Quad:
    """Apply a homography to a quad."""
    return Quad.from_array(project(matrix, quad.to_array()))


def rectangle(width: float, height: float) -> Points:
    """The corners of an upright rectangle at the origin, in a quad's order."""
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)


def box_corners(box: Box, width: float = 1.0, height: float = 1.0) -> Points:
    """The corners of a box, scaled to a card of the given size."""
    x0, y0, x1, y1 = box
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], dtype=np.float32) * (width, height)


def box_quad(box: Box) -> Quad:
    """A box as a quad, in the same coordinates."""
    return Quad.from_array(box_corners(box))


def bounding_box(quad: Quad) -> Box:
    """The upright rectangle around a quad, in the same coordinates."""
    points = quad.to_array()
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def side_lengths(quad: Quad) -> tuple[float, float]:
    """Mean length of the two reading-direction sides and of the two others."""
    a, b, c, d = quad.corners
    return (dist(a, b) + dist(d, c)) / 2, (dist(a, d) + dist(b, c)) / 2


def cut_out(image: Image, quad: Quad, width: int, height: int) -> Image:
    """Warp a quad to an upright ``height x width`` picture."""
    matrix = homography(quad.to_array(), rectangle(width, height))
    return warp(image, matrix, width, height)


def warp(image: Image, matrix: Homography, width: int, height: int) -> Image:
    """Warp by a homography (photo to target), averaging first where the target is much smaller.

    Bilinear sampling looks at 2x2 pixels only; when the target shrinks the photo by more than two, thin strokes
    would alias, so the photo is halved (area average) as often as needed before.
    """
    seen = project(np.linalg.inv(matrix), rectangle(width, height))
    image, matrix = _near(image, matrix, seen)
    shrink = _shrink_factor(seen, width, height)
    while shrink >= 2 and min(image.shape[:2]) >= 64:
        image = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.uint8)
        matrix = matrix @ np.diag([2.0, 2.0, 1.0])
        shrink /= 2
    warped = cv2.warpPerspective(
        image, of_middles(matrix), (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return warped.astype(np.uint8, copy=False)


def _near(image: Image, matrix: Homography, seen: Points) -> tuple[Image, Homography]:
    """The part of a photo that a target shows, with the map from there: not all of it need be halved.

    ``seen`` are the target's corners in the photo.
    """
    if not np.isfinite(seen).all():
        return image, matrix
    limits = (image.shape[1] - 1, image.shape[0] - 1)
    left, top = np.clip(np.floor(seen.min(axis=0)) - ROOM, 0, limits).astype(int)
    right, bottom = np.clip(np.ceil(seen.max(axis=0)) + ROOM, 0, limits).astype(int)
    shift = np.array([[1, 0, left], [0, 1, top], [0, 0, 1.0]])
    return image[top : bottom + 1, left : right + 1], matrix @ shift


def _shrink_factor(seen: Points, width: int, height: int) -> float:
    along, across = side_lengths(Quad.from_array(seen))
    return min(along / max(width, 1), across / max(height, 1))


def polygon_area(points: Points) -> float:
    """Area of a polygon, positive when its corners run clockwise on the screen."""
    x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
