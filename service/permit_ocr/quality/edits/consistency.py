"""What a card says against itself: print against code line, dates against terms, number against date.

No pixel is looked at. Whatever may as well be misread counts only as far as it was read surely: the strength of a
finding is the certainty of the readings that it rests on, to the power of ``DOUBT``, times what the contradiction
itself is worth, stated at each.
Sources of the rules: the announcements of the National Immigration Administration on the documents' first issue,
terms and numbers, and the positions of check digits as in ``permits/machine_code.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from permit_ocr.permits.calibration import confidence
from permit_ocr.permits.dates import dates_in, dotted, is_term
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.permits.machine_code import MachineCode, Proof, check_digit
from permit_ocr.permits.names import is_heard_in, is_spelled_in_pinyin, sounds_like
from permit_ocr.permits.spelling import changed_character
from permit_ocr.quality.edits.reasons import TamperReason
from permit_ocr.quality.legibility import certainty
from permit_ocr.types import DocumentKind, Field, FieldReading, Finding

WORTH: Mapping[TamperReason, float] = {
    TamperReason.CHECK_DIGIT: 1.0,
    TamperReason.CODE_LINE: 0.95,
    TamperReason.DATES: 0.995,
    TamperReason.TERM: 0.995,
    TamperReason.TERM_FOR_AGE: 0.7,
    TamperReason.ISSUE_DATE: 0.7,
    TamperReason.NUMBER: 0.8,
    TamperReason.PINYIN: 0.3,
    TamperReason.SYLLABLE: 0.9,
    TamperReason.OTHER_NAME: 0.65,
}
"""How surely a contradiction is an edit if all was read rightly; less where rules have exceptions, and where only cards
that were seen say when a kind began."""

DOUBT = 7
"""Power to which the certainty of a reading is taken: one of 0.95 is just enough for the standard threshold."""

PROOF_WORTH: Mapping[Proof, float] = {Proof.WHOLE: 1.0, Proof.REPAIRED: 0.5, Proof.PARTIAL: 0.42}
"""How much a code line counts against print: a damaged one may be wrong itself."""

OLDEST = 115
"""Years; no holder is older at issue."""

_A_DAY_LATE = 0.52
"""What a term that ends on an anniversary is worth of any other wrong term: whoever draws a specimen counts so, too."""

_LONG_FROM: Mapping[DocumentKind, int] = {
    DocumentKind.EXIT_ENDORSEMENT_HK_MACAO: 16,
    DocumentKind.EXIT_ENDORSEMENT_TAIWAN: 16,
    DocumentKind.HOME_RETURN_PERMIT: 18,
}
"""Age in years from which a card is issued for ten years; cards of the other kinds always have five."""

_FIRST_ISSUE: Mapping[DocumentKind, date] = {
    DocumentKind.EXIT_ENDORSEMENT_HK_MACAO: date(2014, 4, 21),
    DocumentKind.EXIT_ENDORSEMENT_TAIWAN: date(2015, 8, 20),
    DocumentKind.HOME_RETURN_PERMIT: date(2012, 12, 12),
    DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE: date(2024, 7, 1),
    DocumentKind.TAIWAN_COMPATRIOT_PERMIT: date(2015, 6, 9),
}
"""The earliest date of issue seen on a card or a published specimen of each kind."""

_LETTERS_FROM, _DIGITS_UNTIL = date(2018, 12, 1), date(2019, 12, 31)
"""Numbers ``C`` + letter are given out from 2018-12-10 on, when those with eight digits ran out; left-over cards of the
old series are allowed a year."""


@dataclass(frozen=True, slots=True)
class _Print:
    """A value as printed, and the certainty of the reading by itself: what other fields say of it would count twice."""

    value: str
    sure: float
    reading: FieldReading


def contradictions(
    kind: DocumentKind | None, fields: Mapping[Field, FieldReading] | None, code: MachineCode | None
) -> Iterator[Finding]:
    """Find what a card says against itself."""
    if kind is None or not fields:
        return
    yield from _impossible(fields)
    seen = [(field, reading) for field, reading in fields.items() if reading.printed]
    prints = {field: _Print(reading.printed, certainty(field, reading), reading) for field, reading in seen}
    if code:
        yield from _against_code(prints, code)
        yield from _edited_code(prints, code)
    yield from _about_dates(kind, prints)
    yield from _about_number(kind, prints)
    yield from _about_names(kind, prints)


def _finding(reason: TamperReason, field: Field, *prints: _Print, worth: float = 1.0) -> Finding:
    """A finding at the first of the prints that it rests on."""
    strength = WORTH[reason] * worth
    for each in prints:
        strength *= each.sure**DOUBT
    return Finding(reason.value, strength, prints[0].reading.quad, field)


def _against_code(prints: Mapping[Field, _Print], code: MachineCode) -> Iterator[Finding]:
    coded = {Field.NUMBER: code.number, Field.BIRTH_DATE: code.birth, Field.VALIDITY: code.expiry}
    for field, proved in coded.items():
        seen = prints.get(field)
        if seen and proved and _as_coded(field, seen.value) != proved:
            yield _finding(TamperReason.CHECK_DIGIT, field, seen, worth=PROOF_WORTH[code.proof])


def _impossible(fields: Mapping[Field, FieldReading]) -> Iterator[Finding]:
    """Dates that are plain to read and do not exist, or a term that ends before it begins."""
    for field, reading in fields.items():
        if reading.impossible and reading.evidence:
            strength = WORTH[TamperReason.DATES] * confidence(field, reading.evidence) ** DOUBT
            yield Finding(TamperReason.DATES.value, strength, reading.quad, field)


def _as_coded(field: Field, value: str) -> str:
    """The part of a printed value that the code line holds, as it holds it."""
    return value if field is Field.NUMBER else value.replace(".", "")[-6:]


def _edited_code(prints: Mapping[Field, _Print], code: MachineCode) -> Iterator[Finding]:
    """Print and line agree throughout, yet more check digits are wrong than one misread character explains."""
    line = code.text
    parts = {Field.NUMBER: (2, 11), Field.VALIDITY: (13, 19), Field.BIRTH_DATE: (21, 27)}
    if code.proof is not Proof.PARTIAL or not all(
        field in prints and _as_coded(field, prints[field].value) == line[a:b] for field, (a, b) in parts.items()
    ):
        return
    mended = [line[a:b] + check_digit(line[a:b]) for a, b in parts.values()]
    wrong = [field for (field, (_, at)), part in zip(parts.items(), mended, strict=True) if part[-1] != line[at]]
    if len(wrong) + (check_digit("".join(mended)) != line[29]) > 1:
        field = wrong[0] if wrong else Field.NUMBER
        yield _finding(TamperReason.CODE_LINE, field, *(prints[other] for other in parts))


def _about_dates(kind: DocumentKind, prints: Mapping[Field, _Print]) -> Iterator[Finding]:
    validity, birth = prints.get(Field.VALIDITY), prints.get(Field.BIRTH_DATE)
    term = dates_in(validity.value) if validity else []
    if validity is None or len(term) != 2:
        return
    if not is_term(validity.value) or (kind not in _LONG_FROM and _years(term[0], term[1]) > 5):
        yield _finding(TamperReason.TERM, Field.VALIDITY, validity, worth=_A_DAY_LATE if _ends_a_day_late(term) else 1)
    if term[0] < _FIRST_ISSUE[kind]:
        yield _finding(TamperReason.ISSUE_DATE, Field.VALIDITY, validity)
    born = dates_in(birth.value) if birth else []
    if birth and len(born) == 1:
        yield from _about_age(kind, birth, validity, (born[0], term[0], term[1]))


def _ends_a_day_late(term: list[date]) -> bool:
    """Say whether a term ends on an anniversary instead of on its eve."""
    return is_term(f"{dotted(term[0])}-{dotted(term[1] - timedelta(days=1))}")


def _about_age(kind: DocumentKind, birth: _Print, validity: _Print, days: tuple[date, date, date]) -> Iterator[Finding]:
    """Judge birth, issue and expiry together."""
    born, issued, expires = days
    age = _years(born, issued)
    if not 0 <= age <= OLDEST or born > issued:
        yield _finding(TamperReason.DATES, Field.BIRTH_DATE, birth, validity)
    elif kind in _LONG_FROM and is_term(validity.value):
        long = _years(issued, expires) > 5
        if long != (age >= _LONG_FROM[kind]):
            yield _finding(TamperReason.TERM_FOR_AGE, Field.BIRTH_DATE, birth, validity)


def _years(start: date, end: date) -> int:
    """Full years from one day to another."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _about_number(kind: DocumentKind, prints: Mapping[Field, _Print]) -> Iterator[Finding]:
    number, validity = prints.get(Field.NUMBER), prints.get(Field.VALIDITY)
    term = dates_in(validity.value) if validity else []
    if number is None or validity is None or not term or kind is not DocumentKind.EXIT_ENDORSEMENT_HK_MACAO:
        return
    lettered = number.value[1:2].isalpha()
    if (lettered and term[0] < _LETTERS_FROM) or (not lettered and term[0] > _DIGITS_UNTIL):
        yield _finding(TamperReason.NUMBER, Field.NUMBER, number, validity)


def _about_names(kind: DocumentKind, prints: Mapping[Field, _Print]) -> Iterator[Finding]:
    name, latin = prints.get(Field.NAME), prints.get(Field.LATIN_NAME)
    if name is None or latin is None or not is_spelled_in_pinyin(name.value, DOCUMENTS[kind]):
        return
    if not is_heard_in(name.value, latin.value):
        yield _finding(TamperReason.OTHER_NAME, Field.LATIN_NAME, latin, name)
    elif changed_character(name.value, latin.value):
        yield _finding(TamperReason.SYLLABLE, Field.LATIN_NAME, latin, name)
    elif not sounds_like(name.value, latin.value):
        yield _finding(TamperReason.PINYIN, Field.LATIN_NAME, latin, name)
