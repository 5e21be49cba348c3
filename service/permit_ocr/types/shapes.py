"""Points, boxes and quads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from permit_ocr.types.arrays import Points


class Point(NamedTuple):
    """A position in pixels."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle in fractions of the card, from the card's upper-left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners, clockwise, starting at the upper-left corner *of the card or text itself*."""

    corners: tuple[Point, Point, Point, Point]

    @classmethod
    def from_array(cls, points: NDArray[np.floating] | NDArray[np.integer]) -> Quad:
        """Take a ``4x2`` array of corners in reading order."""
        a, b, c, d = (Point(float(x), float(y)) for x, y in points.tolist())
        return cls((a, b, c, d))

    def to_array(self) -> Points:
        """Give the corners as ``4x2 float32``."""
        import numpy as np  # noqa: PLC0415 - whoever only hands quads on must not pay for it

        return np.array(self.corners, dtype=np.float32)
