"""What an inference library has to do here: run one network."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

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
