"""The backs of the permits: right card, wrong side."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.negatives.sheet import Line, Sheet, code, label, value
from permit_ocr.types import DocumentKind

_HONG_KONG, _TAIWAN = DocumentKind.HOME_RETURN_PERMIT, DocumentKind.TAIWAN_COMPATRIOT_PERMIT


def _coded(name: str) -> tuple[Line, ...]:
    rows = ((1, 0.70), (2, 0.80), (3, 0.90))
    return tuple(code(f"{{{name}_{place}}}", y, 0.055) for place, y in rows)


def _endorsed(region: str, purpose: str, top: float) -> tuple[Line, ...]:
    return (
        value(f"往来{region}签注", 0.08, top, 0.055),
        value(f"{purpose}  有效次数: 1", 0.08, top + 0.09, 0.045),
        value("有效期限: {validity}", 0.08, top + 0.17, 0.045),
        value("每次停留不超过7天  签发地: {place}", 0.08, top + 0.25, 0.045),
    )


PERMIT_BACKS: Mapping[str, tuple[Sheet, ...]] = {
    "home-return permit, back": (
        Sheet(
            (
                label("姓名", 0.08, 0.14),
                value("{name}", 0.22, 0.14, 0.06),
                label("香港身份证号码", 0.08, 0.28),
                value("{hong_kong_number}", 0.30, 0.28),
                label("请妥善保管此证，遗失应及时向签发机关报失", 0.08, 0.45),
                *_coded("return"),
            ),
            _HONG_KONG,
        ),
    ),
    "Taiwan compatriot permit, back": (
        Sheet(
            (
                label("姓名", 0.08, 0.14),
                value("{name}", 0.22, 0.14, 0.06),
                label("身份证号码", 0.08, 0.28),
                value("R000000000", 0.26, 0.28),
                label("请妥善保管此证，遗失应及时向签发机关报失", 0.08, 0.45),
                *_coded("compatriot"),
            ),
            _TAIWAN,
        ),
    ),
    "Hong Kong and Macao permit, back": (
        Sheet((*_endorsed("香港", "个人旅游(G)", 0.12), *_endorsed("澳门", "探亲(T)", 0.56))),
        Sheet((label("签注", 0.08, 0.10, 0.06), *_endorsed("澳门", "个人旅游(G)", 0.24))),
    ),
    "Taiwan permit, back": (Sheet((label("签注", 0.08, 0.10, 0.06), *_endorsed("台湾", "团队旅游(L)", 0.24))),),
}
"""Backs with the three-line code, and backs with the area for endorsements."""
