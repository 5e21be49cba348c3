"""Greedy CTC decoding (Graves et al. 2006) with an optional charset."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from permit_ocr.text.engine import Recognition

BLANK = 0
"""Index of the CTC blank in PP-OCR's heads."""

LEAST_ALTERNATIVE = 0.01
"""Probability from which another character is worth remembering."""


SPACE_EVIDENCE = 0.15
"""Probability from which a silent step is a space. Between words the head gives the space 0.2 to 0.9 and yet often
prefers the blank; within a word it gives it less than 0.02."""


class CtcDecoder:
    """Turns a head's output into texts over a fixed alphabet."""

    def __init__(self, characters: list[str]) -> None:
        """Take the alphabet of the head in order, the blank first."""
        self._characters = characters
        self._index = {character: i for i, character in enumerate(characters) if i != BLANK}
        self._allowed: dict[str, NDArray[np.intp]] = {}

    def decode(
        self, probabilities: NDArray[np.float32], used_width: float = 1.0, charset: str | None = None
    ) -> Recognition:
        """Read one line from ``T x C`` class probabilities.

        ``used_width`` is the part of the T steps that shows the crop (the rest is padding), so that positions
        are relative to the crop.
        """
        columns = self._columns(charset)
        scores = probabilities if columns is None else probabilities[:, columns]
        best = scores.argmax(axis=1)
        self._say_spaces(scores, best, columns)
        steps = self._kept_steps(best)
        classes: list[int] = (best if columns is None else columns[best]).tolist()
        span = max(used_width * len(best), 1.0)
        return Recognition(
            text="".join(self._characters[classes[t]] for t in steps),
            probabilities=tuple(float(scores[t, best[t]]) for t in steps),
            positions=tuple(min((t + 0.5) / span, 1.0) for t in steps),
            alternatives=tuple(self._alternatives(scores[t], columns, int(best[t])) for t in steps),
        )

    def _say_spaces(
        self, scores: NDArray[np.float32], best: NDArray[np.intp], columns: NDArray[np.intp] | None
    ) -> None:
        """Put a space wherever the head saw one and preferred to say nothing."""
        space = self._index.get(" ", BLANK)
        if columns is not None:
            space = int(np.flatnonzero(columns == space)[0]) if space in columns else BLANK
        if space != BLANK:
            best[(best == BLANK) & (scores[:, space] >= SPACE_EVIDENCE)] = space

    def _alternatives(
        self, scores: NDArray[np.float32], columns: NDArray[np.intp] | None, best: int
    ) -> Mapping[str, float]:
        worthy = np.flatnonzero(scores >= LEAST_ALTERNATIVE)
        classes = worthy if columns is None else columns[worthy]
        return {
            self._characters[k]: float(scores[i])
            for i, k in zip(worthy.tolist(), classes.tolist(), strict=True)
            if i not in (best, BLANK)
        }

    def _columns(self, charset: str | None) -> NDArray[np.intp] | None:
        if charset is None:
            return None
        if charset not in self._allowed:
            known = sorted(self._index[character] for character in set(charset) if character in self._index)
            self._allowed[charset] = np.array([BLANK, *known], dtype=np.intp)
        return self._allowed[charset]

    @staticmethod
    def _kept_steps(best: NDArray[np.intp]) -> list[int]:
        """Steps that begin a new character. The blank is column 0 with and without a charset."""
        begins = np.ones(len(best), dtype=bool)
        begins[1:] = best[1:] != best[:-1]
        return np.flatnonzero(begins & (best != BLANK)).tolist()
