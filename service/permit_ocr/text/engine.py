"""What the recipe needs of a text engine, whatever runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from permit_ocr.types import Image, Quad


@dataclass(frozen=True, slots=True)
class Recognition:
    """The text of one crop, with what is known of each character."""

    text: str
    probabilities: tuple[float, ...]
    """Probability of each character, 0..1."""
    positions: tuple[float, ...]
    """Centre of each character along the crop, 0 (left) to 1 (right)."""
    alternatives: tuple[Mapping[str, float], ...]
    """What else each character may be, with the probability of each."""

    @property
    def confidence(self) -> float:
        """Mean probability of the characters; 0 for an empty text."""
        return sum(self.probabilities) / len(self.probabilities) if self.probabilities else 0.0


class TextEngine(Protocol):
    """Finds and reads text. One instance belongs to one thread of one process."""

    def detect(self, image: Image) -> list[Quad]:
        """Find lines of text in ``HxWx3 uint8 BGR``, at the size given.

        Each quad's first side is one of the line's long sides; which end is the beginning is not known.
        """
        ...

    def recognise(
        self, crops: Sequence[Image], charset: str | None = None, *, quick: bool = False
    ) -> list[Recognition]:
        """Read crops that each hold one upright line (``HxWx3 uint8 BGR``).

        With a charset, no character outside it is answered; its probability stays that of the whole alphabet,
        so a text that does not belong to the charset has a low confidence. ``quick`` asks for less time and bears more
        mistakes: for texts that are known, or that prove themselves.
        """
        ...
