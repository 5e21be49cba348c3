"""Every character that can be printed has a glyph in a typeface of its split."""

from __future__ import annotations

import pytest

from benchmarks.specimens import characters, fonts, surnames
from benchmarks.specimens.split import Split
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.permits.lexicon import AUTHORITIES, PLACES

_TABLES = (
    surnames.SURNAMES + surnames.COMPOUND_SURNAMES + characters.MALE + characters.FEMALE
    + characters.EITHER + characters.RARE
)  # fmt: skip


@pytest.mark.parametrize("split", Split)
def test_names_can_be_printed(split: Split) -> None:
    for entry in _TABLES:
        for text in (entry.simplified, entry.traditional):
            assert fonts.covering(fonts.HANZI[split][0], fonts.HANZI[split], text).has(text), text


@pytest.mark.parametrize("split", Split)
def test_fixed_texts_can_be_printed_in_every_face(split: Split) -> None:
    titles = "".join(document.title.text for document in DOCUMENTS.values())
    assert all(face.has(titles) for face in fonts.TITLE[split])
    assert all(face.has("".join((*AUTHORITIES, *PLACES)) + "男女") for face in fonts.HANZI[split])
    assert all(face.has("ABCXYZ0189.-,'") for face in fonts.LATIN[split])


def test_splits_share_no_typeface() -> None:
    for family in (fonts.HANZI, fonts.TITLE, fonts.LATIN):
        assert not set(family[Split.TUNING]) & set(family[Split.REPORTING])


def test_a_missing_glyph_is_noticed() -> None:
    simplified_only = fonts.Typeface("gbsn00lp.ttf")
    assert simplified_only.has("陈")
    assert not simplified_only.has("陳")


def test_a_missing_font_says_how_to_install_it() -> None:
    with pytest.raises(fonts.FontMissingError, match="apt-get install fonts-"):
        fonts.Typeface("no-such-font.ttf").at(20)
