"""Which fields could be had from a peer's lines by somebody who knows the answer? Always in the peer's favour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from benchmarks.peers.order import in_reading_order
from permit_ocr.types import Field, TextLine


def fields_found(expected: Mapping[Field, str], lines: Sequence[TextLine]) -> dict[Field, bool]:
    """Say of each field whether its value stands among the lines.

    All lines are strung together in reading order, and backwards too, as a photo may be upside down: so a value is
    found within a line or split over neighbouring ones, wherever it stands, be it in the machine-readable line.
    Spaces do not count, and full-width characters are as good as their plain twins.
    """
    texts = in_reading_order(lines)
    strung = [_squeezed("".join(order)) for order in (texts, texts[::-1])]
    return {
        field: shows_sex(value, texts) if field is Field.SEX else any(_squeezed(value) in text for text in strung)
        for field, value in expected.items()
    }


def shows_sex(value: str, texts: Sequence[str]) -> bool:
    """Say whether a line shows 男 or 女 as a value.

    One character is found by chance within other words. So it must follow the label, or be, begin or end a word,
    where all but letters, digits and Chinese characters parts words: 1990.01.01男 and 男/M will do.
    """
    labelled = re.compile(rf"(?:[别別]|SEX)\W*{value}", re.IGNORECASE)
    words = [word for text in texts for word in re.findall(r"\w+", _plain(text))]
    return any(value in (word[0], word[-1]) for word in words) or any(labelled.search(_plain(text)) for text in texts)


def _squeezed(text: str) -> str:
    return "".join(_plain(text).split())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
