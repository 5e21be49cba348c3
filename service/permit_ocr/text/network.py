"""What an inference library has to do here: run one network, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from permit_ocr.types import Image

Tensor = NDArray[np.float32]

Network = Callable[[Tensor], Tensor]
"""Runs one network on ``Nx3xHxW float32`` and answers its one output. Belongs to one thread of one process."""


class Runtime(StrEnum):
    """An inference library."""

    ONNXRUNTIME = "onnxruntime"
    OPENVINO = "openvino"
    PADDLE = "paddle"


class Device(StrEnum):
    """What it computes on."""

    CPU = "cpu"
    GPU = "gpu"


def tensor_of(picture: Image, mean: Tensor, deviation: Tensor) -> Tensor:
    """``HxWx3 uint8 BGR`` as a normalised batch of one, ``1x3xHxW``; mean and deviation are the channels'."""
    planes = np.empty((1, 3, *picture.shape[:2]), np.float32)
    for i, plane in enumerate(cv2.split(picture)):
        planes[0, i] = plane
        planes[0, i] -= mean[i]
        planes[0, i] /= deviation[i]
    return planes
