"""A quick look is believed where a misreading would show, and nowhere else."""

from __future__ import annotations

import pytest

from permit_ocr.permits.documents import EXIT_ENDORSEMENT_HK_MACAO, HOME_RETURN_PERMIT, Document
from permit_ocr.permits.proofs import provable_fields, proved, proved_code
from permit_ocr.permits.reading import SURE
from permit_ocr.types import Field, Quad, TextLine

CODE = "CSCA32732010<2901178<8108038<2"
QUAD = Quad(((0, 0), (1, 0), (1, 1), (0, 1)))
CODED = ["CA3273201", "1981.08.03"]
AUTHORITY = "中华人民共和国出入境管理局"


def line(text: str, weakest: float = 0.99, at: int = 0) -> TextLine:
    return TextLine(text, QUAD, tuple(weakest if i == at else 0.999 for i in range(len(text))))


def proves(text: str, weakest: float = 0.99, at: int = 0, code: str = CODE) -> bool:
    return proved(EXIT_ENDORSEMENT_HK_MACAO, line(text, weakest, at), proved_code(code)) is not None


@pytest.mark.parametrize("text", CODED)
def test_what_the_code_line_says_proves_itself_however_faint(text: str) -> None:
    assert proves(text, weakest=0.3)


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("2019.01.18-2029.01.17", 0.91),
        ("1990.02.03", 0.96),
        ("广东", 0.96),
        ("女", 0.96),
    ],
)
def test_what_is_clear_and_has_a_form_of_its_own_proves_itself(text: str, enough: float) -> None:
    assert proves(text, enough, code="")
    assert not proves(text, enough - 0.02, code="")


def test_an_authority_resembles_no_other_and_a_place_resembles_many() -> None:
    joined = f"{AUTHORITY} 广东"
    assert proves(AUTHORITY, weakest=0.3)
    assert proves(joined, weakest=0.3, at=4)
    assert not proves(joined, weakest=0.9, at=len(joined) - 1)


def test_points_and_hyphens_tell_nothing() -> None:
    assert proves("2019.01.18-2029.01.17", weakest=0.3, at=4)
    assert proves("1990.02.03", weakest=0.3, at=4, code="")


@pytest.mark.parametrize("text", ["有效期限", "有效期限 Valid period"])
def test_a_label_is_no_value_and_needs_no_second_look(text: str) -> None:
    assert proves(text, weakest=0.3)
    assert not proves(text + " 2")
    assert not proves("有效期陷")


def test_what_is_proved_is_no_longer_in_doubt() -> None:
    sure = proved(HOME_RETURN_PERMIT, line("2019.01.18-2029.01.17", 0.91), None)
    assert sure is not None
    assert sure.weakest >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "CA327320",
        "CA3273207",
        "1981.02.30",
        "2019.01.18-2029.01.18",
        "2019.07.18-2029.01.17",
        "中华大民共和国出入境管理局广东",
        "中华人民共和国出入境管理局广",
        "出入境管理局",
        "张三",
        "ZHANG, SAN",
        "女日本",
        "",
    ],
)
def test_what_nothing_confirms(text: str) -> None:
    assert not proves(text)


def test_a_code_line_proves_nothing_that_it_does_not_prove_itself() -> None:
    assert proved_code(CODE) is not None
    assert proved_code(CODE.replace("3273", "3278")) is None
    assert not proves("1981.08.03", weakest=0.9, code="")


@pytest.mark.parametrize("document", [EXIT_ENDORSEMENT_HK_MACAO, HOME_RETURN_PERMIT], ids=lambda d: d.kind)
def test_names_are_never_looked_at_in_haste_nor_numbers_that_no_code_line_confirms(document: Document) -> None:
    provable = provable_fields(document)
    assert {Field.BIRTH_DATE, Field.SEX} <= provable
    assert (Field.NUMBER in provable) == (document.machine_code is not None)
    assert not {Field.NAME, Field.LATIN_NAME, Field.NATIONALITY} & provable
