"""Booklets and permits whose names resemble those of the permit cards."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.negatives.sheet import BOOKLET, Line, Sheet, code, label, title, value
from permit_ocr.types import Box

_PORTRAIT = Box(0.05, 0.20, 0.29, 0.68)

_PASSPORT = (
    title("护照", 0.05, 0.07, 0.06, 0.2),
    label("PASSPORT", 0.05, 0.13, 0.035),
    label("类型/Type", 0.32, 0.06, 0.03),
    value("P", 0.32, 0.11, 0.038),
    label("国家码/Country Code", 0.46, 0.06, 0.03),
    value("CHN", 0.46, 0.11, 0.038),
    label("护照号/Passport No.", 0.72, 0.06, 0.03),
    value("{passport_number}", 0.72, 0.11, 0.045),
    label("姓名/Name", 0.32, 0.18, 0.03),
    value("{name}", 0.32, 0.23, 0.042),
    value("{latin}", 0.32, 0.29, 0.038),
    label("性别/Sex", 0.32, 0.36, 0.03),
    value("{sex}/{sex_code}", 0.32, 0.41, 0.038),
    label("国籍/Nationality", 0.46, 0.36, 0.03),
    value("中国/CHINESE", 0.46, 0.41, 0.038),
    label("出生日期/Date of birth", 0.70, 0.36, 0.03),
    value("{birth_words}", 0.70, 0.41, 0.038),
    label("出生地点/Place of birth", 0.32, 0.48, 0.03),
    value("{place}", 0.32, 0.53, 0.038),
    label("签发日期/Date of issue", 0.70, 0.48, 0.03),
    value("{start_words}", 0.70, 0.53, 0.038),
    label("签发地点/Place of issue", 0.32, 0.60, 0.03),
    value("{place}", 0.32, 0.65, 0.038),
    label("有效期至/Date of expiry", 0.70, 0.60, 0.03),
    value("{end_words}", 0.70, 0.65, 0.038),
    label("签发机关/Authority", 0.32, 0.71, 0.03),
    value("公安部出入境管理局", 0.32, 0.76, 0.038),
)
_BOOKLET = (
    label("姓名", 0.34, 0.28, 0.035),
    value("{name}", 0.46, 0.28, 0.045),
    value("{latin}", 0.46, 0.34, 0.038),
    label("性别", 0.34, 0.42, 0.035),
    value("{sex}", 0.46, 0.42, 0.04),
    label("出生地", 0.62, 0.42, 0.035),
    value("{place}", 0.76, 0.42, 0.04),
    label("出生日期", 0.34, 0.50, 0.035),
    value("{birth_long}", 0.46, 0.50, 0.04),
    label("签发日期", 0.34, 0.58, 0.035),
    value("{start_long}", 0.46, 0.58, 0.04),
    label("有效期至", 0.34, 0.66, 0.035),
    value("{end_long}", 0.46, 0.66, 0.04),
    label("签发地点", 0.34, 0.74, 0.035),
    value("{place}", 0.46, 0.74, 0.04),
)
_ONE_SHEET = (
    label("姓名", 0.36, 0.26),
    value("{name}", 0.36, 0.33, 0.06),
    label("出生日期", 0.36, 0.43),
    value("{birth}", 0.36, 0.50),
    label("性别", 0.64, 0.43),
    value("{sex}", 0.64, 0.50),
    label("有效期限", 0.36, 0.59),
    value("{validity}", 0.36, 0.66),
    label("签发机关", 0.36, 0.75),
)


def _booklet(name: str, *heading: Line) -> Sheet:
    codes = (code(f"{{{name}_1}}", 0.87), code(f"{{{name}_2}}", 0.94))
    number = value(f"{{{name}_number}}", 0.70, 0.20, 0.045)
    return Sheet((*heading, number, *_BOOKLET, *codes), portrait=_PORTRAIT, aspect=BOOKLET)


def _permit(name: str, authority: str = "{town}市公安局") -> Sheet:
    lines = (title(name, 0.19, 0.11, 0.08), *_ONE_SHEET, value(authority, 0.36, 0.82))
    return Sheet(lines, portrait=Box(0.06, 0.25, 0.31, 0.80), seal=(0.105, 0.13))


OTHER_PERMITS: Mapping[str, tuple[Sheet, ...]] = {
    "passport": (
        Sheet((*_PASSPORT, code("{passport_1}", 0.87), code("{passport_2}", 0.94)), portrait=_PORTRAIT, aspect=BOOKLET),
    ),
    "Hong Kong and Macao booklet": (
        _booklet("hk_macao", title("中华人民共和国往来港澳通行证", 0.12, 0.09, 0.065)),
        _booklet("hk_macao", title("中华人民共和国", 0.30, 0.07, 0.055), title("往来港澳通行证", 0.27, 0.15, 0.065)),
    ),
    "Taiwan booklet": (_booklet("taiwan", title("大陆居民往来台湾通行证", 0.16, 0.10, 0.065)),),
    "one-way permit": (_permit("前往港澳通行证", "公安部出入境管理局"),),
    "border area permit": (_permit("边境管理区通行证"), _permit("中华人民共和国边境管理区通行证")),
    "exit-entry pass": (_permit("出入境通行证"), _permit("中华人民共和国出入境通行证", "{authority}")),
    "official permit": (_permit("因公往来香港澳门特别行政区通行证"),),
    "other pass": (_permit("粤港澳车辆通行证"), _permit("临时通行证"), _permit("台湾地区入境许可证")),
}
"""The passport, the booklets that the cards replaced, and permits of other names."""
