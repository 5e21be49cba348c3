"""The 30-character code line on the front of the exit permits, and its four check digits.

Layout (0-based, end exclusive), verified on published specimens: 0:2 document code, 2:11 number and 11 its check
digit, 12 filler, 13:19 expiry YYMMDD and 19 its digit, 20 filler, 21:27 birth YYMMDD and 27 its digit, 28 filler,
29 composite digit over number, expiry and birth with their digits. Check digits are those of ICAO 9303 part 3:
weights 7-3-1, digits as they are, A=10 ... Z=35, filler 0, sum modulo 10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

LENGTH = 30
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"

_NUMBER, _EXPIRY, _BIRTH = slice(2, 11), slice(13, 19), slice(21, 27)
_NUMBER_FORM, _DATE_FORM = (
    re.compile(r"[A-Z][A-Z0-9]\d{7}"),
    re.compile(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
)
_CHECKED = ((_NUMBER, 11, _NUMBER_FORM), (_EXPIRY, 19, _DATE_FORM), (_BIRTH, 27, _DATE_FORM))
_COMPOSITE_AT = 29
_FILLERS = (12, 20, 28)
_FORM = re.compile(r"C[SD][A-Z0-9]{10}<\d{7}<\d{7}<\d")

CONFUSABLE = ("0ODQ", "1IL", "2Z", "5S", "6G", "8B", "4A", "7T", "UV", "<K")
"""Characters that recognisers mix up in OCR-B and in sans type."""


class Proof(StrEnum):
    """How much the check digits say of a code line."""

    WHOLE = "whole"
    """All four digits hold."""
    REPAIRED = "repaired"
    """They hold after one confusable character was put right."""
    PARTIAL = "partial"
    """Some parts hold by their own digit; the line as a whole does not."""


@dataclass(frozen=True, slots=True)
class MachineCode:
    """A code line, and what of it is proved. A part whose digit does not hold is ``""``."""

    text: str
    number: str
    """The nine-character document number."""
    expiry: str
    """The last day of validity, ``YYMMDD``."""
    birth: str
    """The date of birth, ``YYMMDD``."""
    proof: Proof = Proof.WHOLE

    @property
    def document_code(self) -> str:
        """``CS`` or ``CD``."""
        return self.text[:2]


def check_digit(text: str) -> str:
    """The 7-3-1 check digit of a string over ``A-Z0-9<``."""
    return str(sum(_value(character) * (7, 3, 1)[i % 3] for i, character in enumerate(text)) % 10)


def parse(text: str) -> MachineCode | None:
    """Read a code line; ``None`` unless all four check digits hold, if need be after one repair.

    A repair is made only when exactly one exchange of one confusable character makes all four digits hold:
    with two explanations there is no proof.
    """
    line = _tidy(text)
    if line is None:
        return None
    if _holds(line):
        return _code(line, Proof.WHOLE)
    repairs = {repaired for repaired in _repairs(line) if _holds(repaired)}
    return _code(repairs.pop(), Proof.REPAIRED) if len(repairs) == 1 else None


def parse_parts(text: str) -> MachineCode | None:
    """Read what can be read of a damaged code line; ``None`` when no part holds by its own check digit."""
    line = _tidy(text)
    code = _code(line, Proof.PARTIAL) if line else None
    return code if code and (code.number or code.expiry or code.birth) else None


def best(texts: Sequence[str], document_code: str) -> MachineCode | None:
    """The code line that several looks at one card give: a whole one, else a repaired one, else the most parts."""
    codes = [code for text in texts for code in (parse(text), parse_parts(text)) if code]
    own = [code for code in codes if code.document_code == document_code]
    return max(own, key=_worth, default=None)


def _worth(code: MachineCode) -> tuple[int, int]:
    return -list(Proof).index(code.proof), sum(map(bool, (code.number, code.expiry, code.birth)))


def looks_like_code(text: str) -> bool:
    """Whether a line of text can be nothing but a code line, well read or not."""
    tidy = _squeeze(text)
    return abs(len(tidy) - LENGTH) <= 3 and tidy.count("<") >= 2 and sum(map(str.isdigit, tidy)) >= LENGTH // 2


def _squeeze(text: str) -> str:
    upper = text.upper().replace("《", "<").replace("〈", "<").replace("«", "<")
    return "".join(character for character in upper if character in ALPHABET)


def _tidy(text: str) -> str | None:
    """Thirty characters with fillers where fillers must be and digits where only digits can be, or ``None``."""
    line = _squeeze(text)
    if len(line) != LENGTH:
        return None
    digits = {*range(4, 12), *range(13, 20), *range(21, 28), _COMPOSITE_AT}
    cells = [_as_digit(c) if i in digits else c for i, c in enumerate(line)]
    for i in _FILLERS:
        cells[i] = "<" if cells[i] in "<KC" else cells[i]
    return "".join(cells)


def _as_digit(character: str) -> str:
    """The digit of a letter's group of look-alikes: cells that hold only digits leave no choice."""
    for group in CONFUSABLE:
        if character in group:
            return next((c for c in group if c.isdigit()), character)
    return character


def _holds(line: str) -> bool:
    if not _FORM.fullmatch(line):
        return False
    parts = all(_part(line, *part) for part in _CHECKED)
    return parts and check_digit(line[2:12] + line[13:20] + line[21:28]) == line[_COMPOSITE_AT]


def _code(line: str, proof: Proof) -> MachineCode:
    number, expiry, birth = (_part(line, *part) for part in _CHECKED)
    return MachineCode(line, number, expiry, birth, proof)


def _part(line: str, part: slice, at: int, form: re.Pattern[str]) -> str:
    """One part of the line if it has its form and its check digit holds, else ``""``."""
    text = line[part]
    return text if form.fullmatch(text) and check_digit(text) == line[at] else ""


def _repairs(line: str) -> Iterator[str]:
    for i, character in enumerate(line):
        for other in _lookalikes(character):
            yield line[:i] + other + line[i + 1 :]


def _lookalikes(character: str) -> set[str]:
    return {c for group in CONFUSABLE if character in group for c in group} - {character}


def _value(character: str) -> int:
    return 0 if character == "<" else int(character, 36)
