"""The typefaces of the specimens: where they lie, which split may use them, and which characters they have.

All come from Debian packages, so that a specimen looks the same wherever it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from benchmarks.specimens.split import Split

PACKAGES = (
    "fonts-arphic-gbsn00lp",
    "fonts-arphic-ukai",
    "fonts-arphic-uming",
    "fonts-dejavu-core",
    "fonts-liberation",
    "fonts-noto-cjk",
    "fonts-ocr-b",
    "fonts-wqy-microhei",
    "fonts-wqy-zenhei",
)
"""The Debian packages that hold every file named below."""

_ROOTS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
_ABSENT = "\U0010fffd"
"""A private-use code point that no font has: it shows what a font draws for a missing character."""


class FontMissingError(RuntimeError):
    """A font file is not installed."""

    def __init__(self, file: str) -> None:
        super().__init__(f"font {file} not found; install it with: apt-get install {' '.join(PACKAGES)}")


@dataclass(frozen=True, slots=True)
class Typeface:
    """One face of a font file. ``stroke`` thickens it, in em, where no bold face exists."""

    file: str
    index: int = 0
    stroke: float = 0.0

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        """Load the face at a size in pixels per em."""
        return _load(self.file, self.index, round(size * 4) / 4)

    def has(self, text: str) -> bool:
        """Say whether every character of a text has a glyph."""
        return all(_has_glyph(self.file, self.index, character) for character in text if character != " ")


OCR_B = Typeface("OCRB.otf")
"""ISO 1073-2, the type of every machine-readable line."""

HANZI = {
    Split.TUNING: (
        Typeface("NotoSansCJK-Regular.ttc", 2),
        Typeface("NotoSansCJK-Bold.ttc", 2),
        Typeface("wqy-zenhei.ttc"),
        Typeface("gbsn00lp.ttf", stroke=0.01),
    ),
    Split.REPORTING: (
        Typeface("NotoSerifCJK-Regular.ttc", 2),
        Typeface("NotoSerifCJK-Bold.ttc", 2),
        Typeface("wqy-microhei.ttc"),
        Typeface("uming.ttc", stroke=0.01),
        Typeface("ukai.ttc"),
    ),
}
"""Chinese values and labels. The third face of the Noto collections has the forms of simplified Chinese."""

TITLE = {
    Split.TUNING: (
        Typeface("gbsn00lp.ttf", stroke=0.03),
        Typeface("NotoSansCJK-Bold.ttc", 2),
        Typeface("wqy-zenhei.ttc", stroke=0.015),
    ),
    Split.REPORTING: (
        Typeface("NotoSerifCJK-Bold.ttc", 2),
        Typeface("uming.ttc", stroke=0.03),
        Typeface("wqy-microhei.ttc", stroke=0.015),
    ),
}
"""Titles: bold, most often of the Song kind."""

LATIN = {
    Split.TUNING: (
        OCR_B,
        OCR_B,
        Typeface("DejaVuSansMono.ttf"),
        Typeface("DejaVuSans.ttf"),
        Typeface("NotoSansCJK-Regular.ttc", 2),
    ),
    Split.REPORTING: (
        Typeface("OCRBS.otf"),
        Typeface("OCRBS.otf"),
        Typeface("LiberationMono-Regular.ttf"),
        Typeface("LiberationSans-Regular.ttf"),
        Typeface("LiberationMono-Bold.ttf"),
    ),
}
"""Latin names, numbers and dates; OCR-B stands twice because genuine cards use something close to it."""


def covering(preferred: Typeface, family: Sequence[Typeface], text: str) -> Typeface:
    """Give the preferred face or, where it lacks a character, the first of the family that has them all."""
    return next((face for face in (preferred, *family) if face.has(text)), preferred)


@lru_cache(maxsize=512)
def _load(file: str, index: int, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_find(file)), size, index, layout_engine=ImageFont.Layout.BASIC)


@lru_cache
def _find(file: str) -> Path:
    for root in _ROOTS:
        for path in root.rglob(file):
            return path
    raise FontMissingError(file)


@lru_cache(maxsize=8192)
def _has_glyph(file: str, index: int, character: str) -> bool:
    font = _load(file, index, 24.0)
    return _pixels(font, character) != _pixels(font, _ABSENT)


def _pixels(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    canvas = Pillow.new("L", (48, 48))
    ImageDraw.Draw(canvas).text((8, 36), character, 255, font, "ls")
    return canvas.tobytes()
