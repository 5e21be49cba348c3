"""Machine-readable lines of other documents: two of passports and booklets, three on the backs of permits.

The two lines of 44 follow ICAO Doc 9303 part 4. The three lines of 30 are those of the home-return permits, whose
second line holds the Chinese name as the sixteen half-bytes of its GBK form, written ``A`` to ``P``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benchmarks.specimens.code_line import check_digit, with_check_digit


@dataclass(frozen=True, slots=True)
class Entry:
    """Who the lines are about."""

    name: str
    latin: str
    sex: str
    """``M`` or ``F``."""


def two_lines(document: str, number: str, entry: Entry, birth: date, expiry: date) -> tuple[str, str]:
    """Give both lines of a document whose code is one letter and a filler."""
    parts = (with_check_digit(number), with_check_digit(f"{birth:%y%m%d}"), with_check_digit(f"{expiry:%y%m%d}"))
    personal = with_check_digit("<" * 14)
    total = check_digit("".join(parts) + personal)
    names = f"{document}<CHN{_latin(entry.latin)}"
    return names[:44].ljust(44, "<"), f"{parts[0]}CHN{parts[1]}{entry.sex}{parts[2]}{personal}{total}"


def three_lines(document: str, number: str, count: str, entry: Entry, birth: date, expiry: date) -> tuple[str, ...]:
    """Give the three lines on the back of a home-return permit."""
    local = "R000000000" if document == "CT" else with_check_digit("A00000000")
    parts = (with_check_digit(number.ljust(9, "<")), with_check_digit(f"{expiry:%y%m%d}"))
    born = with_check_digit(f"{birth:%y%m%d}")
    first = f"{document}{parts[0]}{with_check_digit(count)}{parts[1]}{entry.sex}{born}"
    century = "B" if birth.year < 2000 else "C"
    second = f"{_half_bytes(entry.name)}AA{century}{local}{check_digit(''.join(parts) + born + local)}"
    return first, second, _latin(entry.latin)[:30].ljust(30, "<")


def _latin(name: str) -> str:
    surname, given = name.split(", ")
    return f"{_joined(surname)}<<{_joined(given)}"


def _joined(part: str) -> str:
    return part.replace("-", "<").replace(" ", "<").replace("'", "")


def _half_bytes(name: str) -> str:
    known = name.encode("gbk", "ignore")[:8].hex()
    return "".join(chr(ord("A") + int(half, 16)) for half in known).ljust(16, "<")
