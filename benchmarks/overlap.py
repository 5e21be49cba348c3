"""How much two quads have in common."""

from __future__ import annotations

from shapely import Polygon

from permit_ocr.types import Quad


def overlap(one: Quad, other: Quad) -> float:
    """Intersection over union, 0..1; OpenCV's own intersection of convex polygons fails on nearly equal ones."""
    a, b = Polygon(one.corners), Polygon(other.corners)
    union = a.union(b).area
    return a.intersection(b).area / union if union else 0.0
