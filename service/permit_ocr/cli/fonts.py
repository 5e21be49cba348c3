"""A font of this machine that can draw Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "/System/Library/Fonts")
_NAMES = ("NotoSansCJK-Regular.ttc", "SourceHanSans*.ttc", "wqy-zenhei.ttc", "wqy-microhei.ttc")
"""Fonts that hold both simplified and traditional characters, the best first."""


@cache
def chinese_font(size: float) -> Font:
    """The best Chinese font found, else Pillow's own, which has none but Latin letters."""
    path = next(_installed(), None)
    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)


def drawable(text: str, font: Font) -> str:
    """The text, with a question mark for each character that the fallback font would draw as an empty box."""
    is_fallback = isinstance(font, ImageFont.ImageFont) or not isinstance(font.path, Path)
    return text.encode("ascii", "replace").decode() if is_fallback else text


def _installed() -> Iterator[Path]:
    folders = [Path(folder).expanduser() for folder in _FOLDERS]
    return (path for name in _NAMES for folder in folders for path in sorted(folder.rglob(name)))
