"""The recipe: how a photo becomes a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from permit_ocr.card.closer_look import Located
from permit_ocr.card.load import load_locator
from permit_ocr.card.locate import locate
from permit_ocr.card.portrait_box import find_portrait
from permit_ocr.card.proposals import CardLocator
from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.imaging.decode import MAX_PIXELS, decode
from permit_ocr.imaging.geometry import box_corners
from permit_ocr.imaging.tone import brighten, calm
from permit_ocr.permits import machine_code
from permit_ocr.permits.assign import assign, bounds, place_of
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.permits.machine_code import MachineCode
from permit_ocr.permits.reading import read_fields
from permit_ocr.permits.spans import with_room
from permit_ocr.permits.verify import LEAST_CONFIDENCE, verify, withhold
from permit_ocr.portrait import cut_portrait
from permit_ocr.stages import Stages
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_quads
from permit_ocr.types import Box, Field, FieldReading, Image, PermitReading, Quad, TextLine

Photo = bytes | str | Path | Image
"""A photo as encoded bytes, as a path, or as ``HxWx3 uint8 BGR``."""


class PermitReader:
    """Reads permit cards. One instance belongs to one thread of one process, like its engine."""

    def __init__(
        self,
        engine: TextEngine | None = None,
        locator: CardLocator | None = None,
        max_pixels: int = MAX_PIXELS,
        least_confidence: float = LEAST_CONFIDENCE,
    ) -> None:
        """Use an engine and a locator, or load the default ones from the verified weights.

        A field that is less likely to be right than ``least_confidence`` is left empty.
        Raises :class:`ModelFileError` when a weight file is missing or altered.
        """
        self._engine = engine or _default_engine()
        self._locator = locator or load_locator()
        self._max_pixels = max_pixels
        self._least_confidence = least_confidence

    def read(self, photo: Photo) -> PermitReading:
        """Read the permit in a photo.

        Raises :class:`UndecodableImageError` or :class:`ImageTooLargeError` for a picture that cannot be used,
        and :class:`NoPermitFoundError` when it shows no card of a known kind.
        """
        stages = Stages()
        image = stages.run("decode", self._decode, photo)
        clear = stages.run("clear", _cleared, image)
        proposed = stages.run("propose", self._locator.propose, clear)
        found = stages.run("locate", locate, self._engine, clear, [proposal.quad for proposal in proposed])
        card = stages.run("rectify", rectify, clear, found.quad, CARD_ASPECT)
        printed = stages.run("read", self._read_fields, found, card)
        code = stages.run("check", self._read_code, found, card)
        fields = withhold(verify(printed, code), self._least_confidence)
        portrait = stages.run("portrait", cut_portrait, image, _portrait_quad(found, card))
        return PermitReading(
            kind=found.sighting.document.kind,
            card=found.quad,
            fields={field: _in_photo(reading, card) for field, reading in fields.items()},
            portrait=portrait,
            machine_code=code.text if code else "",
            residual=found.residual,
            stages=stages.seconds,
        )

    def _decode(self, photo: Photo) -> Image:
        if isinstance(photo, np.ndarray):
            return photo
        data = photo if isinstance(photo, bytes) else Path(photo).read_bytes()
        return decode(data, self._max_pixels)

    def _read_fields(self, found: Located, card: RectifiedCard) -> dict[Field, FieldReading]:
        document, anchors = found.sighting.document, found.sighting.anchors
        whole = [line for line in found.lines if card.shows(with_room(line))]
        assigned = assign(document, whole, anchors)
        return read_fields(document, assigned, partial(self._look_again, found, card))

    def _look_again(
        self, found: Located, card: RectifiedCard, field: Field, seen: Quad | None, charset: str | None
    ) -> Sequence[TextLine]:
        place = place_of(found.sighting.document, field, found.sighting.anchors)
        quads = [_grown(bounds(seen))] if seen else []
        quads += [_grown(place)]
        lines = self._read_in_card(card, quads, charset)
        return [line for line in lines if card.shows(with_room(line))]

    def _read_code(self, found: Located, card: RectifiedCard) -> MachineCode | None:
        printed = found.sighting.document.machine_code
        if printed is None:
            return None
        seen = [line for line in found.lines if machine_code.looks_like_code(line.text)]
        texts = [line.text for line in seen]
        if not any(map(machine_code.parse, texts)):
            quads = [_grown(bounds(line.quad)) for line in seen] + [_grown(printed.box)]
            texts += [line.text for line in self._read_in_card(card, quads, machine_code.ALPHABET)]
        return machine_code.best(texts, printed.text)

    def _read_in_card(self, card: RectifiedCard, quads: Sequence[Quad], charset: str | None) -> Sequence[TextLine]:
        lines = read_quads(self._engine, card.image, [card.in_image(quad) for quad in quads], charset)
        return [replace(line, quad=quad) for line, quad in zip(lines, quads, strict=True)]


def _cleared(image: Image) -> Image:
    return calm(brighten(image))


def _portrait_quad(found: Located, card: RectifiedCard) -> Quad:
    return card.in_photo(Quad.from_array(box_corners(find_portrait(card, found.sighting.document.portrait))))


def _in_photo(reading: FieldReading, card: RectifiedCard) -> FieldReading:
    return replace(reading, quad=card.in_photo(reading.quad)) if reading.quad else reading


def _grown(box: Box) -> Quad:
    """A box with a sixth of its height more on every side, so that no stroke is cut."""
    more = (box.y1 - box.y0) / 6
    x0, y0, x1, y1 = box
    return Quad.from_array(box_corners(Box(x0 - more / CARD_ASPECT, y0 - more, x1 + more / CARD_ASPECT, y1 + more)))


def _default_engine() -> TextEngine:
    from permit_ocr.text.load import load_engine

    return load_engine()
