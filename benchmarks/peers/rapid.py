"""RapidOCR with its defaults: PP-OCRv6 small, which is inside its wheel, on ONNX Runtime."""

from __future__ import annotations

from benchmarks.peers.peer import require_packages, versions
from permit_ocr.types import Image, Quad, TextLine

_PACKAGES = ("rapidocr", "onnxruntime")
_SETTINGS = {
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class RapidOcr:
    """``Peer`` on RapidOCR. It turns single lines that stand on their head, as its defaults have it."""

    def __init__(self) -> None:
        self.require()
        from rapidocr import RapidOCR

        self._engine = RapidOCR(params=_SETTINGS)

    @classmethod
    def require(cls) -> None:
        """See :class:`benchmarks.peers.peer.Peer`."""
        require_packages(*_PACKAGES)

    @classmethod
    def describe(cls) -> str:
        """See :class:`benchmarks.peers.peer.Peer`."""
        return f"{versions(*_PACKAGES)}; PP-OCRv6 small, its defaults"

    def lines(self, image: Image) -> list[TextLine]:
        """See :class:`benchmarks.peers.peer.Peer`."""
        result = self._engine(image)
        texts, boxes = getattr(result, "txts", None), getattr(result, "boxes", None)
        if texts is None or boxes is None:  # it found no text, or none that it could read
            return []
        return [TextLine(text, Quad.from_array(box)) for text, box in zip(texts, boxes, strict=True)]
