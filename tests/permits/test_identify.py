"""A document is named by its own texts, survives misreadings, and is never claimed on borrowed ones."""

from __future__ import annotations

import pytest

from permit_ocr.permits.documents import (
    DOCUMENTS,
    EXIT_ENDORSEMENT_HK_MACAO,
    HOME_RETURN_PERMIT,
    HOME_RETURN_PERMIT_NON_CHINESE,
    TAIWAN_COMPATRIOT_PERMIT,
    Document,
)
from permit_ocr.permits.identify import identify
from permit_ocr.types import DocumentKind, Field, TextLine
from tests.permits.layouts import card_lines, line

NOWHERE = (0.1, 0.1, 0.9, 0.2)


def lines_of(*texts: str) -> list[TextLine]:
    return [line(text, NOWHERE) for text in texts]


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda d: d.kind)
def test_every_document_is_told_from_the_others(document: Document) -> None:
    sighting = identify(card_lines(document, {}))
    assert sighting is not None
    assert sighting.certain
    assert sighting.document is document


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda d: d.kind)
def test_one_misread_character_in_every_text_changes_nothing(document: Document) -> None:
    damaged = [line("口" + text.text[1:], NOWHERE) for text in card_lines(document, {}) if len(text.text) > 3]
    sighting = identify(damaged)
    assert sighting is not None
    assert sighting.certain
    assert sighting.document is document


@pytest.mark.parametrize(
    "texts",
    [
        ("中华人民共和国", "居民身份证", "签发机关", "有效期限"),
        ("中华人民共和国往来港澳通行证", "签发地点", "出生日期", "性别"),
        ("大陆居民往来台湾通行证", "签发地点", "出生日期", "性别"),
        ("前往港澳通行证", "出生日期", "性别", "有效期限", "签发机关", "C12345678"),
        ("港澳居民居住证", "通行证号码", "签发次数", "签发机关", "有效期限"),
        ("出生日期", "性别", "有效期限", "签发机关", "签发地点", "C12345678"),
        ("FÜHRERSCHEIN", "12345678"),
    ],
    ids=[
        "identity card",
        "booklet",
        "Taiwan booklet",
        "one-way permit",
        "residence permit",
        "labels alone",
        "driving licence",
    ],
)
def test_other_documents_are_not_claimed(texts: tuple[str, ...]) -> None:
    sighting = identify(lines_of(*texts))
    assert sighting is None or not sighting.certain


def test_no_text_is_no_document() -> None:
    assert identify([]) is None


def test_code_line_names_the_document_when_the_title_is_lost() -> None:
    sighting = identify(lines_of("CDL000000007<2508197<8208031<6", "性别"))
    assert sighting is not None
    assert sighting.certain
    assert sighting.document.kind is DocumentKind.EXIT_ENDORSEMENT_TAIWAN


def test_anchor_of_a_bilingual_label_is_its_chinese_part_alone() -> None:
    """The layout knows where 出生日期 ends; the English behind it must not stretch the card."""
    lines = [line(HOME_RETURN_PERMIT.title.text, HOME_RETURN_PERMIT.title.box)]
    lines.append(line("出生日期Date of birth", (0.30, 0.40, 0.64, 0.44)))
    sighting = identify(lines)
    assert sighting is not None
    label = next(anchor for anchor in sighting.anchors if anchor.printed.text == "出生日期")
    assert label.line.text == "出生日期"
    assert label.picture_points()[1][0] == pytest.approx(0.38, abs=0.01)


def test_title_detected_in_two_pieces_is_put_together() -> None:
    """Otherwise the card for holders of another nationality passes for the common one."""
    title = HOME_RETURN_PERMIT_NON_CHINESE.title
    x0, y0, x1, y1 = title.box
    cut = x0 + (x1 - x0) * 11 / 17
    pieces = [line(title.text[:11], (x0, y0, cut, y1)), line(title.text[11:], (cut, y0, x1, y1))]
    sighting = identify([*pieces, *card_lines(HOME_RETURN_PERMIT, {})[1:]])
    assert sighting is not None
    assert sighting.document is HOME_RETURN_PERMIT_NON_CHINESE
    assert sighting.anchors[0].picture_points() == pytest.approx(sighting.anchors[0].card_points(), abs=1e-6)


def test_number_repeated_in_micro_print_is_one_number() -> None:
    document = HOME_RETURN_PERMIT
    number, micro = "H12345678", line("H12345678", (0.79, 0.88, 0.90, 0.90))
    lines = [*card_lines(document, {Field.NUMBER: number}), micro]
    sighting = identify(lines)
    assert sighting is not None
    (value,) = sighting.values
    assert value.line.quad != micro.quad


@pytest.mark.parametrize("text", ["H1234567811", "H12345678 11"])
def test_number_that_was_detected_with_the_count_of_issues_still_shows_its_place(text: str) -> None:
    x0, y0, _, y1 = HOME_RETURN_PERMIT.fields[Field.NUMBER].box
    sighting = identify([*card_lines(HOME_RETURN_PERMIT, {}), line(text, (x0, y0, 0.715, y1))])
    assert sighting is not None
    assert [value.printed.text for value in sighting.values] == ["H12345678"]


@pytest.mark.parametrize("text", ["1993,07.18", "1993.0718", "1993-07,18"])
def test_date_of_which_noise_changed_the_points_still_shows_its_place(text: str) -> None:
    sighting = identify(card_lines(HOME_RETURN_PERMIT, {Field.BIRTH_DATE: text}))
    assert sighting is not None
    assert [value.printed.text for value in sighting.values] == [text]


def test_number_of_eight_digits_is_no_date() -> None:
    sighting = identify(card_lines(TAIWAN_COMPATRIOT_PERMIT, {Field.NUMBER: "19930718"}))
    assert sighting is not None
    assert [value.printed.box for value in sighting.values] == [TAIWAN_COMPATRIOT_PERMIT.fields[Field.NUMBER].box]


def test_anchor_points_of_a_title_are_the_ends_of_its_middle_line() -> None:
    title = EXIT_ENDORSEMENT_HK_MACAO.title
    sighting = identify([line(title.text, title.box)])
    assert sighting is not None
    assert sighting.anchors[0].picture_points() == pytest.approx(sighting.anchors[0].card_points())


@pytest.mark.parametrize("number", ["MA5779120", "MA5779120 03"])
def test_number_of_a_non_chinese_holder_names_the_card_where_its_title_is_on_two_lines(number: str) -> None:
    title = line(HOME_RETURN_PERMIT.title.text, HOME_RETURN_PERMIT.title.box)
    x0, y0, _, y1 = HOME_RETURN_PERMIT.fields[Field.NUMBER].box
    sighting = identify([title, line("（非中国籍）", (0.37, 0.16, 0.52, 0.2)), line(number, (x0, y0, 0.71, y1))])
    assert sighting is not None
    assert sighting.document is HOME_RETURN_PERMIT_NON_CHINESE
