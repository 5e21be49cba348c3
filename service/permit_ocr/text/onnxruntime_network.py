"""PP-OCR networks on ONNX Runtime."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from permit_ocr.errors import EngineUnavailableError
from permit_ocr.text.network import Device, Network, Tensor

_PROVIDERS = {Device.CPU: "CPUExecutionProvider", Device.GPU: "CUDAExecutionProvider"}

_ERRORS_ONLY = 3


def load_network(model: Path, threads: int, device: Device) -> Network:
    """Load ``inference.onnx`` from a model's folder; raises :class:`EngineUnavailableError` where it cannot run."""
    onnxruntime = _library()
    provider = _PROVIDERS[device]
    if provider not in onnxruntime.get_available_providers():
        raise EngineUnavailableError("this onnxruntime has no CUDA: pip install onnxruntime-gpu in its place")
    path = str(model / "inference.onnx")
    session: Any = onnxruntime.InferenceSession(path, _options(onnxruntime, threads), providers=[provider])
    if provider not in session.get_providers():
        raise EngineUnavailableError(
            "onnxruntime finds no usable CUDA device: check the driver, or set the device to cpu"
        )
    name: str = session.get_inputs()[0].name

    def run(batch: Tensor) -> Tensor:
        return session.run(None, {name: batch})[0]

    return run


def _library() -> Any:
    # Official builds count uses and send that to their makers, unless this is there when they are loaded.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise EngineUnavailableError("onnxruntime is not installed: pip install onnxruntime") from error
    return onnxruntime


def _options(onnxruntime: Any, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = _ERRORS_ONLY
    # Both keep memory for every shape of input that was ever seen, and photos have many: 2 GB after 300 of them.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    return options
