"""Every engine reads the same; one that cannot run here says what to do."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np
import pytest

from permit_ocr.errors import EngineUnavailableError
from permit_ocr.text.load import load_engine
from permit_ocr.text.network import Device, Runtime
from permit_ocr.types import Image

CPU_ENGINES = [Runtime.ONNXRUNTIME, Runtime.OPENVINO, Runtime.PADDLE]


@pytest.fixture(scope="module")
def printed_line() -> Image:
    picture = np.full((120, 700, 3), 235, np.uint8)
    cv2.putText(picture, "C12345678", (60, 75), cv2.FONT_HERSHEY_SIMPLEX, 2, (40, 30, 30), 4, cv2.LINE_AA)
    return picture


@pytest.mark.weights
@pytest.mark.parametrize("runtime", CPU_ENGINES)
def test_every_engine_finds_and_reads_a_line(runtime: Runtime, printed_line: Image) -> None:
    engine = load_engine(runtime=runtime)
    (quad,) = engine.detect(printed_line)
    low, high = quad.to_array().min(axis=0).astype(int), quad.to_array().max(axis=0).astype(int)
    (reading,) = engine.recognise([printed_line[low[1] : high[1], low[0] : high[0]]])
    assert reading.text == "C12345678"
    assert reading.confidence > 0.9


@pytest.mark.weights
def test_an_answer_is_not_changed_by_the_next(printed_line: Image) -> None:
    """OpenVINO answers in memory that it uses again."""
    engine = load_engine(runtime=Runtime.OPENVINO)
    crops = [printed_line, np.full_like(printed_line, 235)]
    both = engine.recognise(crops)
    assert both[0] == engine.recognise(crops[:1])[0]


@pytest.mark.weights
@pytest.mark.parametrize(
    ("runtime", "advice"),
    [(Runtime.ONNXRUNTIME, "onnxruntime-gpu"), (Runtime.OPENVINO, "GPU"), (Runtime.PADDLE, "GPU")],
)
def test_a_missing_gpu_is_told(runtime: Runtime, advice: str) -> None:
    with pytest.raises(EngineUnavailableError, match=advice):
        load_engine(runtime=runtime, device=Device.GPU)


@pytest.mark.weights
@pytest.mark.parametrize(
    ("runtime", "library"),
    [(Runtime.ONNXRUNTIME, "onnxruntime"), (Runtime.OPENVINO, "openvino"), (Runtime.PADDLE, "paddleocr")],
)
def test_a_missing_library_is_told(runtime: Runtime, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def without(name: str, *rest: Any, **more: Mapping[str, Sequence[str]]) -> Any:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return genuine(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EngineUnavailableError, match=f"{library} is not installed: pip install"):
        load_engine(runtime=runtime)
