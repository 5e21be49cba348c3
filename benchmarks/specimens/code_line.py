"""Writes the machine-readable line of the exit-endorsement cards.

Thirty characters: document code, number, its check digit, filler, expiry, check digit, filler, birth, check
digit, filler, composite check digit. Unlike on the cards of ICAO Doc 9303 part 5, expiry stands before birth,
and fillers do not count in the composite. Weights 7, 3, 1 and letter values: ICAO Doc 9303 part 3, 4.9.
"""

from __future__ import annotations

from datetime import date
from itertools import cycle

_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def check_digit(text: str) -> str:
    """Give the 7-3-1 check digit of a text of digits, capital letters and fillers."""
    return str(sum(_VALUES[character] * weight for character, weight in zip(text, cycle((7, 3, 1)), strict=False)) % 10)


def with_check_digit(text: str) -> str:
    """Give the text with its check digit behind it."""
    return text + check_digit(text)


def code_line(code: str, number: str, expiry: date, birth: date) -> str:
    """Give the 30-character line: ``code`` is ``CS`` (Hong Kong and Macao) or ``CD`` (Taiwan)."""
    parts = [
        with_check_digit(number),
        with_check_digit(f"{expiry:%y%m%d}"),
        with_check_digit(f"{birth:%y%m%d}"),
    ]
    return code + "<".join(parts) + "<" + check_digit("".join(parts))
