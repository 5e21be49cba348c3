"""Dates exist, and terms of issue end on the eve of an anniversary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_ocr.permits.dates import TERMS, birth_precedes, dates_in, dotted, impossible, is_term, terms_until


@pytest.mark.parametrize(
    ("validity", "term"),
    [
        ("2019.01.18-2029.01.17", True),
        ("2015.06.09-2020.06.08", True),
        ("2020.02.29-2030.02.28", True),
        ("2019.01.18-2029.01.18", False),
        ("2016.03.31-2028.03.30", False),
        ("2019.01.18", False),
    ],
)
def test_terms_are_told_from_other_spans(validity: str, term: bool) -> None:
    assert is_term(validity) is term


@given(st.dates().filter(lambda day: 1912 <= day.year <= 2098))
def test_every_term_until_a_day_is_a_term(day: object) -> None:
    last = f"{day:%Y.%m.%d}"
    terms = terms_until(last)
    assert len(terms) >= len(TERMS) or last.endswith(("02.28", "02.29"))
    assert all(is_term(term) for term in terms)


@given(st.dates().filter(lambda day: 1900 <= day.year <= 2099))
def test_printed_dates_are_read_back(day: object) -> None:
    assert list(map(dotted, dates_in(f"{day:%Y.%m.%d}"))) == [f"{day:%Y.%m.%d}"]


def test_one_impossible_date_makes_the_text_worthless() -> None:
    assert dates_in("2019.02.30-2029.02.28") == []


def test_holder_is_born_before_the_issue() -> None:
    assert birth_precedes("1981.08.03", "2019.01.18-2029.01.17")
    assert not birth_precedes("2021.08.03", "2019.01.18-2029.01.17")


@pytest.mark.parametrize(
    ("text", "count", "told"),
    [
        ("1983.02.30", 1, "1983.02.30"),
        ("1983 13.01", 1, "1983.13.01"),
        ("2029.01.17-2019.01.18", 2, "2029.01.17-2019.01.18"),
        ("2019.01.18-2029.01.32", 2, "2019.01.18-2029.01.32"),
        ("1983.02.28", 1, ""),
        ("2019.01.18-2029.01.17", 2, ""),
        ("1983.02.3", 1, ""),
        ("1983.02.30-", 2, ""),
        ("1983.O2.30", 1, ""),
    ],
)
def test_dates_that_cannot_be_are_told_from_those_that_can_and_from_other_texts(
    text: str, count: int, told: str
) -> None:
    assert impossible(text, count) == told
