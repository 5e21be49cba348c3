"""Why a card is held to be tampered with: the reasons that findings carry."""

from __future__ import annotations

from enum import StrEnum


class TamperReason(StrEnum):
    """One kind of evidence each."""

    CHECK_DIGIT = "check digit"
    """The print says something else than the code line, whose check digits hold."""
    CODE_LINE = "code line"
    """The code line says what the print says, and its check digits do not hold."""
    DATES = "dates"
    """A day does not exist, the term ends before it begins, the holder would be born after the issue, or would be older
    than anybody."""
    TERM = "term"
    """The card would be valid for a span for which such cards are not issued."""
    TERM_FOR_AGE = "term for age"
    """The span is that of another age at issue."""
    ISSUE_DATE = "issue date"
    """The card would have been issued before there were cards of its kind."""
    NUMBER = "number"
    """Numbers of this form were not given out at the date of issue."""
    PINYIN = "pinyin"
    """The Latin name does not spell the Chinese one; weak, as names are misread more often than forged."""
    SYLLABLE = "syllable"
    """The Latin name spells all of the Chinese one but a character, and another in its place."""
    OTHER_NAME = "other name"
    """No character of the Chinese name is heard in the Latin one: they are two people's."""
    DIGIT_SIZE = "digit size"
    """A digit is higher or lower than all others of its line."""
    TINT = "tint"
    """The ground under a value is of another tint than that right above and below it."""
    DATE_TYPE = "date type"
    """The date of birth is in another type than the dates of validity."""
    DATE_WIDTH = "date width"
    """The digits of the date of birth stand closer or wider, by their height, than those of the dates of validity."""
    CLONED = "cloned"
    """Two places show the same ground under the same character, noise and all."""
    PORTRAIT_COMPRESSION = "portrait compression"
    """The photo was compressed before, all but the portrait."""
    VALUE_COMPRESSION = "value compression"
    """The photo was compressed before, all but a value or a part of it."""
    GHOST = "ghost portrait"
    """The small portrait shows somebody else than the large one."""
