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
simplified text: a 吳 that is clear to the eye comes out as 吴 by 0.7 to 0.95, while a true 吴 gives 吳 below 0.005."""

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


@cache
def _converter(script: Script) -> Callable[[str], str]:
    return cast("Any", OpenCC(_CONVERSIONS[script])).convert
