"""Pictures and points as arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""A picture: ``HxWx3 uint8`` in BGR order, as OpenCV has it."""

Points = NDArray[np.float32]
"""Points: ``Nx2 float32``, one ``(x, y)`` a row."""
