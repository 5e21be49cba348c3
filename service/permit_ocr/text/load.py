"""The engine, from verified weights."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from permit_ocr.text.engine import TextEngine
from permit_ocr.text.models import load_manifest, verified_folder
from permit_ocr.text.network import Device, Network, Runtime


class Models(NamedTuple):
    """The models of an engine, by their names in the manifest."""

    detector: str
    careful: str
    quick: str
    """A smaller recogniser, whose alphabet need not spell names."""


MODELS = Models("PP-OCRv6_tiny_det", "PP-OCRv6_small_rec", "PP-OCRv6_tiny_rec")
"""What every runtime runs. On cards, the tiny detector finds what the small one finds; the tiny recogniser lacks common
characters of names."""


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
    # Imported late: only a process that reads photos should pay for what reads them.
    from permit_ocr.text.ppocr import PpOcrEngine
    from permit_ocr.text.ppocr_config import alphabet, region_rule
    from permit_ocr.text.recogniser import Recogniser

    def network(folder: Path) -> Network:
        return _loader(runtime)(folder, threads, device)

    def recogniser(name: str) -> Recogniser:
        folder = verified_folder(manifest, name)
        return Recogniser(network(folder), alphabet(folder))

    detector = verified_folder(manifest, MODELS.detector)
    recognisers = recogniser(MODELS.careful), recogniser(MODELS.quick)
    return PpOcrEngine(network(detector), region_rule(detector), *recognisers)


def _loader(runtime: Runtime) -> Callable[[Path, int, Device], Network]:
    """The runtime's own module; no other's library is touched."""
    return import_module(f"permit_ocr.text.{runtime}_network").load_network
