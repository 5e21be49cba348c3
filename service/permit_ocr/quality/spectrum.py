"""The power of a patch by frequency, as the detectors of screens and of prints look at it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def log_power(patch: NDArray[np.float32], floor: float) -> NDArray[np.float32]:
    """Give the logarithm of the power, and of a floor, of ``HxW`` over frequencies across from 0 up, ``Hx(W/2+1)``."""
    half = patch.shape[1] // 2 + 1
    waves = cv2.dft(patch, flags=cv2.DFT_COMPLEX_OUTPUT).view(np.complex64)[:, :half, 0]
    return np.log(waves.real**2 + waves.imag**2 + np.float32(floor))
