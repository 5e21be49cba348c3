"""What the outline network says of a look, cell by cell. Cells are 8 pixels apart; pixels count from the outer edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

STRIDE, UNIT = 8, 64.0
"""Pixels from cell to cell, and pixels that one unit of a vote stands for, as trained."""

LOG_ERRORS = (-6.0, 4.0)
"""Bounds of the logarithm of an expected error, as trained."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """All arrays are ``HxW`` cells, or that by what a cell says."""

    probability: Floats
    """That the cell is on a permit."""
    middles: Floats
    """``HxWx2``: the middle of the cell, in pixels of the look."""
    corners: Floats
    """``HxWx4x2``: where the cell has the corners of its card, in pixels of the look."""
    corner_errors: Floats
    """``HxWx4``: how far off it takes each to be, in pixels."""
    places: Floats
    """``HxWx2``: which place of its card it shows, in card heights from the card's middle."""
    place_errors: Floats
    """How far off it takes that to be, in card heights."""

    @classmethod
    def read(cls, output: Floats) -> Self:
        """Take the output of the network, ``16xHxW``."""
        height, width = output.shape[1:]
        y, x = np.mgrid[:height, :width].astype(np.float32) * STRIDE + STRIDE / 2
        middles = np.stack([x, y], axis=-1).astype(np.float32)
        by_cell = np.ascontiguousarray(output.transpose(1, 2, 0))
        votes = by_cell[..., 1:9].reshape(height, width, 4, 2) * np.float32(UNIT)
        return cls(
            probability=(1 / (1 + np.exp(-by_cell[..., 0].clip(-30, 30)))).astype(np.float32),
            middles=middles,
            corners=votes + middles[:, :, None, :],
            corner_errors=np.exp(by_cell[..., 9:13].clip(*LOG_ERRORS)) * np.float32(UNIT),
            places=by_cell[..., 13:15],
            place_errors=np.exp(by_cell[..., 15].clip(*LOG_ERRORS)),
        )
