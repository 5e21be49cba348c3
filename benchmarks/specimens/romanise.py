"""Spells invented names in Latin: pinyin (mainland), Cantonese (Hong Kong, Macao), Wade-Giles (Taiwan).

The result is as printed: ``SURNAME, GIVEN NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.specimens.characters import Syllables


def pinyin_name(surname: Syllables, given: Sequence[Syllables]) -> str:
    """Give ``OUYANG, ZIXUAN``: all syllables of a part run together."""
    return "".join(surname.pinyin) + ", " + "".join(_all_pinyin(given))


def cantonese_name(surname: Syllables, given: Sequence[Syllables]) -> str:
    """Give ``LAU, TSZ LAN``: syllables stand apart."""
    return " ".join(surname.cantonese) + ", " + " ".join(part for each in given for part in each.cantonese)


def wade_giles_name(surname: Syllables, given: Sequence[Syllables]) -> str:
    """Give ``CHANG, YU-TING``: syllables are joined by a hyphen, as passports of Taiwan have them."""
    return "-".join(map(wade_giles, surname.pinyin)) + ", " + "-".join(map(wade_giles, _all_pinyin(given)))


def wade_giles(pinyin: str) -> str:
    """Turn one pinyin syllable into Wade-Giles without apostrophes or umlauts: ``ZHANG`` to ``CHANG``."""
    if pinyin in _WHOLE:
        return _WHOLE[pinyin]
    for pattern, replacement in _FINALS:
        pinyin = re.sub(pattern, replacement, pinyin)
    return next((re.sub(old, new, pinyin) for old, new in _INITIALS if re.match(old, pinyin)), pinyin)


def _all_pinyin(given: Sequence[Syllables]) -> list[str]:
    return [part for each in given for part in each.pinyin]


_WHOLE = {
    "ZHI": "CHIH", "CHI": "CHIH", "SHI": "SHIH", "RI": "JIH", "ZI": "TZU", "CI": "TZU", "SI": "SSU",
    "YI": "YI", "YOU": "YU", "YAN": "YEN", "YE": "YEH", "YUE": "YUEH", "LYU": "LU", "XIONG": "HSIUNG",
}  # fmt: skip
"""Syllables that no rule below covers."""

_FINALS = [
    (r"ONG$", "UNG"),
    (r"IAN$", "IEN"),
    (r"(?<=[JQX])UE$", "UEH"),
    (r"IE$", "IEH"),
    (r"^([GKH])E$", r"\1O"),
    (r"(?<=[DTNLZCS])UO$", "O"),
    (r"(?<=[GK])UI$", "UEI"),
]
_INITIALS = [
    (r"^ZH", "CH"),
    (r"^([CS]H)", r"\1"),
    (r"^B", "P"),
    (r"^D", "T"),
    (r"^G", "K"),
    (r"^[JQ]", "CH"),
    (r"^X", "HS"),
    (r"^[ZC](?!H)", "TS"),
    (r"^R", "J"),
]
