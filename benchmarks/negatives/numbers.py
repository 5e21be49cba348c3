"""Numbers of other documents, with the check digits that they carry."""

from __future__ import annotations

from datetime import date


def citizen_number(region: str, birth: date, serial: str) -> str:
    """Give the 18 characters of an identity card: six of region, eight of birth, three of serial, one check."""
    body = f"{region}{birth:%Y%m%d}{serial}"
    # ISO 7064 mod 11-2, as GB 11643 has it.
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def bank_number(body: str) -> str:
    """Give a card number in groups of four, its last digit by ISO/IEC 7812 (Luhn)."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))]
    number = body + str(-sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10)
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


def hong_kong_number(letter: str, digits: str) -> str:
    """Give a Hong Kong identity number: a letter, six digits and, in brackets, a check of weights 9 to 1."""
    # A space stands before the letter and counts 36; letters count from A = 10.
    cells = (36, int(letter, 36), *map(int, digits))
    check = -sum(cell * weight for cell, weight in zip(cells, range(9, 1, -1), strict=True)) % 11
    return f"{letter}{digits}({'A' if check == 10 else check})"
