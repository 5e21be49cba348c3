"""PP-OCR networks on OpenVINO: bfloat16 where the processor has it (AMX, AVX-512 BF16), single precision elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from permit_ocr.errors import EngineUnavailableError
from permit_ocr.text.network import Device, Network, Tensor

_KERNELS_KEPT = {"_det": 64, "_rec": 2000}
"""Compiled kernels that are kept, by the end of a model's name. A recogniser's, for all widths of lines, take 25 MB and
save an eighth of its time; a detector's, for pictures of every size, would take 700 MB."""


def load_network(model: Path, threads: int, device: Device) -> Network:
    """Load ``inference.onnx`` from a model's folder; raises :class:`EngineUnavailableError` where it cannot run."""
    core = _library().Core()
    if not any(name.split(".")[0] == device.upper() for name in core.available_devices):
        raise EngineUnavailableError("OpenVINO finds no GPU of Intel's here: set the device to cpu")
    options = _options(threads, device, _KERNELS_KEPT[model.name[-4:]])
    compiled = core.compile_model(core.read_model(str(model / "inference.onnx")), device.upper(), options)
    request = compiled.create_infer_request()

    def run(batch: Tensor) -> Tensor:
        # The result lies in memory of the request, which the next run writes to.
        return np.array(request.infer({0: batch})[0], np.float32)

    return run


def _library() -> Any:
    try:
        import openvino
    except ImportError as error:
        raise EngineUnavailableError("openvino is not installed: pip install 'permit-ocr[openvino]'") from error
    return openvino


def _options(threads: int, device: Device, kernels: int) -> dict[str, Any]:
    hint = {"PERFORMANCE_HINT": "LATENCY"}
    if device is Device.GPU:
        return hint
    return hint | {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1, "CPU_RUNTIME_CACHE_CAPACITY": kernels}
