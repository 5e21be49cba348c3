"""Dates as the cards print them, and the terms for which permits are issued."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

_DIGIT_LOOKALIKES = str.maketrans("OoDQIl|ZzSsBGTA", "000011122558674")
_DATE = re.compile(r"(\d{4})[.,·:\- ]{0,3}(\d{2})[.,·:\- ]{0,3}(\d{2})")
_FIGURES = re.compile(r"[\d.,·:\- ]*")

TERMS = (5, 10)
"""Years for which these cards are issued: 10, or 5 for the young and for some kinds."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2099


def digits(text: str) -> str:
    """The text with letters that look like digits taken for those."""
    return text.translate(_DIGIT_LOOKALIKES)


def dates_in(text: str) -> list[datetime.date]:
    """Every date in the text; an impossible one makes the whole text worthless."""
    found = [_date(*map(int, match)) for match in _DATE.findall(digits(text))]
    return [date for date in found if date] if all(found) else []


def impossible(text: str, count: int) -> str:
    """So many dates of which one does not exist, or that are in the wrong order, as printed; ``""`` for other texts."""
    figures = "".join(re.findall(r"\d", text))
    if len(figures) != count * len("YYYYMMDD") or not _FIGURES.fullmatch(text):
        return ""
    parts = [
        (figures[at : at + 4], figures[at + 4 : at + 6], figures[at + 6 : at + 8]) for at in range(0, 8 * count, 8)
    ]
    days = [_date(*map(int, part)) for part in parts]
    fine = all(days) and all(a < b for a, b in pairwise(day for day in days if day))
    return "" if fine else "-".join(map(".".join, parts))


def dotted(date: datetime.date) -> str:
    """The printed form, ``YYYY.MM.DD``."""
    return f"{date:%Y.%m.%d}"


def is_term(validity: str) -> bool:
    """Whether ``YYYY.MM.DD-YYYY.MM.DD`` is a term of issue: whole years, ending on the eve of an anniversary."""
    return validity in terms_until(validity[-len("YYYY.MM.DD") :])


def terms_until(last: str) -> list[str]:
    """All terms of issue that end on a day (``YYYY.MM.DD``)."""
    ends = dates_in(last)
    if len(ends) != 1:
        return []
    following = ends[0] + datetime.timedelta(days=1)
    return [f"{dotted(first)}-{last}" for years in TERMS for first in _anniversaries(following, years)]


def birth_precedes(birth: str, validity: str) -> bool:
    """Whether a holder was born before the card was issued."""
    return dates_in(birth)[0] < dates_in(validity)[0]


def _anniversaries(day: datetime.date, years: int) -> list[datetime.date]:
    """The day ``years`` before, and the leap day before it where there is one: both have this anniversary."""
    leap_day = _date(day.year - years, 2, 29) if (day.month, day.day) == (3, 1) else None
    same = _date(day.year - years, day.month, day.day)
    return [date for date in (same, leap_day) if date]


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None
