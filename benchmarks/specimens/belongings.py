"""Things that people have beside a permit: other cards, receipts, a phone, an open booklet; drawn simply, flat."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from benchmarks.specimens.fonts import HANZI, LATIN
from benchmarks.specimens.ink import Pen, write
from benchmarks.specimens.split import Split, pick
from benchmarks.specimens.style import colour
from permit_ocr.types import Box, Image

_LINES = (
    "合计 128.00", "收银员 0317", "谢谢惠顾", "商品 数量 单价", "TOTAL 56.40", "TEL 555-0142", "会员编号 20480",
    "第十二章 结论与讨论", "请妥善保管 凭票换货", "No. 7719-20", "本页空白", "Thank you for your visit",
)  # fmt: skip
"""Nothing in these lines is a title, a label or a value of a permit card."""

Draw = Callable[[np.random.Generator, Split], Image]


def bank_card(random: np.random.Generator, split: Split) -> Image:
    """Draw a bank card: one strong colour, a chip, sixteen digits."""
    image = _sheet((638, 1011), float(random.uniform(0, 360)), (0.3, 0.9), (0.25, 0.8), random)
    cv2.rectangle(image, (95, 240), (215, 335), (110, 185, 205), -1, cv2.LINE_AA)
    cv2.rectangle(image, (130, 265), (180, 310), (70, 130, 150), 2, cv2.LINE_AA)
    digits = " ".join("".join(str(digit) for digit in random.integers(0, 10, 4)) for _ in range(4))
    _write(image, digits, Box(0.09, 0.58, 0.92, 0.68), split, random)
    _write(image, pick(random, ("DEBIT CARD", "城市银行 储蓄卡")), Box(0.08, 0.08, 0.6, 0.18), split, random)
    return image


def member_card(random: np.random.Generator, split: Split) -> Image:
    """Draw a pale card with a picture and a few lines, such as a student's."""
    image = _sheet((638, 1011), float(random.uniform(0, 360)), (0.02, 0.2), (0.85, 1.0), random)
    grey = int(random.integers(120, 200))
    cv2.rectangle(image, (700, 150), (930, 440), (grey, grey, grey), -1)
    cv2.circle(image, (815, 260), 65, (90, 110, 140), -1, cv2.LINE_AA)
    cv2.ellipse(image, (815, 440), (100, 95), 0, 180, 360, (80, 60, 50), -1, cv2.LINE_AA)
    _write(image, pick(random, ("校园一卡通", "LIBRARY CARD", "员工工作证")), Box(0.1, 0.06, 0.7, 0.16), split, random)
    _fill(image, Box(0.07, 0.26, 0.62, 0.8), 4, split, random)
    return image


def receipt(random: np.random.Generator, split: Split) -> Image:
    """Draw a till receipt: narrow, white, full of lines."""
    image = _sheet((1300, 560), 50, (0.0, 0.06), (0.9, 1.0), random)
    _fill(image, Box(0.08, 0.03, 0.95, 0.97), int(random.integers(14, 26)), split, random)
    return image


def phone(random: np.random.Generator, _split: Split) -> Image:
    """Draw a phone that lies face up: a black pane with a faint reflection, in a metal frame."""
    image = _sheet((1420, 700), float(random.uniform(0, 360)), (0.0, 0.1), (0.4, 0.8), random)
    cv2.rectangle(image, (18, 18), (681, 1401), (22, 20, 20), -1)
    shade = int(random.integers(30, 70))
    cv2.fillConvexPoly(image, np.array([(120, 18), (420, 18), (180, 1401), (18, 1401), (18, 600)]), (shade,) * 3)
    cv2.circle(image, (350, 60), 14, (60, 50, 45), -1, cv2.LINE_AA)
    return image


def booklet(random: np.random.Generator, split: Split) -> Image:
    """Draw an open booklet: two pages of print, darker towards the fold."""
    image = _sheet((880, 1240), float(random.uniform(20, 60)), (0.02, 0.12), (0.88, 0.98), random)
    for left in (0.05, 0.55):
        _fill(image, Box(left, 0.08, left + 0.4, 0.94), int(random.integers(10, 18)), split, random)
    fold = 1 - 0.45 * np.exp(-((np.linspace(-1, 1, image.shape[1]) / 0.06) ** 2))
    return (image * fold[None, :, None]).astype(np.uint8)


BELONGINGS: Mapping[Split, tuple[Draw, ...]] = {
    Split.TUNING: (bank_card, receipt, phone),
    Split.REPORTING: (member_card, receipt, booklet),
}


def _sheet(
    shape: tuple[int, int],
    hue: float,
    saturation: tuple[float, float],
    value: tuple[float, float],
    random: np.random.Generator,
) -> Image:
    """Give an empty sheet of a colour within bounds."""
    shade = colour(hue, float(random.uniform(*saturation)), float(random.uniform(*value)))
    return np.full((*shape, 3), shade, np.uint8)


def _write(image: Image, text: str, box: Box, split: Split, random: np.random.Generator) -> None:
    """Write one line, dark on a pale ground and pale on a dark one."""
    value = float(random.uniform(0.1, 0.3)) if image[5, 5].mean() > 128 else float(random.uniform(0.8, 1))
    face = pick(random, LATIN[split] if text.isascii() else HANZI[split])
    write(image, text, box, Pen(face, colour(float(random.uniform(0, 360)), 0.15, value), 0.8))


def _fill(image: Image, room: Box, lines: int, split: Split, random: np.random.Generator) -> None:
    """Fill a part of a sheet with lines of text."""
    step = (room.y1 - room.y0) / lines
    for line in range(lines):
        top = room.y0 + line * step
        _write(image, pick(random, _LINES), Box(room.x0, top, room.x1, top + 0.75 * step), split, random)
