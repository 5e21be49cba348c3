"""Whether a Latin name spells most of a Chinese one, and another character in the place of one of it.

Where a part of a name is hidden, there are fewer characters than syllables, or a part of the right syllable; where it
is misspelt, a sound like it. As many of both, some alike and one altogether different: then one of the two was changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from permit_ocr.permits.names import syllables

_SYLLABLE = re.compile(r"(?:(?:[ZCS]H|[BCDFGHJKLMNPQRSTWXYZ])[AEIOUV]{1,3}|[AOE][IOU]?)(?:NG|N|R)?")
_SOUNDS = (("ZH", "Z"), ("CH", "C"), ("SH", "S"), ("NG", "N"), ("L", "N"), ("V", "U"), ("YU", "U"))
"""What many speakers do not tell apart, and write for each other."""


def changed_character(name: str, latin: str) -> bool:
    """Whether name and pinyin have equally many syllables, of which some agree and some do not even sound alike."""
    letters = "".join(letter for letter in latin if letter.isalpha())
    agreements = [_agreement(name, parts) for parts in _partings(letters, len(name))]
    return any(map(any, agreements)) and not any(map(all, agreements))


def _agreement(name: str, parts: tuple[str, ...]) -> list[bool]:
    """Which characters a syllable in their place sounds like, or may be a part of."""
    heard = [[_sound(syllable) for syllable in syllables(character)] for character in name]
    return [any(_sound(part) in whole for whole in sounds) for part, sounds in zip(parts, heard, strict=True)]


def _partings(letters: str, count: int) -> Iterator[tuple[str, ...]]:
    """All ways to part letters into so many syllables."""
    if count == 0:
        if not letters:
            yield ()
        return
    for end in range(1, min(len(letters), 6) + 1):
        if _SYLLABLE.fullmatch(letters[:end]):
            yield from ((letters[:end], *rest) for rest in _partings(letters[end:], count - 1))


def _sound(syllable: str) -> str:
    for written, alike in _SOUNDS:
        syllable = syllable.replace(written, alike)
    return syllable
