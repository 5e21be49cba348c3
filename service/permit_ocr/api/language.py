"""The language that a client asks for with ``X-TC-Language``."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """The two languages of the vendor's API."""

    CHINESE = "zh-CN"
    ENGLISH = "en-US"


def parse_language(value: str) -> Language | None:
    """Understand a header or parameter value; anything else counts as not asked for."""
    by_tag = {language.lower(): language for language in Language}
    return by_tag.get(value.strip().lower())
