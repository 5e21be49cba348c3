"""Cards that prove nothing to an officer: of a bank, an employer, a shop."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.negatives.sheet import Sheet, label, title, value
from permit_ocr.types import Box

EVERYDAY_CARDS: Mapping[str, tuple[Sheet, ...]] = {
    "bank card": (
        Sheet(
            (
                title("{town}银行", 0.07, 0.12, 0.10),
                label("储蓄卡 DEBIT CARD", 0.64, 0.12, 0.05),
                value("{bank_number}", 0.07, 0.58, 0.09),
                label("VALID THRU 有效期至", 0.36, 0.71),
                value("{end_month}", 0.68, 0.71),
                value("{latin}", 0.07, 0.84),
                title("银联", 0.76, 0.80, 0.09),
                label("UnionPay", 0.76, 0.90, 0.05),
            )
        ),
    ),
    "work badge": (
        Sheet(
            (
                title("{town}电子有限公司", 0.18, 0.12, 0.09),
                title("工作证", 0.55, 0.28, 0.09, 0.8),
                label("姓名", 0.42, 0.45, 0.05),
                value("{name}", 0.56, 0.45, 0.06),
                label("性别", 0.42, 0.57, 0.05),
                value("{sex}", 0.56, 0.57),
                label("职务", 0.42, 0.69, 0.05),
                value("{post}", 0.56, 0.69),
                label("证件号码", 0.42, 0.81, 0.05),
                value("{digits}", 0.60, 0.81),
                label("有效期限", 0.42, 0.92, 0.05),
                value("{validity}", 0.60, 0.92),
            ),
            portrait=Box(0.08, 0.28, 0.34, 0.86),
        ),
    ),
    "membership card": (
        Sheet(
            (
                title("港澳通会员卡", 0.10, 0.16, 0.12),
                label("往来港澳 尽享优惠", 0.10, 0.32, 0.06),
                label("会员号码", 0.10, 0.55, 0.05),
                value("C{digits}", 0.28, 0.55, 0.06),
                label("会员姓名", 0.10, 0.68, 0.05),
                value("{name}", 0.28, 0.68, 0.06),
                label("有效期限", 0.10, 0.81, 0.05),
                value("{validity}", 0.28, 0.81),
                label("服务热线 {phone}", 0.10, 0.92, 0.045),
            )
        ),
    ),
}
"""Cards of a bank, an employer and a shop; the last one flirts with a permit's words."""
