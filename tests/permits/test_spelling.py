"""A Latin name that spells another character in the place of one, against what is misread, hidden or misspelt."""

from __future__ import annotations

import pytest

from permit_ocr.permits.spelling import changed_character


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("张静鹏", "ZHANG, JINGFENG"),
        ("李静鹏", "ZHANG, JINGPENG"),
        ("孟婷", "MENG, BIN"),
        ("欧阳修", "OUYANG, XIAO"),
    ],
)
def test_a_character_that_is_spelled_otherwise_was_changed(name: str, latin: str) -> None:
    assert changed_character(name, latin)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("单国庆", "SHAN, GUOQING"),
        ("覃勇", "TAN, YONG"),
        ("吕伟", "LYU, WEI"),
        ("吕伟", "LU, WEI"),
        ("王西安", "WANG, XIAN"),
        ("欧阳修", "OUYANG, XIU"),
    ],
)
def test_a_name_in_any_reading_of_its_characters_was_not(name: str, latin: str) -> None:
    assert not changed_character(name, latin)


@pytest.mark.parametrize(
    ("name", "latin"), [("王明", "WANG, MIN"), ("李玲", "LI, NING"), ("曾珊", "ZENG, SAN"), ("周强", "ZOU, QIANG")]
)
def test_sounds_that_are_mixed_up_are_misspelt(name: str, latin: str) -> None:
    assert not changed_character(name, latin)


@pytest.mark.parametrize(
    ("name", "latin"),
    [("邓秀", "DENG, XIUYING"), ("邓秀英", "DENG, XIU"), ("吴天阳", "WU, TIANYA"), ("谢昇晓", "XIE, ENGXIAO")],
)
def test_a_part_that_is_missing_was_hidden(name: str, latin: str) -> None:
    assert not changed_character(name, latin)


@pytest.mark.parametrize(
    ("name", "latin"), [("张伟", "LI, NA"), ("张伟", "WASHINGTON, GEORGE"), ("张伟", ""), ("", "LI")]
)
def test_another_name_altogether_is_another_matter(name: str, latin: str) -> None:
    assert not changed_character(name, latin)
