"""Recognised text becomes the vendor's form of a value, or nothing at all."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_ocr.permits.documents import DOCUMENTS, Document
from permit_ocr.permits.lexicon import AUTHORITIES, PLACES
from permit_ocr.permits.normalise import FORMS
from permit_ocr.types import DocumentKind, Field

HK = DOCUMENTS[DocumentKind.EXIT_ENDORSEMENT_HK_MACAO]


def normalised(field: Field, text: str, document: Document = HK) -> str:
    return FORMS[field].normalise(document, text)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Field.NAME, "阿依•古丽", "阿依·古丽"),
        (Field.NAME, "阿依・古丽", "阿依·古丽"),
        (Field.NAME, "阿依.古丽", "阿依·古丽"),
        (Field.LATIN_NAME, "OUYANG，XUEMEI", "OUYANG,XUEMEI"),
        (Field.LATIN_NAME, "OUYANG.XUEMEI", "OUYANG,XUEMEI"),
        (Field.LATIN_NAME, "OUYANG、XUEMEI", "OUYANG,XUEMEI"),
        (Field.LATIN_NAME, "O’BRIEN,ANN", "O'BRIEN,ANN"),
        (Field.LATIN_NAME, "LI,", "LI"),
        (Field.LATIN_NAME, "L", ""),
        (Field.BIRTH_DATE, "1981.08.03", "1981.08.03"),
        (Field.BIRTH_DATE, "1981 . 08 . 03", "1981.08.03"),
        (Field.BIRTH_DATE, "198l.O8.03", "1981.08.03"),
        (Field.BIRTH_DATE, "19810803", "1981.08.03"),
        (Field.BIRTH_DATE, "1981.02.30", ""),
        (Field.BIRTH_DATE, "1981.13.01", ""),
        (Field.BIRTH_DATE, "1981.08", ""),
        (Field.BIRTH_DATE, "1881.08.03", ""),
        (Field.VALIDITY, "2014.04.21-2024.04.20", "2014.04.21-2024.04.20"),
        (Field.VALIDITY, "2014.04.21- 2024.04.20", "2014.04.21-2024.04.20"),
        (Field.VALIDITY, "2014.04.212024.04.20", "2014.04.21-2024.04.20"),
        (Field.VALIDITY, "2015.06.09-2020.06.08", "2015.06.09-2020.06.08"),
        (Field.VALIDITY, "2012.02.29-2022.02.28", "2012.02.29-2022.02.28"),
        (Field.VALIDITY, "2014.04.21-2024.04.31", ""),
        (Field.VALIDITY, "2024.04.21-2014.04.20", ""),
        (Field.VALIDITY, "2014.04.21", ""),
        (Field.LATIN_NAME, "ZHENGJIAN, YANGBEN", "ZHENGJIAN,YANGBEN"),
        (Field.LATIN_NAME, "LAU, TSZ LAN", "LAU,TSZ LAN"),
        (Field.LATIN_NAME, "LI,YOU-TU", "LI,YOU-TU"),
        (Field.LATIN_NAME, "TAM,-CHAK CHUNG", "TAM,CHAK CHUNG"),
        (Field.LATIN_NAME, "FAN,'DONGFANG", "FAN,DONGFANG"),
        (Field.LATIN_NAME, "O'BRIEN. ANNE", "O'BRIEN,ANNE"),
        (Field.LATIN_NAME, "LAU TSZ LAN", ""),
        (Field.LATIN_NAME, "LAU, T5Z", ""),
        (Field.NAME, "证件样本", "证件样本"),
        (Field.NAME, "陳 鍾 麗 華", "陳鍾麗華"),
        (Field.NAME, "阿依古丽·买买提", "阿依古丽·买买提"),
        (Field.NAME, "证件A本", ""),
        (Field.NAME, "张", ""),
        (Field.SEX, "女", "女"),
        (Field.SEX, "男女", ""),
        (Field.SEX, "安", ""),
        (Field.AUTHORITY, "公安部出人境管理局", "公安部出入境管理局"),
        (Field.AUTHORITY, "中华人民共和国出入境管理局1", "中华人民共和国出入境管理局"),
        (Field.AUTHORITY, "派出所", ""),
        (Field.PLACE, "广东省", "广东"),
        (Field.PLACE, "局广东", "广东"),
        (Field.PLACE, "内家古", "内蒙古"),
        (Field.PLACE, "厂东", ""),
        (Field.PLACE, "东京", ""),
        (Field.NATIONALITY, "英国", "英国"),
        (Field.NATIONALITY, "GBR", "GBR"),
        (Field.NATIONALITY, "GB", ""),
        (Field.ISSUE_COUNT, "O2", "02"),
        (Field.ISSUE_COUNT, "123", ""),
    ],
)
def test_examples(field: Field, text: str, value: str) -> None:
    assert normalised(field, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, "C0000000O", "C00000000"),
        (DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, "CA32732O1", "CA3273201"),
        (DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, "CI1234567", "C11234567"),
        (DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, "H12345678", ""),
        (DocumentKind.EXIT_ENDORSEMENT_TAIWAN, "L00000000", "L00000000"),
        (DocumentKind.HOME_RETURN_PERMIT, "H12345678", "H12345678"),
        (DocumentKind.HOME_RETURN_PERMIT, "H1234567", ""),
        (DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE, "HA1234567", "HA1234567"),
        (DocumentKind.TAIWAN_COMPATRIOT_PERMIT, "0832O271", "08320271"),
    ],
)
def test_number_has_the_form_of_its_document(kind: DocumentKind, text: str, value: str) -> None:
    assert normalised(Field.NUMBER, text, DOCUMENTS[kind]) == value


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_every_date_comes_back(date: datetime.date) -> None:
    assert normalised(Field.BIRTH_DATE, f"{date:%Y.%m.%d}") == f"{date:%Y.%m.%d}"


@given(
    st.sampled_from(list(AUTHORITIES)),
    st.integers(0, 8),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
)
def test_authority_survives_one_misread_character(name: str, at: int, other: str) -> None:
    position = at % len(name)
    assert normalised(Field.AUTHORITY, name[:position] + other + name[position + 1 :]) == name


@given(st.sampled_from(list(PLACES)), st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))
def test_place_with_a_misread_character_is_itself_or_empty(name: str, other: str) -> None:
    """Never another place, unless the misreading *is* another place."""
    misread = other + name[1:]
    assert normalised(Field.PLACE, misread) in {name, misread, ""}


@pytest.mark.parametrize("field", list(FORMS))
@given(text=st.text(max_size=40))
def test_any_text_normalises_without_error_and_stays_normal(field: Field, text: str) -> None:
    value = normalised(field, text)
    assert value == "" or normalised(field, value) == value
