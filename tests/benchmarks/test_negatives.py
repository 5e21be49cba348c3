"""A negative depends on its number alone, and every species can be drawn."""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
import pytest

from benchmarks.negatives import SPECIES, code_lines, negatives, numbers
from benchmarks.negatives.facts import draw_facts
from benchmarks.negatives.species import SHEETS
from benchmarks.refusal import Verdict, as_markdown
from benchmarks.specimens import Split
from benchmarks.specimens.split import random_for
from permit_ocr.types import DocumentKind


@pytest.mark.parametrize("number", range(len(SPECIES)), ids=SPECIES)
def test_every_species_is_a_picture(number: int) -> None:
    (negative,) = negatives(Split.TUNING, 1, first=number)
    picture = cv2.imdecode(np.frombuffer(negative.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert negative.species == SPECIES[number]
    assert min(picture.shape[:2]) >= 480


def test_a_negative_depends_on_its_number_alone() -> None:
    (alone,) = negatives(Split.REPORTING, 1, first=12)
    later = list(negatives(Split.REPORTING, 2, first=11))[1]
    assert alone == later
    assert alone.name == "reporting-000012"


def test_splits_differ() -> None:
    tuning, reporting = (next(negatives(split, 1)).jpeg for split in Split)
    assert tuning != reporting


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_line_can_be_filled_in(kind: DocumentKind) -> None:
    facts = draw_facts(kind, random_for(Split.TUNING, 5, "facts"), Split.TUNING)
    lines = [line.text for sheets in SHEETS.values() for sheet in sheets for line in sheet.lines]
    assert not any("{" in line.format_map(facts) for line in lines)


def test_no_sheet_is_printed_beyond_its_edges() -> None:
    lines = [line for sheets in SHEETS.values() for sheet in sheets for line in sheet.lines]
    assert all(0 <= line.x < line.right <= 1 and 0 < line.y < 1 for line in lines)


def test_check_digits_are_those_of_published_examples() -> None:
    assert numbers.citizen_number("110105", date(1949, 12, 31), "002") == "11010519491231002X"
    assert numbers.bank_number("411111111111111") == "4111 1111 1111 1111"
    assert numbers.hong_kong_number("A", "123456") == "A123456(3)"


def test_lines_of_a_booklet_are_those_of_the_published_example() -> None:
    entry = code_lines.Entry("", "ZHENG, JIAN", "F")
    upper, lower = code_lines.two_lines("P", "L898902C3", entry, date(1974, 8, 12), date(2012, 4, 15))
    assert upper == "P<CHNZHENG<<JIAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<"
    assert lower.startswith("L898902C36CHN7408122F1204159")
    assert len(lower) == 44


def test_lines_of_a_back_are_those_of_the_published_specimen() -> None:
    entry = code_lines.Entry("证件样本", "ZHENG-JIAN, YANG-BEN", "F")
    lines = code_lines.three_lines("CT", "00000000", "02", entry, date(1981, 8, 3), date(2020, 6, 8))
    assert lines == (
        "CT00000000<00262006084F8108038",
        "NGKELMPONBPJLBLOAABR0000000001",
        "ZHENG<JIAN<<YANG<BEN<<<<<<<<<<",
    )


def test_the_table_counts_and_lists_what_was_accepted() -> None:
    table = as_markdown([Verdict("one", "passport"), Verdict("two", "passport", "exit_endorsement")])
    assert "| passport | 2 | 50.0 % " in table
    assert table.endswith("- two (passport): exit_endorsement")
