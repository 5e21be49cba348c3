"""Coverage-guided fuzzing of whatever reads bytes from outside: ``make fuzz``.

``python -m benchmarks.stress.fuzz TARGET [libFuzzer options]`` runs one target, as long as ``-max_total_time`` says.
It ends with an error where the target raises anything but the errors that are foreseen. Atheris
(https://github.com/google/atheris) watches which lines an input reaches, and goes on from those that reach new ones.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

import atheris

with atheris.instrument_imports(include=["PIL", "permit_ocr"]):
    from permit_ocr.api.errors import ApiError
    from permit_ocr.api.fields import decode_fields
    from permit_ocr.api.forms import choose_form
    from permit_ocr.api.image_source import decode_base64
    from permit_ocr.api.parameters import check
    from permit_ocr.api.permit_ocr import PERMIT_OCR
    from permit_ocr.api.wire import WireRequest
    from permit_ocr.errors import PermitOcrError
    from permit_ocr.imaging.decode import decode

_KEYS = ("key", "")
_MOST_PIXELS = 250_000
"""Larger pictures take longer and teach nothing."""

_NAMES = (
    "authorization", "content-type", "host", "x-tc-action", "x-tc-version", "x-tc-timestamp", "x-tc-content-sha256",
    "x-tc-language",
)  # fmt: skip
_METHODS = ["GET", "POST", "PUT"]
_TYPES = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", ""]


def picture(data: bytes) -> None:
    """Decode a file."""
    with suppress(PermitOcrError):
        decode(data, _MOST_PIXELS)


def request(data: bytes) -> None:
    """Take a request as far as its parameters, whatever its signature is worth."""
    given = atheris.FuzzedDataProvider(data)
    headers = {name: _latin(given) for name in _NAMES if given.ConsumeBool()}
    headers["content-type"] = given.PickValueInList(_TYPES) or headers.get("content-type", "")
    method, query = given.PickValueInList(_METHODS), _latin(given)
    wire = WireRequest(method, "/", query, headers, given.ConsumeBytes(sys.maxsize))
    with suppress(ApiError):
        form = choose_form(wire)
        form.check_size()
        form.proof(form.common()).verdicts(_KEYS)
        check(form.parameters(PERMIT_OCR.parameters), PERMIT_OCR.parameters)


def values(data: bytes) -> None:
    """Decode a form, and a picture in base64."""
    with suppress(ApiError):
        decode_fields(data)
    with suppress(ApiError):
        decode_base64(data.decode("latin-1"), 10_000)


def _latin(given: atheris.FuzzedDataProvider) -> str:
    return given.ConsumeBytes(given.ConsumeIntInRange(0, 300)).decode("latin-1")


TARGETS: Mapping[str, Callable[[bytes], None]] = {"picture": picture, "request": request, "values": values}


if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
