"""The two forms of Chinese characters, and which characters belong to one of them alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, cast


class Script(StrEnum):
    """The form of Chinese characters in which a kind of card prints names."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


_TO_OTHER: Mapping[Script, str] = {Script.SIMPLIFIED: "s2t", Script.TRADITIONAL: "t2s"}
_CODECS: Mapping[Script, str] = {Script.SIMPLIFIED: "gb2312", Script.TRADITIONAL: "big5"}
_OTHER = {Script.SIMPLIFIED: Script.TRADITIONAL, Script.TRADITIONAL: Script.SIMPLIFIED}

_IN_BOTH = frozenset("昇頔堃甯陞")
"""Characters that OpenCC would simplify and that mainland names keep (通用规范汉字表 2013 admits most of them)."""


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return _converter("t2s")(text)


@cache
def only_script(character: str) -> Script | None:
    """The script to which a character belongs alone: it changes in the other, whose character set lacks it."""
    if character in _IN_BOTH:
        return None
    for script, conversion in _TO_OTHER.items():
        if _converter(conversion)(character) != character and not _has(_OTHER[script], character):
            return script
    return None


def _has(script: Script, character: str) -> bool:
    try:
        return bool(character.encode(_CODECS[script]))
    except UnicodeEncodeError:
        return False


@cache
def _converter(conversion: str) -> Callable[[str], str]:
    from opencc import OpenCC  # noqa: PLC0415 - the process that listens knows the documents and converts nothing

    return cast("Any", OpenCC(conversion)).convert
