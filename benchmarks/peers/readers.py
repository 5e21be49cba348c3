"""The readers that are compared: this project's, and its peers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.outcome import REPORTED_FIELDS, judge
from benchmarks.peers.answer import Answer, best_answer
from benchmarks.peers.paddle import PaddlePipeline
from benchmarks.peers.peer import Peer, versions
from benchmarks.peers.rapid import RapidOcr, RapidOcrOpenVino
from benchmarks.peers.tesseract import Tesseract
from benchmarks.specimens import Sample
from permit_ocr.pipeline import PermitReader

OURS = "ours"
PEERS: Mapping[str, type[Peer]] = {
    "rapidocr": RapidOcr,
    "rapidocr-openvino": RapidOcrOpenVino,
    "paddleocr": PaddlePipeline,
    "tesseract": Tesseract,
}
READERS = (OURS, "rapidocr", "paddleocr", "tesseract")
"""Who is compared unless others are asked for: RapidOCR reads the same on both runtimes."""
TITLES = {
    OURS: "permit-ocr",
    "rapidocr": "RapidOCR",
    "rapidocr-openvino": "RapidOCR on OpenVINO",
    "paddleocr": "PaddleOCR",
    "tesseract": "Tesseract",
}


def choose(names: str) -> list[str]:
    """Take readers out of a list with commas. Raises when one is unknown or not installed."""
    chosen = [name.strip() for name in names.split(",")]
    unknown = [name for name in chosen if name not in (OURS, *PEERS)]
    if unknown:
        raise ValueError(f"No such reader: {', '.join(unknown)}. There are {', '.join((OURS, *PEERS))}.")
    for name in chosen:
        if name in PEERS:
            PEERS[name].require()
    return chosen


def describe(name: str) -> str:
    """Name a reader's version and models."""
    return versions("permit-ocr") if name == OURS else PEERS[name].describe()


def load(name: str) -> Callable[[Sample], Answer]:
    """Load a reader; it belongs to this process."""
    return partial(_read_ours, PermitReader()) if name == OURS else partial(_read_peer, PEERS[name]())


def _read_ours(reader: PermitReader, sample: Sample) -> Answer:
    outcome = judge(reader, sample)
    return Answer(outcome.exact, outcome.seconds)


def _read_peer(peer: Peer, sample: Sample) -> Answer:
    expected = {field: sample.expected[field] for field in REPORTED_FIELDS if field in sample.expected}
    return best_answer(peer, sample.jpeg, expected)
