"""Read Chinese exit/entry permit cards from photos: ``PermitReader().read("photo.jpg")``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from permit_ocr.pipeline import PermitReader

__all__ = ["PermitReader"]


def __getattr__(name: str) -> object:
    """Import the reader when it is first asked for: the command line must not pay for OpenCV to print its help."""
    if name == "PermitReader":
        from permit_ocr.pipeline import PermitReader

        return PermitReader
    raise AttributeError(name)
