"""What is known of a name's characters beyond their pictures: the script in which they are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

from opencc import OpenCC

from permit_ocr.permits.documents import Script
from permit_ocr.types import TextLine

TWIN_EVIDENCE = 0.02
"""Probability from which a character's twin in the card's own script is believed. Recognisers have seen far more
simplified text: a 吳 that is clear to the eye comes out as 吴 by 0.7 to 0.95, and a true 吴 gives 吳 less
than 0.005."""

MISSING, MISSING_AT_END = 1.7, 1.2
"""Distance from one character to the next, and from the last to the line's end, in the line's smallest pitch, from
which a character is missing. Whole names of the tuning split keep within 1.5 and 0.9; a lost character makes them
2 and 1.5."""

_CONVERSIONS: Mapping[Script, str] = {Script.SIMPLIFIED: "t2s", Script.TRADITIONAL: "s2t"}


def in_script(line: TextLine, script: Script) -> TextLine:
    """The line with each character that may as well be its twin in ``script`` taken for that twin."""
    text, probabilities = "", list[float]()
    for character, probability, others in zip(line.text, line.probabilities, line.alternatives, strict=True):
        twin = _converter(script)(character)
        evidence = others.get(twin, 0.0)
        text += twin if evidence >= TWIN_EVIDENCE else character
        probabilities.append(probability + evidence)
    return replace(line, text=text, probabilities=tuple(probabilities))


def is_complete(line: TextLine) -> bool:
    """Whether the characters fill a line that was detected, so that none was passed over.

    A recogniser drops a character that it cannot spell, and is sure of the rest; the gap remains.
    """
    if len(line.positions) < 2:
        return True
    steps = [b - a for a, b in zip(line.positions, line.positions[1:], strict=False)]
    pitch = min(steps)
    ends = (line.positions[0], 1 - line.positions[-1])
    return max(steps) < MISSING * pitch and max(ends) < MISSING_AT_END * pitch


@cache
def _converter(script: Script) -> Callable[[str], str]:
    return cast("Any", OpenCC(_CONVERSIONS[script])).convert
