"""A quick look is believed where a misreading would show, and nowhere else."""

from __future__ import annotations

import pytest

from permit_ocr.permits.documents import EXIT_ENDORSEMENT_HK_MACAO, HOME_RETURN_PERMIT, Document
from permit_ocr.permits.proofs import provable_fields, proved_code, proves_itself
from permit_ocr.types import Field, Quad, TextLine

CODE = "CSCA32732010<2901178<8108038<2"
QUAD = Quad(((0, 0), (1, 0), (1, 1), (0, 1)))


def line(text: str, weakest: float = 0.99) -> TextLine:
    return TextLine(text, QUAD, (weakest, *(0.999,) * len(text))[: len(text)])


def proves(text: str, weakest: float = 0.99, document: Document = EXIT_ENDORSEMENT_HK_MACAO) -> bool:
    return proves_itself(document, line(text, weakest), proved_code(CODE))


@pytest.mark.parametrize(
    "text",
    [
        "CA3273201",
        "1981.08.03",
        "2019.01.18-2029.01.17",
        "中华人民共和国出入境管理局 广东",
        "公安部出入境管理局",
        "广东",
    ],
)
def test_what_the_code_confirms_or_makes_sense_in_itself(text: str) -> None:
    assert proves(text)
    assert not proves(text, weakest=0.9)


@pytest.mark.parametrize(
    "text",
    [
        "CA3273207",
        "1981.08.08",
        "2019.01.18-2029.01.18",
        "2019.07.18-2029.01.17",
        "中华大民共和国出入境管理局广东",
        "中华人民共和国出入境管理局广",
        "出入境管理局",
        "张三",
        "ZHANG, SAN",
        "女",
        "",
    ],
)
def test_what_nothing_confirms(text: str) -> None:
    assert not proves(text)


def test_a_code_line_proves_nothing_that_it_does_not_prove_itself() -> None:
    assert proved_code(CODE) is not None
    assert proved_code(CODE.replace("3273", "3278")) is None
    assert not proves_itself(EXIT_ENDORSEMENT_HK_MACAO, line("1981.08.03"), None)


def test_without_a_code_line_neither_number_nor_birth_date_are_looked_at_in_haste() -> None:
    provable = provable_fields(HOME_RETURN_PERMIT, None)
    assert {Field.NUMBER, Field.BIRTH_DATE, Field.NAME} & provable == set()
    assert Field.VALIDITY in provable
    assert {Field.NUMBER, Field.BIRTH_DATE} <= provable_fields(EXIT_ENDORSEMENT_HK_MACAO, proved_code(CODE))
