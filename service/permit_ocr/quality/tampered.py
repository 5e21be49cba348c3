"""Whether the picture of a card was edited, or the card says what cannot be.

The score is the probability that at least one of the kinds of evidence found is no accident, were they independent:
one less the product of what each leaves open. Logic comes first: a sure print that contradicts a code line whose four
check digits hold reaches 0.8 and more by itself, whatever the pixels say. Each kind of pixel evidence is scaled so
that it alone reaches 0.5 on one genuine card in two hundred. ``edits/reasons.py`` lists the reasons.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from permit_ocr.imaging.geometry import box_quad
from permit_ocr.quality import blurred, covered
from permit_ocr.quality.edits.clones import closest_pair
from permit_ocr.quality.edits.compression import foreign
from permit_ocr.quality.edits.consistency import contradictions
from permit_ocr.quality.edits.date_type import differing_dates, other_width
from permit_ocr.quality.edits.digit_size import odd_digits
from permit_ocr.quality.edits.ghost import compare
from permit_ocr.quality.edits.odds import odds
from permit_ocr.quality.edits.print_lines import Line, lines_of
from permit_ocr.quality.edits.reasons import TamperReason
from permit_ocr.quality.edits.value_compression import foreign_value
from permit_ocr.quality.edits.value_tint import other_tints
from permit_ocr.quality.findings import FAINTEST, ramp, together
from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import Window, quad_in_photo
from permit_ocr.types import Field, Finding, Score

BY_STYLE = frozenset({TamperReason.DATE_TYPE, TamperReason.CLONED})
"""Evidence that rests on how a card is made: its type. The small portrait is on every card a print of the large one's
photograph: of 575 genuine photos of cards that somebody else drew, three reach 0.5 by it."""

BY_CUSTOM = frozenset({TamperReason.TERM_FOR_AGE, TamperReason.ISSUE_DATE, TamperReason.NUMBER, TamperReason.PINYIN})
"""Evidence that rests on how cards are known to be issued: who draws one, or meets an exception, may not know it."""

MOST_BY_COMPRESSION = 0.95
"""The most that other traces of compression in one value are worth: of 200 genuine photos one, whose contrast somebody
had lowered to a half, reached 0.998, and print that contradicts the code line has to be surer than that."""

MOST_BY_TINT, MOST_BY_SIZE, MOST_BY_WIDTH = 0.95, 0.65, 0.65
"""The most that a ground of another tint, a digit of another size and dates in types of two widths are worth: what
shines on the card may end at a value. Light or dirt at a digit's top or foot changes its height, too; a card may be
bent between its dates, or be of a kind that sets them in two types: one more sign has to join those."""

MOST_BY_HINTS = 0.44
"""The most that all evidence of style is worth together, or all of custom: both kinds of hints together stay below the
standard threshold. On cards drawn by somebody else from the published facts, in type that the weights were not fitted
on, evidence of style often goes beyond: a kind of card that was never seen is no forgery."""

_SURE = 0.8
"""Strength from which contradictions count each by itself. What makes one reading doubtful makes others so as well: a
genuine card in the dark that was misread reached 0.84 by several weak ones."""

_ILLEGIBLE = (1.0, 0.5)
"""Score of blur from which pixels tell nothing of edits, and up to which they tell all: what compression and blur leave
of a character, or of the ground about it, strays from what they leave of the next."""

_LIES_ON = 0.4
"""Strength from which a thing on the portrait keeps it from being compared with the small one: of 72 covered tuning
photos nine were called tampered for that; of 91 exchanged portraits four are not compared."""

_FIELDS = {field.value: field for field in Field}


def score(view: CardView) -> Score:
    """Say how much speaks for tampering (see the module)."""
    legible = ramp(blurred.score(view).value, *_ILLEGIBLE)
    found = [*_independent(list(_logic(view))), *(_weighted(legible, finding) for finding in _pixels(view))]
    others = together([finding for finding in found if finding.reason not in BY_STYLE | BY_CUSTOM])
    hints = [together([finding for finding in found if finding.reason in kind]) for kind in (BY_STYLE, BY_CUSTOM)]
    left_open = math.prod(1 - min(hint.value, MOST_BY_HINTS) for hint in hints)
    told = together([*others.findings, *(_as_hint(finding) for hint in hints for finding in hint.findings)]).findings
    return Score(1 - (1 - others.value) * left_open, told)


def _weighted(worth: float, finding: Finding) -> Finding:
    return replace(finding, strength=worth * finding.strength)


def _as_hint(finding: Finding) -> Finding:
    return replace(finding, strength=min(finding.strength, MOST_BY_HINTS))


def _logic(view: CardView) -> Iterator[Finding]:
    for finding in contradictions(view.kind, view.fields, view.code):
        place = view.card.in_photo(finding.quad) if finding.quad else None
        yield Finding(finding.reason, finding.strength, place, finding.field)


def _independent(contradictions: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out doubtful contradictions but for the strongest; customs are hints, whose worth is bounded anyway."""
    doubtful = [found for found in contradictions if found.strength < _SURE and found.reason not in BY_CUSTOM]
    strongest = max(doubtful, key=lambda found: found.strength, default=None)
    yield from (found for found in contradictions if found not in doubtful or found is strongest)


def _pixels(view: CardView) -> Iterator[Finding]:
    lines = lines_of(view)
    yield from _sizes(view, lines)
    yield from _tints(view)
    yield from _dates(view, lines)
    yield from _clones(view, lines)
    yield from _compression(view)
    yield from _portrait(view)


def _sizes(view: CardView, lines: Sequence[Line]) -> Iterator[Finding]:
    for line, cell, sure in odd_digits(lines):
        if sure >= FAINTEST:
            yield _finding(view, TamperReason.DIGIT_SIZE, sure * MOST_BY_SIZE, cell.box, line)


def _tints(view: CardView) -> Iterator[Finding]:
    for name, box, sure in other_tints(view):
        if sure >= FAINTEST:
            place = view.card.in_photo(box_quad(box))
            yield Finding(TamperReason.TINT.value, sure * MOST_BY_TINT, place, _FIELDS.get(name))


def _dates(view: CardView, lines: Sequence[Line]) -> Iterator[Finding]:
    """Which of the two lines of dates was typed anew cannot be told: there is a finding at both."""
    features, sure = differing_dates(lines), other_width(lines)
    dates = [line for line in lines if line.name in (Field.BIRTH_DATE, Field.VALIDITY)]
    if features is not None:
        for line in dates:
            yield _finding(view, TamperReason.DATE_TYPE, odds("date_type", features), _extent(line), line)
    if sure >= FAINTEST:
        for line in dates:
            yield _finding(view, TamperReason.DATE_WIDTH, sure * MOST_BY_WIDTH, _extent(line), line)


def _clones(view: CardView, lines: Sequence[Line]) -> Iterator[Finding]:
    pair = closest_pair(lines)
    if pair:
        strength = odds("clones", pair.features)
        for cell, line in zip(pair.cells, pair.lines, strict=True):
            yield _finding(view, TamperReason.CLONED, strength, cell.box, line)


def _compression(view: CardView) -> Iterator[Finding]:
    found = foreign_value(view)
    if found:
        place = view.card.in_photo(box_quad(found.box))
        strength = min(found.strength, MOST_BY_COMPRESSION)
        yield Finding(TamperReason.VALUE_COMPRESSION.value, strength, place, found.field)


def _portrait(view: CardView) -> Iterator[Finding]:
    box = next((region.box for region in view.regions if region.name == "portrait"), None)
    if box is None:
        return
    place = view.card.in_photo(box_quad(box))
    yield Finding(TamperReason.PORTRAIT_COMPRESSION.value, foreign(view, box), place)
    likeness = None if _hidden(view) else compare(view)
    if likeness:
        yield Finding(TamperReason.GHOST.value, odds("ghost", likeness.features), place)


def _hidden(view: CardView) -> bool:
    """Say whether something lies on the portrait: the small one shows what it hides."""
    lying = (found.strength for found in covered.score(view).findings if found.reason in covered.OF_PORTRAIT)
    return max(lying, default=0.0) > _LIES_ON


def _extent(line: Line) -> Window:
    lefts, tops, rights, bottoms = zip(*(cell.box for cell in line.cells), strict=True)
    return Window(min(lefts), min(tops), max(rights), max(bottoms))


def _finding(view: CardView, reason: TamperReason, strength: float, place: Window, line: Line) -> Finding:
    return Finding(reason.value, strength, quad_in_photo(view, *place), _FIELDS.get(line.name))
