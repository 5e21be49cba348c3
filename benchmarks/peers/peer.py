"""What a peer is: a general OCR engine that turns a picture into lines of text."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from typing import Protocol

from permit_ocr.types import Image, TextLine


class MissingPeerError(Exception):
    """A peer is not installed; the message says how to install it."""


class Peer(Protocol):
    """A general OCR engine with one thread, as it comes; made anew in every process."""

    @classmethod
    def require(cls) -> None:
        """Raise :class:`MissingPeerError` when the engine is not installed. Loads nothing."""
        ...

    @classmethod
    def describe(cls) -> str:
        """Name the engine, its version and its models."""
        ...

    def lines(self, image: Image) -> list[TextLine]:
        """Read an upright ``HxWx3 uint8 BGR`` picture: lines in any order, quads in its pixels."""
        ...


def require_packages(*packages: str) -> None:
    """Raise :class:`MissingPeerError` when a Python package cannot be imported."""
    missing = [package for package in packages if not find_spec(package)]
    if missing:
        raise MissingPeerError(
            f"Not installed: {', '.join(missing)}. `make peers` installs requirements-peers.lock with --no-deps"
            " (rapidocr's own dependencies would overwrite OpenCV)."
        )


def versions(*packages: str) -> str:
    """``rapidocr 3.10.0, onnxruntime 1.31.1``."""
    return ", ".join(f"{package} {version(package)}" for package in packages)
