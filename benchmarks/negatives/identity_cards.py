"""Identity cards of the mainland, Hong Kong and Macao, residence permits, and the driving licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benchmarks.negatives.sheet import Line, Sheet, label, title, value
from permit_ocr.types import Box, DocumentKind

_HONG_KONG, _TAIWAN = DocumentKind.HOME_RETURN_PERMIT, DocumentKind.TAIWAN_COMPATRIOT_PERMIT
_RIGHT_PORTRAIT = Box(0.65, 0.14, 0.93, 0.72)
_LEFT_PORTRAIT = Box(0.05, 0.25, 0.30, 0.75)

_PERSON = (
    label("姓名", 0.06, 0.14, 0.05),
    value("{name}", 0.17, 0.14, 0.062),
    label("性别", 0.06, 0.26, 0.05),
    value("{sex}", 0.17, 0.26),
    label("出生", 0.06, 0.38, 0.05),
    value("{birth_spaced}", 0.17, 0.38),
    label("住址", 0.06, 0.51, 0.05),
    value("{address}", 0.17, 0.51),
    value("3栋602室", 0.17, 0.59),
    label("公民身份号码", 0.06, 0.86, 0.05),
    value("{citizen_number}", 0.33, 0.86, 0.06),
)

_VALID = (label("签发机关", 0.24, 0.74, 0.05), label("有效期限", 0.24, 0.87, 0.05), value("{validity}", 0.44, 0.87))
_RESIDENCE_VALID = (
    *_VALID,
    value("{town}市公安局", 0.44, 0.74),
    label("通行证号码", 0.24, 0.50, 0.05),
    value("{number}", 0.44, 0.50),
    label("签发次数", 0.24, 0.62, 0.05),
    value("{count}", 0.44, 0.62),
)


def _back(name: str, *lines: Line) -> Sheet:
    heading = (title("中华人民共和国", 0.38, 0.15, 0.08, 0.85), title(name, 0.34, 0.31, 0.11, 0.92))
    return Sheet((*heading, *lines), seal=(0.13, 0.2))


_RESIDENCE_FRONT = Sheet(_PERSON, _HONG_KONG, _RIGHT_PORTRAIT)
_HONG_KONG_CARD = (
    label("HONG KONG PERMANENT IDENTITY CARD", 0.20, 0.17, 0.05),
    value("{name}", 0.34, 0.28, 0.07),
    value("{latin}", 0.34, 0.37),
    value("0491 5347 5695", 0.34, 0.46),
    label("出生日期 Date of Birth", 0.34, 0.54),
    value("{birth_reversed}", 0.34, 0.61),
    value("{sex} {sex_code}", 0.66, 0.61),
    value("***AZ", 0.34, 0.69),
    label("簽發日期 Date of Issue", 0.34, 0.77),
    value("(05-03)  {start_reversed}", 0.34, 0.85),
    value("{hong_kong_number}", 0.66, 0.94, 0.065),
)
_MACAO_CARD = (
    label("BILHETE DE IDENTIDADE DE RESIDENTE PERMANENTE", 0.05, 0.21, 0.04),
    label("姓氏 Apelido / 名字 Nome", 0.34, 0.32),
    value("{name}", 0.34, 0.40, 0.06),
    value("{latin}", 0.34, 0.48),
    label("出生日期 Data de nasc.", 0.34, 0.57),
    value("{birth_reversed}", 0.34, 0.64),
    label("性別 Sexo", 0.68, 0.57),
    value("{sex_code}", 0.68, 0.64),
    label("有效日期 Válido até", 0.34, 0.73),
    value("{end_reversed}", 0.34, 0.80),
    value("{digits}", 0.66, 0.85, 0.07),
)
_LICENCE = (
    label("Driving License of the People's Republic of China", 0.14, 0.16, 0.032),
    label("证号 No.", 0.20, 0.25, 0.032),
    value("{citizen_number}", 0.38, 0.25, 0.06),
    label("姓名 Name", 0.06, 0.36, 0.032),
    value("{name}", 0.20, 0.36),
    label("性别 Sex", 0.44, 0.36, 0.032),
    value("{sex}", 0.55, 0.36),
    label("国籍 Nationality", 0.64, 0.36, 0.032),
    value("中国", 0.84, 0.36),
    label("住址 Address", 0.06, 0.46, 0.032),
    value("{address}", 0.22, 0.46),
    label("出生日期 Date of Birth", 0.32, 0.59, 0.032),
    value("{birth_dashed}", 0.58, 0.59),
    label("初次领证日期 Date of First Issue", 0.32, 0.69, 0.032),
    value("{start_dashed}", 0.70, 0.69),
    label("准驾车型 Class", 0.32, 0.79, 0.032),
    value("C1", 0.58, 0.79),
    label("有效期限 Valid Period", 0.06, 0.91, 0.032),
    value("{start_dashed} 至 {end_dashed}", 0.32, 0.91),
)

IDENTITY_CARDS: Mapping[str, tuple[Sheet, ...]] = {
    "identity card, front": (
        Sheet((*_PERSON, label("民族", 0.30, 0.26, 0.05), value("{nation}", 0.41, 0.26)), portrait=_RIGHT_PORTRAIT),
    ),
    "identity card, back": (_back("居民身份证", *_VALID, value("{town}市公安局城南分局", 0.44, 0.74)),),
    "Hong Kong and Macao residence permit, front": (_RESIDENCE_FRONT,),
    "Hong Kong and Macao residence permit, back": (
        replace(_back("港澳居民居住证", *_RESIDENCE_VALID), holder=_HONG_KONG),
    ),
    "Taiwan residence permit, front": (replace(_RESIDENCE_FRONT, holder=_TAIWAN),),
    "Taiwan residence permit, back": (replace(_back("台湾居民居住证", *_RESIDENCE_VALID), holder=_TAIWAN),),
    "Hong Kong identity card": (
        Sheet((title("香港永久性居民身份證", 0.20, 0.08, 0.075), *_HONG_KONG_CARD), _HONG_KONG, _LEFT_PORTRAIT),
    ),
    "Macao identity card": (
        Sheet(
            (
                title("澳門特別行政區", 0.05, 0.07, 0.055, 0.45),
                title("永久性居民身份證", 0.05, 0.14, 0.06, 0.6),
                *_MACAO_CARD,
            ),
            _HONG_KONG,
            _LEFT_PORTRAIT,
        ),
    ),
    "driving licence": (
        Sheet(
            (title("中华人民共和国机动车驾驶证", 0.14, 0.08, 0.075), *_LICENCE), portrait=Box(0.06, 0.52, 0.27, 0.85)
        ),
    ),
}
"""Other cards that say who somebody is."""
