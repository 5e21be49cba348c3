"""Lines find their fields by row and column, also when the detector merged or split them."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.imaging.geometry import box_corners
from permit_ocr.permits import assign as assign_module
from permit_ocr.permits.assign import assign
from permit_ocr.permits.documents import (
    DOCUMENTS,
    EXIT_ENDORSEMENT_HK_MACAO,
    HOME_RETURN_PERMIT,
    HOME_RETURN_PERMIT_NON_CHINESE,
    TAIWAN_COMPATRIOT_PERMIT,
    Document,
)
from permit_ocr.permits.identify import identify
from permit_ocr.types import Box, Field, TextLine
from tests.permits.layouts import card_lines, line, moved, value_line

VALUES = {
    Field.NAME: "证件样本",
    Field.LATIN_NAME: "ZHENGJIAN, YANGBEN",
    Field.NUMBER: "C00000000",
    Field.SEX: "女",
    Field.BIRTH_DATE: "1981.08.03",
    Field.VALIDITY: "2014.04.21-2024.04.20",
    Field.AUTHORITY: "公安部出入境管理局",
    Field.PLACE: "广东",
    Field.ISSUE_COUNT: "02",
    Field.NATIONALITY: "英国",
}


def texts(document: Document, lines: list[TextLine]) -> dict[Field, str]:
    sighting = identify(lines)
    assert sighting is not None
    return {field: found.text for field, found in assign(document, lines, sighting.anchors).items()}


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda d: d.kind)
@pytest.mark.parametrize("shift", [(0.0, 0.0), (0.012, -0.012), (-0.012, 0.012)])
def test_every_value_is_found_in_its_place(document: Document, shift: tuple[float, float]) -> None:
    values = {field: VALUES[field] for field in document.fields}
    lines = [moved(text, *shift) for text in card_lines(document, values)]
    assert texts(document, lines) == values


def test_authority_and_place_read_as_one_line_come_apart() -> None:
    lines = card_lines(EXIT_ENDORSEMENT_HK_MACAO, {})
    lines.append(line("公安部出入境管理局广东", (0.36, 0.744, 0.81, 0.806)))
    found = texts(EXIT_ENDORSEMENT_HK_MACAO, lines)
    assert found[Field.PLACE] == "广东"
    assert found[Field.AUTHORITY] == "公安部出入境管理局"


def test_sex_and_nationality_read_as_one_line_come_apart() -> None:
    lines = card_lines(HOME_RETURN_PERMIT_NON_CHINESE, {})
    lines.append(line("男一英国", (0.66, 0.44, 0.84, 0.50)))
    found = texts(HOME_RETURN_PERMIT_NON_CHINESE, lines)
    assert found[Field.NATIONALITY] == "英国"


@pytest.mark.parametrize("document", [HOME_RETURN_PERMIT, TAIWAN_COMPATRIOT_PERMIT], ids=lambda d: d.kind)
@pytest.mark.parametrize("wider", [0.95, 1.0, 1.25])
def test_number_and_issue_count_read_as_one_line_come_apart_where_the_number_ends(
    document: Document, wider: float
) -> None:
    number = "H41185853" if document is HOME_RETURN_PERMIT else "41185853"
    x0, y0, _, y1 = document.fields[Field.NUMBER].box
    count = document.fields[Field.ISSUE_COUNT].box
    merged = line(f"{number}08", (x0, y0, x0 + wider * (count.x0 + 0.04 - x0), y1))
    found = texts(document, [*card_lines(document, {}), merged])
    assert (found[Field.NUMBER], found[Field.ISSUE_COUNT]) == (number, "08")


def test_parts_of_one_value_are_joined_from_left_to_right() -> None:
    lines = card_lines(HOME_RETURN_PERMIT, {})
    lines += [line("YANGBEN", (0.50, 0.31, 0.65, 0.36)), line("ZHENGJIAN,", (0.31, 0.31, 0.48, 0.36))]
    assert texts(HOME_RETURN_PERMIT, lines)[Field.LATIN_NAME] == "ZHENGJIAN, YANGBEN"


def test_a_pattern_that_was_taken_for_letters_is_no_part_of_the_dates_beside_it() -> None:
    x0, y0, x1, y1 = HOME_RETURN_PERMIT.fields[Field.VALIDITY].box
    middle = (x0 + x1) / 2
    lines = card_lines(HOME_RETURN_PERMIT, {})
    lines += [line("2015", (x0, y0, x0 + 0.1, y1)), line("日", (middle, y0, middle + 0.02, y1))]
    lines += [line("08.17-2020.08.16", (x0 + 0.12, y0, x1, y1)), line("hiiirr", (x1 + 0.01, y0, x1 + 0.1, y1))]
    assert texts(HOME_RETURN_PERMIT, lines)[Field.VALIDITY] == "2015 08.17-2020.08.16"


def test_a_value_without_any_character_of_its_kind_is_handed_on_as_it_was_read() -> None:
    lines = [*card_lines(HOME_RETURN_PERMIT, {}), value_line(HOME_RETURN_PERMIT, Field.SEX, "x")]
    assert texts(HOME_RETURN_PERMIT, lines)[Field.SEX] == "x"


def test_value_moves_with_its_label() -> None:
    """A generation of the card that prints the number 0.05 lower prints its label lower too."""
    document = HOME_RETURN_PERMIT
    lines = [text for text in card_lines(document, {}) if text.text != "签发机关"]
    label = document.fields[Field.AUTHORITY].label
    assert label is not None
    lines.append(moved(line(label.text, label.box), 0, 0.05))
    lines.append(moved(value_line(document, Field.AUTHORITY, "公安部出入境管理局"), 0, 0.05))
    assert texts(document, lines)[Field.AUTHORITY] == "公安部出入境管理局"


def test_text_between_the_rows_is_nobodys() -> None:
    lines = [*card_lines(HOME_RETURN_PERMIT, {}), line("MICROPRINT", (0.80, 0.885, 0.90, 0.90))]
    assert texts(HOME_RETURN_PERMIT, lines) == {}


def test_parts_of_a_value_become_one_line_from_left_to_right() -> None:
    right, left = line("XUEMEI", (0.5, 0.2, 0.7, 0.32), 0.8), line("OUYANG,", (0.1, 0.22, 0.4, 0.3), 0.9)
    joined = assign_module._joined([right, left])
    assert joined.text == "OUYANG, XUEMEI"
    assert joined.probabilities == (*(0.9,) * 7, 1.0, *(0.8,) * 6)
    assert np.allclose(joined.quad.to_array(), box_corners(Box(0.1, 0.2, 0.7, 0.32)))
    assert assign_module._joined([left]) is left


def test_latin_name_in_the_place_of_a_chinese_one_that_the_holder_has_not_is_the_latin_name() -> None:
    x0, y0, _, y1 = HOME_RETURN_PERMIT_NON_CHINESE.fields[Field.NAME].box
    risen = line("SINGH, HARPREET", (x0, y0, 0.62, y1))
    found = texts(HOME_RETURN_PERMIT_NON_CHINESE, [*card_lines(HOME_RETURN_PERMIT_NON_CHINESE, {}), risen])
    assert found == {Field.LATIN_NAME: "SINGH, HARPREET"}
    found = texts(HOME_RETURN_PERMIT, [*card_lines(HOME_RETURN_PERMIT, {}), risen])
    assert Field.LATIN_NAME not in found


@pytest.mark.parametrize("name", ["夏洛特", "SINGH"])
def test_latin_name_in_its_own_place_stays_there(name: str) -> None:
    values = {Field.NAME: name, Field.LATIN_NAME: "WILLIAMSON, CHARLOTTE"}
    found = texts(HOME_RETURN_PERMIT_NON_CHINESE, card_lines(HOME_RETURN_PERMIT_NON_CHINESE, values))
    assert found[Field.LATIN_NAME] == "WILLIAMSON, CHARLOTTE"
