"""Invents the names of holders, as each kind of holder writes them. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.specimens import romanise
from benchmarks.specimens.characters import EITHER, FEMALE, MALE, RARE, Syllables
from benchmarks.specimens.split import Split, pick, share
from benchmarks.specimens.surnames import COMPOUND_SURNAMES, SURNAMES, surname_weights


class Name(NamedTuple):
    """A holder's name as printed; ``hanzi`` is empty for a holder who has no Chinese name."""

    hanzi: str
    latin: str


_FOREIGN_SURNAMES = (
    "SMITH", "BROWN", "O'BRIEN", "KUMAR", "SINGH", "PATEL", "GARCIA", "DELA CRUZ", "SANTOS", "TANAKA",
    "SATO", "KIM", "PARK", "NGUYEN", "TRAN", "SILVA", "PEREIRA", "DUBOIS", "MARTIN", "MUELLER",
    "VAN DER BERG", "ROSSI", "GURUNG", "KHAN", "AHMED", "SUHARTO", "WILSON", "TAYLOR", "MACDONALD", "IVANOV",
)  # fmt: skip
_FOREIGN_GIVEN = (
    "JOHN ANDREW", "ANNA", "RAJESH", "PRIYA", "MARIA CLARA", "JOSE", "HIROSHI", "YUKI", "MIN JUN", "SEO YEON",
    "THI LAN", "VAN MINH", "JOAO", "BEATRIZ", "CAMILLE", "LUC", "HANS PETER", "ELISABETH", "PIETER", "GIULIA",
    "BISHAL", "AISHA", "IMRAN", "DEWI", "THOMAS", "EMMA LOUISE", "ROBERT", "KATE", "SERGEI", "OLIVIA",
)  # fmt: skip
_UYGHUR = (
    ("艾力", "AILI"), ("买买提", "MAIMAITI"), ("阿依古丽", "AYIGULI"), ("吐尔逊", "TUERXUN"),
    ("热依木", "REYIMU"), ("古丽娜尔", "GULINAER"), ("阿卜杜拉", "ABUDULA"), ("努尔兰", "NUERLAN"),
)  # fmt: skip


_COMPOUND = 0.02
"""Share of surnames of two syllables: about ten times what it is, as they are where readers fail."""
_RARE = 0.08
"""Share of uncommon characters among those of given names."""


def mainland(random: np.random.Generator, split: Split, sex: str) -> Name:
    """Give a simplified name in pinyin; one in forty is a two-part name joined by a middle dot."""
    if random.random() < 0.025:
        (first, first_latin), (second, second_latin) = pick(random, _UYGHUR), pick(random, _UYGHUR)
        return Name(f"{first}·{second}", f"{second_latin}, {first_latin}")
    return _chinese(random, split, sex, romanise.pinyin_name, traditional=False)


def hong_kong(random: np.random.Generator, split: Split, sex: str) -> Name:
    """Give a name in Cantonese spelling, in traditional characters two times out of three."""
    return _chinese(random, split, sex, romanise.cantonese_name, traditional=random.random() < 0.67)


def taiwan(random: np.random.Generator, split: Split, sex: str) -> Name:
    """Give a name in Wade-Giles spelling, in traditional characters two times out of three."""
    return _chinese(random, split, sex, romanise.wade_giles_name, traditional=random.random() < 0.67)


def foreign(random: np.random.Generator, split: Split, sex: str) -> Name:
    """Give a foreign name; two holders out of three have a Chinese name as well."""
    hanzi = hong_kong(random, split, sex).hanzi if random.random() < 0.67 else ""
    surname, given = pick(random, share(_FOREIGN_SURNAMES, split)), pick(random, share(_FOREIGN_GIVEN, split))
    return Name(hanzi, f"{surname}, {given}")


def _chinese(
    random: np.random.Generator,
    split: Split,
    sex: str,
    spell: Callable[[Syllables, Sequence[Syllables]], str],
    *,
    traditional: bool,
) -> Name:
    surname = _surname(random)
    given = [_given_character(random, split, sex) for _ in range(1 if random.random() < 0.25 else 2)]
    parts = (surname, *given)
    hanzi = "".join(part.traditional if traditional else part.simplified for part in parts)
    return Name(hanzi, spell(surname, given))


def _surname(random: np.random.Generator) -> Syllables:
    if random.random() < _COMPOUND:
        return pick(random, COMPOUND_SURNAMES)
    return SURNAMES[int(random.choice(len(SURNAMES), p=surname_weights()))]


def _given_character(random: np.random.Generator, split: Split, sex: str) -> Syllables:
    table = RARE if random.random() < _RARE else EITHER + (MALE if sex == "男" else FEMALE)
    return pick(random, share(table, split))
