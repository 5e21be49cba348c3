"""Characters of one script alone are told from those of both; surnames are known in either."""

from __future__ import annotations

import pytest

from permit_ocr.permits.scripts import Script, only_script
from permit_ocr.permits.surnames import is_surname


@pytest.mark.parametrize(
    ("characters", "script"),
    [("黄吴陈静", Script.SIMPLIFIED), ("黃吳陳靜", Script.TRADITIONAL), ("林云于范昇甯志明", None)],
)
def test_characters_of_one_script(characters: str, script: Script | None) -> None:
    assert {only_script(character) for character in characters} == {script}


@pytest.mark.parametrize("name", ["陈晓明", "陳曉明", "歐陽修", "欧阳修", "阿依古丽·买买提", "冼星海"])
def test_surnames_are_known_in_both_scripts(name: str) -> None:
    assert is_surname(name)


@pytest.mark.parametrize("name", ["洗星海", "晓明", ""])
def test_other_characters_are_no_surnames(name: str) -> None:
    assert not is_surname(name)
