"""Pictures that show what was read, and where: the photo with outlines, and the values beside it.

The values do not stand on the photo, so that the print they were read from can be compared with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import cv2
from PIL import Image as PillowImage
from PIL import ImageDraw, ImageFont

from permit_ocr.cli.fonts import chinese_font, drawable
from permit_ocr.cli.outcome import Outcome
from permit_ocr.errors import PermitOcrError
from permit_ocr.imaging.decode import decode
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.types import CheckState, Image, PermitReading, Quad, Score, WarningKind

LONG_SIDE = 1400
"""Pixels that the photo's longer side gets."""

PANEL_WIDTH = 560
_TEXT_SIZE = 26
_LINE_WIDTH = 3
_CARD_COLOUR = "#00a2ff"
_PORTRAIT_COLOUR = "#d24dff"
_WARNING_COLOUR = "#ff2d2d"
_MOST_FINDINGS = 3
"""Findings of one warning that are drawn, the strongest."""

_CHECK_COLOURS = {
    CheckState.UNCHECKED: "#ffc400",
    CheckState.PROVED: "#22c55e",
    CheckState.REPAIRED: "#ff7a00",
    CheckState.CONTRADICTED: "#ff2d2d",
}


class OverlayError(PermitOcrError):
    """The pictures cannot be written there."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing that was read: a row of the panel, and a box on the photo where its place is known."""

    label: str
    value: str
    colour: str
    quad: Quad | None = None


class OverlayFolder:
    """A folder that takes one picture for each photo that was read."""

    def __init__(self, folder: Path) -> None:
        """Make the folder. Raises :class:`OverlayError`."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OverlayError(f"cannot make the folder {folder}: {error.strerror}") from None
        self._folder = folder
        self._taken: set[Path] = set()

    def add(self, outcome: Outcome) -> None:
        """Draw and save one outcome; a photo that was not read leaves no picture."""
        if outcome.reading:
            picture = draw_overlay(decode(outcome.content), outcome.reading)
            picture.save(self._free_path(outcome.photo), quality=90)

    def _free_path(self, photo: Path) -> Path:
        """A name that no other photo of this run has: photos of different folders may be called the same."""
        names = (f"{photo.stem}{suffix}.overlay.jpg" for suffix in _suffixes())
        path = next(path for name in names if (path := self._folder / name) not in self._taken)
        self._taken.add(path)
        return path


def _suffixes() -> Iterator[str]:
    yield ""
    yield from (f".{number}" for number in count(2))


def draw_overlay(photo: Image, reading: PermitReading) -> PillowImage.Image:
    """Draw card, field boxes and portrait on the photo, and the values in a panel at its right."""
    scale = LONG_SIDE / max(photo.shape[:2])
    entries = _entries(reading)
    picture = PillowImage.fromarray(cv2.cvtColor(photo, cv2.COLOR_BGR2RGB))
    picture = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    _draw_boxes(ImageDraw.Draw(picture), entries, scale)
    return _beside(picture, _panel(entries))


def _entries(reading: PermitReading) -> list[_Entry]:
    title = DOCUMENTS[reading.kind].title.text
    entries = [_Entry(reading.kind.value, title, _CARD_COLOUR, reading.card)]
    for name, field in reading.fields.items():
        label = f"{name.value}  {field.confidence:.2f}  {field.check.value}"
        entries.append(_Entry(label, field.value, _CHECK_COLOURS[field.check], field.quad))
    if reading.machine_code:
        entries.append(_Entry("machine_code", reading.machine_code, _CARD_COLOUR))
    if reading.portrait:
        entries.append(_Entry("portrait", "", _PORTRAIT_COLOUR, reading.portrait.quad))
    for kind in reading.warnings or ():
        entries += _warning(kind, reading.scores.get(kind, Score()))
    return entries


def _warning(kind: WarningKind, score: Score) -> list[_Entry]:
    label = f"warning  {kind}  {score.value:.2f}"
    found = score.findings[:_MOST_FINDINGS]
    return [_Entry(label, finding.reason, _WARNING_COLOUR, finding.quad) for finding in found] or [
        _Entry(label, "", _WARNING_COLOUR)
    ]


def _draw_boxes(draw: ImageDraw.ImageDraw, entries: Sequence[_Entry], scale: float) -> None:
    for number, entry in enumerate(entries):
        if entry.quad:
            corners = [(x * scale, y * scale) for x, y in entry.quad.corners]
            _draw_box(draw, corners, str(number), entry.colour)


def _draw_box(draw: ImageDraw.ImageDraw, corners: list[tuple[float, float]], tag: str, colour: str) -> None:
    font = ImageFont.load_default(_TEXT_SIZE)
    draw.line([*corners, corners[0]], fill=colour, width=_LINE_WIDTH, joint="curve")
    draw.text(corners[0], tag, colour, font, anchor="rs", stroke_width=_LINE_WIDTH, stroke_fill="black")


def _panel(entries: Sequence[_Entry]) -> PillowImage.Image:
    font, small = chinese_font(_TEXT_SIZE), ImageFont.load_default(_TEXT_SIZE * 0.6)
    row = _TEXT_SIZE * 5 // 2
    panel = PillowImage.new("RGB", (PANEL_WIDTH, row * len(entries) + _TEXT_SIZE), "#16181d")
    draw = ImageDraw.Draw(panel)
    for number, entry in enumerate(entries):
        top = number * row + _TEXT_SIZE // 2
        draw.text((16, top), f"{number}  {entry.label}", fill=entry.colour, font=small)
        draw.text((16, top + _TEXT_SIZE * 0.8), drawable(entry.value, font), fill="white", font=font)
    return panel


def _beside(left: PillowImage.Image, right: PillowImage.Image) -> PillowImage.Image:
    whole = PillowImage.new("RGB", (left.width + right.width, max(left.height, right.height)), "#16181d")
    whole.paste(left, (0, 0))
    whole.paste(right, (left.width, 0))
    return whole
