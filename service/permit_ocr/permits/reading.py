"""From assigned lines to field values: normalised, looked at twice where in doubt, with all that speaks for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from permit_ocr.permits.calibration import confidence
from permit_ocr.permits.characters import is_complete
from permit_ocr.permits.dates import impossible
from permit_ocr.permits.documents import Document
from permit_ocr.permits.names import likeliest
from permit_ocr.permits.normalise import FORMS
from permit_ocr.permits.spans import around_ink
from permit_ocr.permits.support import is_half_a_name, may_be_single, support
from permit_ocr.types import Evidence, Field, FieldReading, Quad, TextLine

SURE = 0.95
"""Probability of the weakest character from which a well-formed value needs no second look."""
LEAST_LOOKS = 2
"""Looks that must agree on what cannot be."""

DATES: Mapping[Field, int] = {Field.BIRTH_DATE: 1, Field.VALIDITY: 2}
"""How many dates a field holds."""

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
    """Read every field of the document, as likely as it may be. Quads are in fractions of the card."""
    order = sorted(document.fields, key=lambda field: field is Field.NAME)  # last: the Latin name speaks for it
    values: dict[Field, str] = {}
    votes: dict[Field, list[_Vote]] = {}
    for field in order:
        votes[field] = _votes(document, field, assigned.get(field), look_again, values)
        values[field] = _elect(document, field, votes[field], values).printed
    # Once more, as fields that were read later may speak for one value or another.
    elected = {field: _elect(document, field, seen, values) for field, seen in votes.items()}
    values = {field: reading.printed for field, reading in elected.items()}
    return {field: _weighed(document, field, elected[field], values) for field in document.fields}


def _votes(
    document: Document, field: Field, line: TextLine | None, look_again: SecondLook, known: Mapping[Field, str]
) -> list[_Vote]:
    if line is None and field in document.optional:
        return []  # where nothing need be, a second look may take the ground's pattern for characters
    first = _vote(document, field, line, known, snug=True) if line else None
    if first and first.line.positions and first.line.weakest >= SURE and _is_sound(document, field, first, known):
        return [first]
    again = look_again(field, line.quad if line else None, FORMS[field].charset)
    others = [_vote(document, field, other, known, snug=False) for other in again]
    votes = [vote for vote in (first, *others) if vote]
    return _whole_names(document, _with_commas(votes)) if field is Field.LATIN_NAME else votes


def _is_sound(document: Document, field: Field, vote: _Vote, known: Mapping[Field, str]) -> bool:
    return bool(vote.value) and support(document, field, {**known, field: vote.value}) >= 0


def _vote(document: Document, field: Field, line: TextLine, known: Mapping[Field, str], *, snug: bool) -> _Vote:
    if field is Field.NAME:
        if not is_complete(line, snug=snug):
            return _Vote("", line)
        if line.alternatives:
            line = likeliest(line, document, known.get(Field.LATIN_NAME, ""))
    return _Vote(FORMS[field].normalise(document, line.text), line)


def _with_commas(votes: Sequence[_Vote]) -> list[_Vote]:
    """The votes, with the comma that one look saw given to the looks that saw the same letters without it."""
    whole = {_letters(vote.value): vote.value for vote in votes if "," in vote.value}
    return [
        vote if "," in vote.value else replace(vote, value=whole.get(_letters(vote.value), vote.value))
        for vote in votes
    ]


def _whole_names(document: Document, votes: Sequence[_Vote]) -> list[_Vote]:
    """Take the value from looks that saw but a part: a name without a comma, where all holders have two names."""
    return [vote if "," in vote.value or may_be_single(document) else replace(vote, value="") for vote in votes]


def _letters(value: str) -> str:
    return "".join(character for character in value if character.isalpha())


def _elect(document: Document, field: Field, votes: Sequence[_Vote], known: Mapping[Field, str]) -> FieldReading:
    """The value that other fields confirm, or most looks agree on; of two such, the one that was seen more clearly."""
    formed = [vote for vote in votes if vote.value]
    if not formed:
        return _impossible(field, votes) or FieldReading(quad=votes[0].line.quad if votes else None)
    count = Counter(vote.value for vote in formed)
    confirmed = {value: support(document, field, {**known, field: value}) > 0 for value in count}
    best = max(formed, key=lambda vote: (confirmed[vote.value], count[vote.value], vote.line.weakest))
    agreeing = count[best.value]
    evidence = Evidence(best.line.weakest, agreeing, differing=len(formed) - agreeing)
    return FieldReading(best.value, quad=around_ink(best.line), printed=best.value, evidence=evidence)


def _impossible(field: Field, votes: Sequence[_Vote]) -> FieldReading | None:
    """What cannot be, if several looks plainly read just that: then it is not the reader who is wrong."""
    texts = {impossible(vote.line.text, DATES.get(field, 0)) for vote in votes}
    weakest = min((vote.line.weakest for vote in votes), default=0.0)
    if len(votes) < LEAST_LOOKS or len(texts) > 1 or not any(texts) or weakest < SURE:
        return None
    return FieldReading(quad=votes[0].line.quad, evidence=Evidence(weakest, len(votes)), impossible=texts.pop())


def _weighed(document: Document, field: Field, reading: FieldReading, values: Mapping[Field, str]) -> FieldReading:
    if reading.evidence is None or not reading.printed:
        return reading
    evidence = replace(reading.evidence, support=support(document, field, values))
    sure = 0.0 if field is Field.LATIN_NAME and is_half_a_name(document, values) else confidence(field, evidence)
    return replace(reading, evidence=evidence, confidence=sure)
