"""PP-OCR networks on PaddlePaddle, through ``paddleocr``.

They are the ONNX files that the other engines run, written in PaddlePaddle's format for as long as it takes to load
them. Only files on disk are used: both the name and the folder of each model are given, so no hub is asked.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

from permit_ocr.errors import EngineUnavailableError
from permit_ocr.text.network import Device, Network, Tensor
from permit_ocr.text.recogniser import INPUT_HEIGHT

_SHAPES_KEPT = 64
"""Shapes of input for which compiled kernels are kept. paddleocr keeps 10, fewer than there are widths of lines."""


def load_network(model: Path, threads: int, device: Device) -> Network:
    """Load ``inference.onnx`` from a folder named after its model.

    Raises :class:`EngineUnavailableError` where it cannot run.
    """
    paddleocr = import_paddleocr()
    if device is Device.GPU and not _has_cuda():
        # paddleocr itself would say so in its log and go on without.
        raise EngineUnavailableError("paddlepaddle finds no GPU: install paddlepaddle-gpu, or set the device to cpu")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            # Only the runner is used: paddleocr's decoder keeps neither characters' positions nor a charset.
            runner = _load(paddleocr, converted(model, Path(scratch)), threads, device).paddlex_predictor.runner
    except (RuntimeError, ImportError, ValueError) as error:
        raise EngineUnavailableError(f"paddlepaddle cannot run on the {device.upper()} here") from error

    def run(batch: Tensor) -> Tensor:
        return runner(x=[batch])[0]

    return run


def converted(model: Path, scratch: Path) -> Path:
    """Write a model's folder in PaddlePaddle's format into another folder, and tell where it lies there.

    Raises :class:`ModelFileError` where it holds no network that can be written so.
    """
    from permit_ocr.text.to_paddle.convert import convert

    folder = scratch / model.name
    convert(model / "inference.onnx", folder, None if _finds(model) else INPUT_HEIGHT)
    shutil.copy(model / "inference.yml", folder)
    return folder


def _load(paddleocr: Any, folder: Path, threads: int, device: Device) -> Any:
    kind = paddleocr.TextDetection if _finds(folder) else paddleocr.TextRecognition
    options = _cpu_options(threads) if device is Device.CPU else {}
    return kind(model_name=folder.name, model_dir=str(folder), device=device.value, engine="paddle", **options)


def _finds(model: Path) -> bool:
    return model.name.endswith("_det")


def _cpu_options(threads: int) -> dict[str, Any]:
    return {"cpu_threads": threads, "enable_mkldnn": True, "mkldnn_cache_capacity": _SHAPES_KEPT}


def _has_cuda() -> bool:
    import paddle

    return bool(paddle.device.is_compiled_with_cuda() and paddle.device.cuda.device_count())


def import_paddleocr() -> Any:
    """Give the library, which asks no hub and is quiet; raises :class:`EngineUnavailableError` where there is none."""
    # Read by paddlex at import: no look-up of model hubs, and no logging set-up of its own.
    os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
    os.environ["PADDLEOCR_DISABLE_AUTO_LOGGING_CONFIG"] = "1"
    os.environ["GLOG_minloglevel"] = "2"  # noqa: SIM112 - its name; no word about each program that it runs
    # It makes folders for downloads, which never come, at import: not in the home of whoever runs this.
    os.environ.setdefault("PADDLE_PDX_CACHE_HOME", str(Path(tempfile.gettempdir()) / "permit-ocr-paddlex"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No ccache found")  # of interest to those who compile kernels
            import paddleocr
    except ImportError as error:
        raise EngineUnavailableError("paddleocr is not installed: pip install paddleocr paddlepaddle") from error
    return paddleocr
