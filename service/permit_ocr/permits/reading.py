"""From assigned lines to field values: normalised, looked at twice where in doubt, empty where not to be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from permit_ocr.permits.characters import in_script, is_complete
from permit_ocr.permits.documents import Document
from permit_ocr.permits.normalise import FORMS
from permit_ocr.types import Field, FieldReading, Quad, TextLine

SURE = 0.90
"""Probability of the weakest character from which a well-formed value needs no second look."""

ALONE = 0.60
"""Probability of the weakest character that a value needs when only one look gave it."""

AGREED = 0.35
"""The same for the surest of several looks that gave the same value."""

SecondLook = Callable[[Field, Quad | None, str | None], Sequence[TextLine]]
"""Reads a field again: given the field, the quad of its first reading in card fractions if there was one, and the
charset; answers the lines seen, best crop first."""


@dataclass(frozen=True, slots=True)
class _Vote:
    value: str
    line: TextLine


def read_fields(
    document: Document, assigned: Mapping[Field, TextLine], look_again: SecondLook
) -> dict[Field, FieldReading]:
    """Read every field of the document. Quads are in fractions of the card."""
    return {field: _read_field(document, field, assigned.get(field), look_again) for field in document.fields}


def _read_field(document: Document, field: Field, line: TextLine | None, look_again: SecondLook) -> FieldReading:
    if line and field is Field.NAME and not is_complete(line):
        return FieldReading(quad=line.quad)
    first = _vote(document, field, line) if line else None
    if first and first.value and first.line.weakest >= SURE and first.line.positions:
        return _reading(first)
    again = look_again(field, line.quad if line else None, FORMS[field].charset)
    others = [_vote(document, field, other) for other in again]
    return _elect([vote for vote in (first, *others) if vote and vote.value])


def _vote(document: Document, field: Field, line: TextLine) -> _Vote:
    if field is Field.NAME and line.alternatives:
        line = in_script(line, document.script)
    return _Vote(FORMS[field].normalise(document, line.text), line)


def _elect(votes: Sequence[_Vote]) -> FieldReading:
    """The value that the looks agree on; nothing when they contradict one another or none is sure."""
    if not votes:
        return FieldReading()
    count = Counter(vote.value for vote in votes)
    (value, times), *rivals = count.most_common()
    if rivals and rivals[0][1] == times:
        return FieldReading(quad=votes[0].line.quad)
    best = max((vote for vote in votes if vote.value == value), key=lambda vote: vote.line.weakest)
    if best.line.weakest < (AGREED if times > 1 else ALONE):
        return FieldReading(quad=best.line.quad)
    return _reading(best)


def _reading(vote: _Vote) -> FieldReading:
    return FieldReading(vote.value, vote.line.confidence, vote.line.quad)
