"""RapidOCR with its defaults: PP-OCRv6 small, which is inside its wheel, on ONNX Runtime or on OpenVINO."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from benchmarks.peers.peer import require_packages, versions
from permit_ocr.types import Image, Quad, TextLine


class RapidOcr:
    """``Peer`` on RapidOCR. It turns single lines that stand on their head, as its defaults have it."""

    runtime: ClassVar[str] = "onnxruntime"
    one_thread: ClassVar[Mapping[str, int]] = {"intra_op_num_threads": 1, "inter_op_num_threads": 1}

    def __init__(self) -> None:
        self.require()
        from rapidocr import EngineType, RapidOCR

        chosen = {f"{task}.engine_type": EngineType(self.runtime) for task in ("Det", "Cls", "Rec")}
        threads = {f"EngineConfig.{self.runtime}.{name}": count for name, count in self.one_thread.items()}
        self._engine = RapidOCR(params={"Global.log_level": "error", **chosen, **threads})

    @classmethod
    def require(cls) -> None:
        """See :class:`benchmarks.peers.peer.Peer`."""
        require_packages("rapidocr", cls.runtime)

    @classmethod
    def describe(cls) -> str:
        """See :class:`benchmarks.peers.peer.Peer`."""
        return f"{versions('rapidocr', cls.runtime)}; PP-OCRv6 small, its defaults"

    def lines(self, image: Image) -> list[TextLine]:
        """See :class:`benchmarks.peers.peer.Peer`."""
        result = self._engine(image)
        texts, boxes = getattr(result, "txts", None), getattr(result, "boxes", None)
        if texts is None or boxes is None:  # it found no text, or none that it could read
            return []
        return [TextLine(text, Quad.from_array(box)) for text, box in zip(texts, boxes, strict=True)]


class RapidOcrOpenVino(RapidOcr):
    """The same on OpenVINO."""

    runtime: ClassVar[str] = "openvino"
    one_thread: ClassVar[Mapping[str, int]] = {"inference_num_threads": 1, "num_streams": 1}
