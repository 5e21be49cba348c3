"""The engine, from verified weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from permit_ocr.text.engine import TextEngine
from permit_ocr.text.models import load_manifest, verified_folder
from permit_ocr.text.network import Device, Network, Runtime

_V6, _V5 = ("PP-OCRv6_small_det", "PP-OCRv6_small_rec"), ("PP-OCRv5_mobile_det", "PP-OCRv5_mobile_rec")

MODELS: Mapping[Runtime, tuple[str, str]] = {
    Runtime.ONNXRUNTIME: _V6,
    Runtime.OPENVINO: _V6,
    Runtime.PADDLE: _V5,
}
"""Detector and recogniser for each runtime: the best published pair that comes in its format. Both alphabets spell
the names (those of the smaller models of the family lack common characters)."""


def load_engine(
    models: Path | None = None,
    threads: int = 1,
    device: Device = Device.CPU,
    runtime: Runtime = Runtime.ONNXRUNTIME,
) -> TextEngine:
    """Load PP-OCR from ``models`` (default: this installation's), after checking every file.

    Raises :class:`ModelFileError` when a file is missing or altered, and :class:`EngineUnavailableError` when
    the runtime or the device is not there.
    """
    manifest = load_manifest(models)
    detector, recogniser = (verified_folder(manifest, name) for name in MODELS[runtime])
    # Imported late: only a process that reads photos should pay for what reads them.
    from permit_ocr.text.ppocr import PpOcrEngine
    from permit_ocr.text.ppocr_config import alphabet, region_rule

    load = _loader(runtime)
    networks = load(detector, threads, device), load(recogniser, threads, device)
    return PpOcrEngine(networks[0], region_rule(detector), networks[1], alphabet(recogniser))


def _loader(runtime: Runtime) -> Callable[[Path, int, Device], Network]:
    """The runtime's own module; no other's library is touched."""
    return import_module(f"permit_ocr.text.{runtime}_network").load_network
