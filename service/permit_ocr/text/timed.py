"""A text engine whose time is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from permit_ocr.stages import Stages
from permit_ocr.text.engine import Recognition, TextEngine
from permit_ocr.types import Image, Quad


@dataclass(frozen=True, slots=True)
class TimedEngine:
    """``TextEngine`` around another one; its two tasks become the stages ``detect`` and ``recognise``."""

    engine: TextEngine
    stages: Stages

    def detect(self, image: Image) -> list[Quad]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        return self.stages.run("detect", self.engine.detect, image)

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """See :class:`permit_ocr.text.engine.TextEngine`."""
        return self.stages.run("recognise", partial(self.engine.recognise, quick=quick), crops, charset)
