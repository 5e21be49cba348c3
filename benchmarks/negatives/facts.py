"""Invents what is filled in on the negatives. Nobody and nothing named here exists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from benchmarks.negatives import code_lines, numbers
from benchmarks.specimens.holders import draw_holder
from benchmarks.specimens.split import Split, pick, share
from permit_ocr.types import DocumentKind, Field

_TOWNS = ("江海", "云溪", "青岚", "临泽", "安平", "望城", "石桥", "南浦", "东陵", "柳河", "白塔", "金滩")
_STREETS = ("人民路", "解放大道", "中山北路", "建设街", "文化路", "滨江东路", "学府路", "工业二路")
_NATIONS = ("汉", "汉", "汉", "回", "壮", "满", "土家")
_POSTS = ("销售经理", "工程师", "前台接待", "财务主管", "护士", "保安")
_SEX_CODES = {"男": "M", "女": "F"}


def draw_facts(kind: DocumentKind, random: np.random.Generator, split: Split) -> Mapping[str, str]:
    """Invent one holder, of the kind of people who hold a permit, and all that other documents say of them."""
    holder = draw_holder(kind, random, split).values
    birth = _day(holder[Field.BIRTH_DATE])
    start, end = map(_day, holder[Field.VALIDITY].split("-"))
    return {
        **_as_on_the_permit(holder),
        **_surroundings(random, split),
        **_dates(birth, start, end),
        **_numbers(kind, birth, random),
        **_codes(holder, birth, end, random),
    }


def _as_on_the_permit(holder: Mapping[Field, str]) -> Mapping[str, str]:
    return {
        "name": holder.get(Field.NAME, ""),
        "latin": holder[Field.LATIN_NAME],
        "sex": holder[Field.SEX],
        "sex_code": _SEX_CODES[holder[Field.SEX]],
        "number": holder[Field.NUMBER],
        "count": holder.get(Field.ISSUE_COUNT, "01"),
        "validity": holder[Field.VALIDITY],
        "authority": holder[Field.AUTHORITY],
        "place": holder.get(Field.PLACE, "广东"),
    }


def _surroundings(random: np.random.Generator, split: Split) -> Mapping[str, str]:
    town = pick(random, share(_TOWNS, split))
    address = f"{town}市{pick(random, _STREETS)}{int(random.integers(1, 400))}号"
    return {"town": town, "address": address, "nation": pick(random, _NATIONS), "post": pick(random, _POSTS)}


def _day(text: str) -> date:
    return date.fromisoformat(text.replace(".", "-"))


def _dates(birth: date, start: date, end: date) -> Mapping[str, str]:
    """Give each day in the forms in which documents print it: ``birth``, ``birth_dashed``, ``birth_long``, ..."""
    days = {"birth": birth, "start": start, "end": end}
    forms = {
        "": "{:%Y.%m.%d}", "_dashed": "{:%Y-%m-%d}", "_words": "{:%d %b %Y}", "_reversed": "{:%d-%m-%Y}",
        "_long": "{0:%Y}年{0:%m}月{0:%d}日", "_spaced": "{0.year} 年 {0.month} 月 {0.day} 日", "_month": "{:%m/%y}",
    }  # fmt: skip
    return {name + form: text.format(day).upper() for name, day in days.items() for form, text in forms.items()}


def _numbers(kind: DocumentKind, birth: date, random: np.random.Generator) -> Mapping[str, str]:
    digits = "".join(map(str, random.integers(0, 10, 18)))
    regions = {DocumentKind.HOME_RETURN_PERMIT: "810000", DocumentKind.TAIWAN_COMPATRIOT_PERMIT: "830000"}
    return {
        "digits": digits[:8],
        "phone": f"0{digits[:3]}-{digits[3:11]}",
        "citizen_number": numbers.citizen_number(regions.get(kind, f"3{digits[:5]}"), birth, digits[5:8]),
        "bank_number": numbers.bank_number("6200" + digits[:14]),
        "hong_kong_number": numbers.hong_kong_number(pick(random, "ACDEGKPRVYZ"), digits[:6]),
    }


def _codes(holder: Mapping[Field, str], birth: date, end: date, random: np.random.Generator) -> Mapping[str, str]:
    digits = "".join(map(str, random.integers(0, 10, 8)))
    written = code_lines.Entry(holder.get(Field.NAME, ""), holder[Field.LATIN_NAME], _SEX_CODES[holder[Field.SEX]])
    found: dict[str, str] = {}
    for name, document, number in (("passport", "P", "E"), ("hk_macao", "W", "W"), ("taiwan", "D", "T")):
        upper, lower = code_lines.two_lines(document, number + digits, written, birth, end)
        found |= {f"{name}_number": number + digits, f"{name}_1": upper, f"{name}_2": lower}
    for name, document in (("return", "CR"), ("compatriot", "CT")):
        issue = holder.get(Field.ISSUE_COUNT, "00")
        lines = code_lines.three_lines(document, holder[Field.NUMBER], issue, written, birth, end)
        found |= {f"{name}_{place}": text for place, text in enumerate(lines, start=1)}
    return found
