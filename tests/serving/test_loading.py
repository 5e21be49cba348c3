"""A worker loads the runtime that is set, or finds out which is the fastest."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import pytest

from permit_ocr.errors import EngineUnavailableError, SelfCheckError
from permit_ocr.serving import loading
from permit_ocr.serving.loading import ReaderOptions, load_reader
from permit_ocr.types import PermitReading

OPTIONS = ReaderOptions(None, "auto", "cpu", max_pixels=10**6, least_confidence=0.9, warn_from={})


@dataclass
class Slow:
    """A reader that only takes time."""

    seconds: float

    def read(self, photo: bytes, /) -> PermitReading:
        time.sleep(self.seconds)
        raise NotImplementedError


def timed(monkeypatch: pytest.MonkeyPatch, seconds: dict[str, float], misread: str = "") -> list[str]:
    """Let each runtime take so long to read; those without a time are not installed. Tells which were loaded."""
    asked: list[str] = []

    def load(_: ReaderOptions, runtime: str, threads: int) -> Slow:
        asked.append(runtime)
        if runtime not in seconds:
            raise EngineUnavailableError(runtime)
        return Slow(seconds[runtime])

    def check(reader: Slow) -> None:
        if misread and reader.seconds == seconds[misread]:
            raise SelfCheckError("misread")
        time.sleep(reader.seconds)

    monkeypatch.setattr(loading, "_load", load)
    monkeypatch.setattr(loading.selfcheck, "check", check)
    return asked


def chosen() -> float:
    reader = load_reader(OPTIONS, 1)
    assert isinstance(reader, Slow)
    return reader.seconds


def test_the_faster_runtime_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, {"onnxruntime": 0.2, "openvino": 0.02})
    assert chosen() == 0.02
    timed(monkeypatch, {"onnxruntime": 0.02, "openvino": 0.2})
    assert chosen() == 0.02


def test_one_that_is_not_installed_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, {"onnxruntime": 0.05})
    assert chosen() == 0.05


def test_one_that_misreads_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, {"onnxruntime": 0.1, "openvino": 0.01}, misread="openvino")
    assert chosen() == 0.1


def test_where_none_reads_the_service_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    timed(monkeypatch, {})
    with pytest.raises(EngineUnavailableError, match="onnxruntime, openvino"):
        load_reader(OPTIONS, 1)


def test_a_runtime_that_is_set_is_loaded_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = timed(monkeypatch, {"onnxruntime": 0.0, "openvino": 0.0, "paddle": 0.0})
    load_reader(replace(OPTIONS, runtime="paddle"), 1)
    assert asked == ["paddle"]
