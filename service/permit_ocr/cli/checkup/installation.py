"""Weights, runtimes, and whether all of it together reads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version

from permit_ocr import selfcheck
from permit_ocr.cli.checkup.check import Check, bad, good, note
from permit_ocr.errors import ModelFileError, PermitOcrError
from permit_ocr.serving.held import Reader
from permit_ocr.settings import Settings
from permit_ocr.text.models import Manifest, load_manifest, verified_folder

_PACKAGES = {
    "onnxruntime": ("onnxruntime", "onnxruntime-gpu"),
    "openvino": ("openvino",),
    "paddle": ("paddlepaddle", "paddlepaddle-gpu"),
}
"""The distributions that bring each runtime."""

_SLOW_SECONDS = 5.0


def check_weights(settings: Settings) -> Iterator[Check]:
    """Every model, against the hashes of the manifest."""
    try:
        manifest = load_manifest(settings.models.dir)
    except ModelFileError as error:
        yield bad("weights", str(error), "install permit-ocr again, or set PERMIT_OCR_MODELS__DIR")
        return
    wrong = [check for name in manifest.models if (check := _wrong(manifest, name))]
    yield from wrong or [good("weights", f"all {len(manifest.models)} models are genuine, in {manifest.directory}")]


def _wrong(manifest: Manifest, name: str) -> Check | None:
    try:
        verified_folder(manifest, name)
    except ModelFileError as error:
        found, _, remedy = str(error).rpartition("; ")
        return bad(f"weights {name}", found, remedy)
    return None


def check_runtimes(settings: Settings) -> Iterator[Check]:
    """Which runtimes are installed, and whether the one that the settings name is."""
    for runtime, packages in _PACKAGES.items():
        found = next((f"{name} {release}" for name in packages if (release := _release(name))), "")
        if found:
            yield good(f"runtime {runtime}", found)
        elif settings.models.runtime == runtime:
            yield bad(f"runtime {runtime}", "not installed", f"pip install {packages[0]}")


def _release(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def check_reading(open_reader: Callable[[], Reader]) -> Check:
    """Load what the settings name and read the packaged photo, as every worker does before it serves."""
    try:
        reader = open_reader()
        selfcheck.check(reader)
        began = time.perf_counter()
        selfcheck.check(reader)
    except PermitOcrError as error:
        return bad("self-check", str(error), "install permit-ocr again, or choose another PERMIT_OCR_MODELS__RUNTIME")
    seconds = time.perf_counter() - began
    if seconds > _SLOW_SECONDS:
        return note("self-check", f"read in {seconds:.1f} s", "the machine is busy or slow; see docs/speed.md")
    return good("self-check", f"the packaged photo was read in {seconds:.1f} s")
