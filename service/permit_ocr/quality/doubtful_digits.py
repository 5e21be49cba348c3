"""Digits that no code line proves, on a photo that hides or blurs them: what is left of one looks like another.

A birth date whose last 2 loses its foot to a highlight reads well, as another day. A term proves itself by its two
dates, which may only be five or ten years apart.
"""

from __future__ import annotations

from permit_ocr.quality import blurred, covered, glare
from permit_ocr.quality.surface.unread import READ
from permit_ocr.quality.view import CardView
from permit_ocr.types import CheckState, Field, FieldReading

OF_DIGITS = frozenset({Field.NUMBER, Field.BIRTH_DATE, Field.ISSUE_COUNT})

_COVERED, _LIT, _BLURRED = 0.45, 0.3, 0.5
"""Scores from which a photo is so: the standard thresholds. In others, what seems to lie on print that reads is the
card's own."""
_FULLY = 0.95 * READ
"""Strength from which a thing or a highlight hides enough of a line to have taken a digit. On 1,100 photos of attacks
drawn by others three of ten such values were misread."""
_CLEAR = 0.8
"""Probability of the weakest character from which it may be trusted in a blurred photo: of three values below it two
were misread."""


def doubtful_digits(view: CardView) -> frozenset[Field]:
    """Give the fields whose digits may be others than they look."""
    unproved = {field: reading for field, reading in view.fields.items() if _is_unproved(field, reading)}
    if not unproved:
        return frozenset()
    hidden, blurry = _hidden(view), blurred.score(view).value >= _BLURRED
    return frozenset(
        field for field, reading in unproved.items() if field in hidden or (blurry and not _is_clear(reading))
    )


def _is_unproved(field: Field, reading: FieldReading) -> bool:
    return field in OF_DIGITS and bool(reading.printed) and reading.check is CheckState.UNCHECKED


def _hidden(view: CardView) -> frozenset[Field | None]:
    covers, lights = covered.score(view), glare.score(view)
    if covers.value < _COVERED and lights.value < _LIT:
        return frozenset()
    return frozenset(each.field for each in (*covers.findings, *lights.findings) if each.strength >= _FULLY)


def _is_clear(reading: FieldReading) -> bool:
    return reading.evidence is not None and reading.evidence.weakest >= _CLEAR
