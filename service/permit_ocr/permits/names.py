"""The likeliest name among those that the recogniser allows, by what is known of names beyond their pictures.

Recognisers hesitate between look-alikes: 黃 and 黄, 冼 and 洗, 晓 and 晚. A name keeps to one script, begins with a
surname, and on a mainland holder's card sounds like the pinyin beside it. Each of these is evidence that weighs the
recogniser's own alternatives; none adds a character that it did not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from math import prod
from typing import NamedTuple

from pypinyin import Style, pinyin

from permit_ocr.permits.documents import Document
from permit_ocr.permits.scripts import Script, only_script
from permit_ocr.permits.surnames import is_surname
from permit_ocr.types import TextLine

MOST_NAMES = 512
"""Combinations of alternatives that are weighed; beyond that the picture is too poor for any of them."""

UNLISTED_SURNAME = 0.1
"""Odds that a name begins with no listed surname, against those that a look-alike made it so."""

MIXED_SCRIPTS = 0.1
"""Odds of a name that has both simplified-only and traditional-only characters."""

OTHER_SCRIPT: Mapping[Script, float] = {Script.SIMPLIFIED: 0.05, Script.TRADITIONAL: 0.4}
"""Odds of a name in the script that its kind of card does not usually print."""

OTHER_SOUND = 0.02
"""Odds of a name that does not sound like the pinyin beside it."""


class _Choice(NamedTuple):
    """A character that may stand in one place."""

    character: str
    probability: float


def likeliest(line: TextLine, document: Document, latin: str = "") -> TextLine:
    """The line as the likeliest name, with the probability of each character after weighing all evidence.

    ``latin`` is the name in capitals as read from the same card, ``""`` where it was not read.
    """
    places = [_choices(*place) for place in zip(line.text, line.probabilities, line.alternatives, strict=True)]
    if prod(map(len, places)) > MOST_NAMES:
        return line
    spelled = latin if is_spelled_in_pinyin(line.text, document) else ""
    names = list(product(*places))
    weights = [_weight(name, document.script, spelled) for name in names]
    best = names[weights.index(max(weights))]
    total = sum(weights)
    return replace(
        line,
        text="".join(choice.character for choice in best),
        probabilities=tuple(
            _marginal(i, choice, names, weights) / total * _seen(places[i]) for i, choice in enumerate(best)
        ),
    )


def is_spelled_in_pinyin(name: str, document: Document) -> bool:
    """Whether the Latin name is the pinyin of the Chinese one, as on mainland holders' cards.

    Names joined by a dot are spelled after another language, like the Latin ones beside them.
    """
    return document.script is Script.SIMPLIFIED and "·" not in name


def sounds_like(name: str, latin: str) -> bool:
    """Whether a name's pinyin, in some reading of each character, is what the Latin name spells."""
    wanted = "".join(letter for letter in latin if letter.isalpha())
    heard = {""}
    for character in name:
        heard = {
            begun + syllable
            for begun in heard
            for syllable in syllables(character)
            if wanted.startswith(begun + syllable)
        }
    return wanted in heard


def is_heard_in(name: str, latin: str) -> bool:
    """Whether the Latin name holds the sound of any character: one that is misread, or cut off, leaves the others."""
    letters = "".join(letter for letter in latin if letter.isalpha())
    return any(syllable in letters for character in name for syllable in syllables(character))


@cache
def syllables(character: str) -> frozenset[str]:
    """The pinyin of a character in capitals, all readings; ü as passports spell it (YU) and as keyboards do (V)."""
    found: Iterable[str] = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    plain = {reading.upper() for reading in found}
    return frozenset(plain | {reading.replace("V", written) for reading in plain for written in ("YU", "U")})


def _choices(character: str, probability: float, others: Mapping[str, float]) -> list[_Choice]:
    return [_Choice(character, probability), *(_Choice(*other) for other in others.items() if other[0] != " ")]


def _weight(name: Sequence[_Choice], script: Script, latin: str) -> float:
    text = "".join(choice.character for choice in name)
    weight = prod(choice.probability for choice in name) * _script_odds(text, script)
    if not is_surname(text):
        weight *= UNLISTED_SURNAME
    if latin and not sounds_like(text, latin):
        weight *= OTHER_SOUND
    return weight


def _script_odds(text: str, usual: Script) -> float:
    scripts = {script for character in text if (script := only_script(character))}
    if len(scripts) > 1:
        return MIXED_SCRIPTS
    return 1.0 if scripts <= {usual} else OTHER_SCRIPT[usual]


def _marginal(i: int, choice: _Choice, names: Sequence[tuple[_Choice, ...]], weights: Sequence[float]) -> float:
    return sum(weight for name, weight in zip(names, weights, strict=True) if name[i] is choice)


def _seen(place: Sequence[_Choice]) -> float:
    """What the recogniser gives to all the choices together: the rest is characters too unlikely to be kept."""
    return min(sum(choice.probability for choice in place), 1.0)
