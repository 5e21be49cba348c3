"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is."""

    GOOD = "good"
    NOTE = "note"
    """It works, and could be better or needs somebody's eye."""
    BAD = "bad"
    """The service does not start so, or answers wrongly."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and what to do about it."""

    name: str
    state: State
    found: str
    remedy: str = ""
    """``""`` where nothing is to be done."""


def good(name: str, found: str) -> Check:
    """Nothing is to be done."""
    return Check(name, State.GOOD, found)


def note(name: str, found: str, remedy: str) -> Check:
    """It works, and could be better."""
    return Check(name, State.NOTE, found, remedy)


def bad(name: str, found: str, remedy: str) -> Check:
    """It does not work."""
    return Check(name, State.BAD, found, remedy)
