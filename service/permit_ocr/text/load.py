"""The engine, from verified weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from permit_ocr.text.engine import TextEngine
from permit_ocr.text.models import load_manifest, verified_folder
from permit_ocr.text.network import Device, Network, Runtime


class Models(NamedTuple):
    """The models of an engine, by their names in the manifest."""

    detector: str
    recogniser: str
    quick: str | None
    """A smaller recogniser, whose alphabet need not spell names."""


_V6 = Models("PP-OCRv6_tiny_det", "PP-OCRv6_small_rec", "PP-OCRv6_tiny_rec")
_V5 = Models("PP-OCRv5_mobile_det", "PP-OCRv5_mobile_rec", None)

MODELS: Mapping[Runtime, Models] = {Runtime.ONNXRUNTIME: _V6, Runtime.OPENVINO: _V6, Runtime.PADDLE: _V5}
"""What each runtime runs: the best published models that come in its format. On cards, the tiny detector finds what
the small one finds; the tiny recogniser lacks common characters of names."""


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
    names, manifest = MODELS[runtime], load_manifest(models)
    # Imported late: only a process that reads photos should pay for what reads them.
    from permit_ocr.text.ppocr import PpOcrEngine
    from permit_ocr.text.ppocr_config import alphabet, region_rule
    from permit_ocr.text.recogniser import Recogniser

    def network(folder: Path) -> Network:
        return _loader(runtime)(folder, threads, device)

    def recogniser(name: str) -> Recogniser:
        folder = verified_folder(manifest, name)
        return Recogniser(network(folder), alphabet(folder))

    detector = verified_folder(manifest, names.detector)
    quick = recogniser(names.quick) if names.quick else None
    return PpOcrEngine(network(detector), region_rule(detector), recogniser(names.recogniser), quick)


def _loader(runtime: Runtime) -> Callable[[Path, int, Device], Network]:
    """The runtime's own module; no other's library is touched."""
    return import_module(f"permit_ocr.text.{runtime}_network").load_network
