"""A name that lost a character is told by the gap that it leaves."""

from __future__ import annotations

from permit_ocr.permits.characters import is_complete
from permit_ocr.types import TextLine
from tests.permits.layouts import line


def test_whole_name_fills_its_line() -> None:
    assert is_complete(line("欧阳晓韞", (0.3, 0.2, 0.5, 0.3)))


def test_name_that_lost_a_character_at_an_end_leaves_a_gap() -> None:
    whole = line("姚敏韞", (0.3, 0.2, 0.5, 0.3))
    for kept in ((0, 1), (1, 2)):
        text = "".join(whole.text[i] for i in kept)
        positions = tuple(whole.positions[i] for i in kept)
        lost = TextLine(text, whole.quad, whole.probabilities[:2], positions)
        assert not is_complete(lost)
        assert is_complete(lost, snug=False), "a box drawn by the layout is longer than the name"


def test_name_that_lost_a_character_inside_leaves_a_gap() -> None:
    whole = line("欧阳晓韞", (0.3, 0.2, 0.5, 0.3))
    lost = TextLine("欧阳韞", whole.quad, whole.probabilities[:3], (*whole.positions[:2], whole.positions[3]))
    assert not is_complete(lost)
    assert not is_complete(lost, snug=False)
