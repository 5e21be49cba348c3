"""Peers are judged in their favour. None needs to be installed for this."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from benchmarks.peers.answer import best_answer
from benchmarks.peers.oracle import fields_found, shows_sex
from benchmarks.peers.order import in_reading_order
from benchmarks.peers.tesseract import lines_of
from permit_ocr.types import Field, Image, Quad, TextLine

EXPECTED = {Field.NAME: "黄思耀", Field.LATIN_NAME: "HUANG,SIYAO", Field.VALIDITY: "2017.06.04-2027.06.03"}


def line(
    text: str, x: float = 0, y: float = 0, *, degrees: float = 0, size: tuple[float, float] = (80, 20)
) -> TextLine:
    """A line whose upper-left corner is at (x, y) of a page that is turned about its origin."""
    width, height = size
    corners = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return TextLine(text, Quad.from_array(corners @ turn))


def found(*lines: TextLine) -> set[Field]:
    return {field for field, right in fields_found(EXPECTED, lines).items() if right}


def test_a_value_within_a_line_is_found_whatever_its_spaces_and_widths() -> None:
    assert found(line("姓名 黄 思 耀 男"), line("HUANG，SI YAO", y=30)) == {Field.NAME, Field.LATIN_NAME}


@pytest.mark.parametrize("degrees", [0, 12, -12, 180])
def test_a_value_split_over_neighbouring_lines_is_found(degrees: float) -> None:
    parts = (("2017.06.04-", 0, 0), ("2027.06.03", 100, 3), ("HUANG,", 0, 40), ("SIYAO", 0, 70))
    lines = [line(text, x, y, degrees=degrees) for text, x, y in parts]
    assert found(*lines[::-1]) == {Field.VALIDITY, Field.LATIN_NAME}


def test_lines_that_run_downwards_are_in_reading_order() -> None:
    lines = [line(text, x, y, size=(20, 80)) for text, x, y in (("c", 0, 0), ("b", 50, 90), ("a", 52, 0))]
    assert in_reading_order(lines) == ["a", "b", "c"]


def test_a_misread_value_or_one_in_distant_lines_is_not_found() -> None:
    assert found(line("黃思耀"), line("HUANG,", y=40), line("出生日期", y=70), line("SIYAO", y=100)) == set()


def test_nothing_is_found_in_nothing() -> None:
    assert not any(fields_found({**EXPECTED, Field.SEX: "男"}, []).values())


@pytest.mark.parametrize(
    "text", ["男", "1932.12.16男", "男/M", "1932.12.16 男 签发", "性别男出生", "性 别：男出生", "Sex男x"]
)
def test_a_sex_beside_a_label_or_at_the_edge_of_a_word_is_found(text: str) -> None:
    assert shows_sex("男", ["往来", text])


@pytest.mark.parametrize("text", ["", "女", "王男生", "出男口 x男x"])
def test_a_sex_within_a_word_is_not_found(text: str) -> None:
    assert not shows_sex("男", [text])


class OneWayUp:
    """Reads all of a picture when its white pixel is in the lower-left corner, else only one field."""

    def __init__(self) -> None:
        self.seen = 0

    def lines(self, image: Image) -> list[TextLine]:
        self.seen += 1
        return [line("黄思耀"), line("HUANG,SIYAO", y=40)] if image[-1, 0].all() else [line("黄思耀")]


def jpeg(corner: tuple[int, int]) -> bytes:
    picture = np.zeros((64, 96, 3), np.uint8)
    rows, columns = (slice(-16, None) if at else slice(16) for at in corner)
    picture[rows, columns] = 255
    return cv2.imencode(".jpg", picture)[1].tobytes()


def test_a_photo_that_gives_enough_is_not_turned() -> None:
    peer = OneWayUp()
    answer = best_answer(peer, jpeg((1, 0)), EXPECTED)
    assert (peer.seen, answer.turn, sum(answer.exact.values())) == (1, 0, 2)


@pytest.mark.parametrize(("corner", "turn"), [((0, 0), 1), ((0, 1), 2), ((1, 1), 3)])
def test_the_best_turn_counts(corner: tuple[int, int], turn: int) -> None:
    peer = OneWayUp()
    answer = best_answer(peer, jpeg(corner), EXPECTED)
    assert (peer.seen, answer.turn, sum(answer.exact.values())) == (4, turn, 2)


def test_tesseract_words_are_joined_to_lines() -> None:
    table = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t\n"
        '5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t95.1\t"性\n'
        "5\t1\t1\t1\t1\t2\t60\t22\t40\t10\t90\t别\n"
        "5\t1\t1\t1\t2\t1\t10\t50\t30\t10\t90\t男\n"
    )
    first, second = lines_of(table)
    assert (first.text, second.text) == ('"性 别', "男")
    assert first.quad == Quad.from_array(np.array([[10, 20], [100, 20], [100, 32], [10, 32]]))
