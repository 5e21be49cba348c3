"""What is invented about holders is consistent in itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from benchmarks.specimens.characters import EITHER, FEMALE, MALE, RARE, Syllables
from benchmarks.specimens.code_line import code_line
from benchmarks.specimens.holders import draw_holder
from benchmarks.specimens.romanise import cantonese_name, pinyin_name, wade_giles, wade_giles_name
from benchmarks.specimens.split import Split, random_for, share
from benchmarks.specimens.surnames import COMPOUND_SURNAMES, SURNAMES, surname_weights
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.types import DocumentKind, Field


@pytest.mark.parametrize(
    ("code", "number", "expiry", "birth", "line"),
    [
        ("CS", "C00000000", date(2024, 4, 20), date(1981, 8, 3), "CSC000000004<2404200<8108038<6"),
        ("CS", "CA3273201", date(2029, 1, 17), date(1981, 8, 3), "CSCA32732010<2901178<8108038<2"),
        ("CD", "L00000000", date(2025, 8, 19), date(1982, 8, 3), "CDL000000007<2508197<8208031<6"),
    ],
)
def test_code_lines_of_the_official_specimens(code: str, number: str, expiry: date, birth: date, line: str) -> None:
    assert code_line(code, number, expiry, birth) == line


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("split", Split)
def test_holders_are_consistent(kind: DocumentKind, split: Split) -> None:
    for index in range(200):
        values = draw_holder(kind, random_for(split, index, "holder"), split).values
        assert DOCUMENTS[kind].number.fullmatch(values[Field.NUMBER])
        assert set(DOCUMENTS[kind].fields) - set(values) <= {Field.NAME}
        start, end = (date.fromisoformat(day.replace(".", "-")) for day in values[Field.VALIDITY].split("-"))
        birth = date.fromisoformat(values[Field.BIRTH_DATE].replace(".", "-"))
        assert birth < start
        last = end + timedelta(1)
        assert last.year - start.year in (5, 10)
        assert (last.month, last.day) == (start.month, start.day) or (start.month, start.day) == (2, 29)


def test_children_hold_permits_of_five_years() -> None:
    kind = DocumentKind.EXIT_ENDORSEMENT_HK_MACAO
    for index in range(300):
        values = draw_holder(kind, random_for(Split.TUNING, index, "holder"), Split.TUNING).values
        years = int(values[Field.VALIDITY][11:15]) - int(values[Field.VALIDITY][:4])
        age = int(values[Field.VALIDITY][:4]) - int(values[Field.BIRTH_DATE][:4])
        assert years in ((5,) if age < 16 else (10,) if age > 16 else (5, 10))


def test_a_name_in_three_spellings() -> None:
    surname = next(each for each in SURNAMES if each.simplified == "谢")
    given = [each for each in EITHER if each.simplified in "子欣"]
    assert pinyin_name(surname, given) == "XIE, ZIXIN"
    assert cantonese_name(surname, given) == "TSE, TSZ YAN"
    assert wade_giles_name(surname, given) == "HSIEH, TZU-HSIN"


@pytest.mark.parametrize(
    ("pinyin", "expected"),
    [("ZHANG", "CHANG"), ("CAI", "TSAI"), ("GUO", "KUO"), ("ZHE", "CHE"), ("HE", "HO"), ("RONG", "JUNG")],
)
def test_wade_giles(pinyin: str, expected: str) -> None:
    assert wade_giles(pinyin) == expected


def test_splits_share_no_given_names() -> None:
    for table in (MALE, FEMALE, EITHER):
        tuning, reporting = share(table, Split.TUNING), share(table, Split.REPORTING)
        assert not set(tuning) & set(reporting)
        assert sorted(map(str, tuning + reporting)) == sorted(map(str, table))
        assert min(len(tuning), len(reporting)) > len(table) / 3


@pytest.mark.parametrize("table", [SURNAMES, COMPOUND_SURNAMES, MALE, FEMALE, EITHER, RARE])
def test_every_character_is_listed_once_with_as_many_words_as_it_needs(table: tuple[Syllables, ...]) -> None:
    assert len({entry.simplified for entry in table}) == len(table)
    for entry in table:
        assert len(entry.traditional) == len(entry.simplified) == len(entry.pinyin) == len(entry.cantonese)
        assert "".join(entry.pinyin + entry.cantonese).isalpha()
        assert "".join(entry.pinyin + entry.cantonese).isupper()


def test_surnames_are_as_common_as_they_are() -> None:
    weights = surname_weights()
    assert len(weights) == len(SURNAMES)
    assert sum(weights) == pytest.approx(1)
    assert sum(weights[:20]) == pytest.approx(0.52)
    assert sum(weights[:100]) == pytest.approx(0.85)
    assert [entry.simplified for entry in SURNAMES[:4]] == ["王", "李", "张", "刘"]
    assert sum(weights[-8:]) == pytest.approx(0.015)
