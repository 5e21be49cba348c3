"""The code line proves itself: what its check digits can know, the parser knows, and no more."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_ocr.permits.machine_code import CONFUSABLE, Proof, best, check_digit, looks_like_code, parse

PUBLISHED = (
    "CSC000000004<2404200<8108038<6",
    "CSCA32732010<2901178<8108038<2",
    "CDL000000007<2508197<8208031<6",
)
"""Specimens that the issuing side has published."""

DATES = st.dates().map(lambda date: f"{date:%y%m%d}")
NUMBERS = st.builds(
    lambda first, second, digits: first + second + f"{digits:07d}",
    st.sampled_from("CLT"),
    st.sampled_from("0123456789ABCDEFGH"),
    st.integers(0, 9_999_999),
)


def code_line(kind: str, number: str, expiry: str, birth: str) -> str:
    parts = [text + check_digit(text) for text in (number, expiry, birth)]
    return kind + "<".join([*parts, check_digit("".join(parts))])


LINES = st.builds(code_line, st.sampled_from(["CS", "CD"]), NUMBERS, DATES, DATES)


def value(character: str) -> int:
    return 0 if character == "<" else int(character, 36)


@pytest.mark.parametrize("line", PUBLISHED)
def test_published_specimens_hold(line: str) -> None:
    code = parse(line)
    assert code is not None
    assert code.proof is Proof.WHOLE
    assert code.text == line


def test_parts_are_where_the_specimens_have_them() -> None:
    code = parse(PUBLISHED[1])
    assert code is not None
    assert (code.document_code, code.number, code.expiry, code.birth) == (
        "CS",
        "CA3273201",
        "290117",
        "810803",
    )


@given(LINES, st.integers(0, 29), st.sampled_from(string.ascii_uppercase + string.digits + "<"))
def test_every_error_that_the_digits_can_see_is_seen(line: str, at: int, other: str) -> None:
    """One wrong character whose value differs modulo 10 is never passed over; at most it is put right."""
    if value(other) % 10 == value(line[at]) % 10:
        return
    code = parse(line[:at] + other + line[at + 1 :])
    assert code is None or code.text == line or code.proof is Proof.REPAIRED or at in (0, 1, 12, 20, 28)


@given(LINES, st.integers(0, 29), st.data())
def test_repair_is_made_only_when_one_exchange_explains_all_digits(line: str, at: int, data: st.DataObject) -> None:
    lookalikes = sorted({c for group in CONFUSABLE if line[at] in group for c in group} - {line[at]})
    if not lookalikes:
        return
    broken = line[:at] + data.draw(st.sampled_from(lookalikes)) + line[at + 1 :]
    code = parse(broken)
    explanations = {
        candidate
        for i, character in enumerate(broken)
        for group in CONFUSABLE
        if character in group
        for other in group
        if (candidate := broken[:i] + other + broken[i + 1 :]) and _holds(candidate)
    }
    if code is not None and code.proof is Proof.REPAIRED:
        assert code.text in explanations
        assert len({e for e in explanations if e != broken}) == 1


def _holds(line: str) -> bool:
    code = parse(line)
    return code is not None and code.proof is Proof.WHOLE and code.text == line


@given(LINES)
def test_letters_read_for_digits_in_the_dates_are_settled_without_repair(line: str) -> None:
    """A date's cells hold digits only, so O is 0 there; the check digits still have to agree."""
    code = parse(line[:13] + line[13:20].replace("0", "O").replace("1", "I") + line[20:])
    assert code is not None
    assert (code.text, code.proof) == (line, Proof.WHOLE)


@pytest.mark.parametrize("text", ["", "CSC000000004", "X" * 30, "CSC886084772<2800800<8200000<6"])
def test_what_does_not_hold_is_not_a_code(text: str) -> None:
    """The last is a vendor's masked example: only its number digit holds."""
    assert parse(text) is None


@given(LINES, st.integers(1, 29))
def test_a_lost_character_is_not_guessed(line: str, at: int) -> None:
    assert parse(line[:at] + line[at + 1 :]) is None


def test_damaged_code_line_is_still_recognised_as_one() -> None:
    assert looks_like_code("CSC00000O004<24O4200<81O8038<")
    assert not looks_like_code("2014.04.21-2024.04.20")
    assert not looks_like_code("THIS CARD IS INTENDED FOR ITS HOLDER")


def test_parts_of_a_damaged_line_stand_by_their_own_digits() -> None:
    damaged = "CSCA32732010<2901148<8108038<2"
    code = best([damaged], "CS")
    assert code is not None
    assert (code.number, code.expiry, code.birth, code.proof) == ("CA3273201", "", "810803", Proof.PARTIAL)


def test_whole_line_is_preferred_to_parts_whatever_the_order_of_looks() -> None:
    whole, damaged = "CSCA32732010<2901178<8108038<2", "CSCA32732010<2901148<8108038<2"
    for looks in ([whole, damaged], [damaged, whole]):
        code = best(looks, "CS")
        assert code is not None
        assert code.proof is Proof.WHOLE


def test_code_of_the_other_document_is_not_taken() -> None:
    assert best(["CSCA32732010<2901178<8108038<2"], "CD") is None


def test_part_with_an_impossible_date_is_none() -> None:
    code = best(["CSC886084772<2800800<8200000<6"], "CS")
    assert code is not None
    assert (code.number, code.expiry, code.birth) == ("C88608477", "", "")
