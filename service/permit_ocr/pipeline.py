"""The recipe: how a photo becomes a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np

from permit_ocr.card.contents import Contents
from permit_ocr.card.load import load_locator
from permit_ocr.card.locate import locate
from permit_ocr.card.portrait_box import find_portrait
from permit_ocr.card.proposals import CardLocator
from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.imaging.decode import MAX_PIXELS, decode
from permit_ocr.imaging.geometry import box_quad
from permit_ocr.imaging.tone import brighten, calm
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.permits.verify import LEAST_CONFIDENCE, verify, withhold
from permit_ocr.portrait import cut_portrait
from permit_ocr.quality.assess import assess
from permit_ocr.quality.doubtful_digits import doubtful_digits
from permit_ocr.quality.hidden_names import hidden_names
from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.quality.view import CardView, look, regions_of
from permit_ocr.stages import Stages
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.timed import TimedEngine
from permit_ocr.types import FieldReading, Image, PermitReading, WarningKind

Photo = bytes | str | Path | Image
"""A photo as encoded bytes, as a path, or as ``HxWx3 uint8 BGR``."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is read, and what is answered of it."""

    max_pixels: int = MAX_PIXELS
    """A larger picture is not decoded."""
    least_confidence: float = LEAST_CONFIDENCE
    """A field that is less likely to be right is left empty."""
    warn_from: Mapping[WarningKind, float] = field(default_factory=lambda: thresholds(Policy.STANDARD))
    """The score from which each kind of warning is given; kinds that it lacks are not looked for."""
    thorough: bool = False
    """Whether every line on the card is read, needed or not: slower, and there for comparison."""


STANDARD = Rules()


class PermitReader:
    """Reads permit cards. One instance belongs to one thread of one process, like its engine."""

    def __init__(
        self, engine: TextEngine | None = None, locator: CardLocator | None = None, rules: Rules = STANDARD
    ) -> None:
        """Use an engine and a locator, or load the default ones from the verified weights.

        Raises :class:`ModelFileError` when a weight file is missing or altered.
        """
        self._engine = engine or _default_engine()
        self._locator = locator or load_locator()
        self._rules = rules

    def read(self, photo: Photo) -> PermitReading:
        """Read the permit in a photo.

        Raises :class:`UndecodableImageError` or :class:`ImageTooLargeError` for a picture that cannot be used,
        and :class:`NoPermitFoundError` when it shows no card of a known kind.
        """
        stages = Stages()
        engine = TimedEngine(self._engine, stages)
        image = stages.run("decode", self._decode, photo)
        clear = stages.run("clear", _cleared, image)
        proposed = stages.run("propose", self._locator.propose, clear)
        find = partial(locate, thorough=self._rules.thorough)
        found = stages.run("locate", find, engine, clear, [proposal.quad for proposal in proposed])
        card = stages.run("rectify", rectify, clear, found.quad, CARD_ASPECT)
        contents = Contents(engine, found, card)
        printed = stages.run("read", contents.read_fields)
        code = stages.run("check", contents.read_code)
        fields = verify(printed, code)
        pictured = stages.run("portrait", find_portrait, card, contents.portrait_place())
        portrait = stages.run("portrait", cut_portrait, image, card.in_photo(box_quad(pictured)))
        seen = look(image, found.quad)
        regions = regions_of(seen, contents.document, fields, contents.places(), pictured)
        view = CardView(image, found.quad, seen, regions, contents.document.kind, fields, code)
        assessment = stages.run("assess", assess, view, self._rules.warn_from)
        hidden = stages.run("assess", hidden_names, view) | stages.run("assess", doubtful_digits, view)
        answered = withhold(fields, self._rules.least_confidence, hidden)
        return PermitReading(
            kind=contents.document.kind,
            card=found.quad,
            fields={name: _in_photo(reading, card) for name, reading in answered.items()},
            portrait=portrait,
            machine_code=code.text if code else "",
            residual=found.residual,
            scores=assessment.scores,
            warnings=assessment.warnings if self._rules.warn_from else None,
            size=(image.shape[1], image.shape[0]),
            stages=stages.seconds,
        )

    def _decode(self, photo: Photo) -> Image:
        if isinstance(photo, np.ndarray):
            return photo
        data = photo if isinstance(photo, bytes) else Path(photo).read_bytes()
        return decode(data, self._rules.max_pixels)


def _cleared(image: Image) -> Image:
    return calm(brighten(image))


def _in_photo(reading: FieldReading, card: RectifiedCard) -> FieldReading:
    return replace(reading, quad=card.in_photo(reading.quad)) if reading.quad else reading


def _default_engine() -> TextEngine:
    from permit_ocr.text.load import load_engine

    return load_engine()
