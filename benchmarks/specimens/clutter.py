"""Things that lie about on a desk: paper, cards, pens, cables, coins; and sheets full of print."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.specimens.fonts import HANZI, LATIN
from benchmarks.specimens.ink import Colour, Pen, write
from benchmarks.specimens.split import Split, pick
from benchmarks.specimens.style import colour
from permit_ocr.types import Box, Image

_LINES = (
    "收据 金额 合计 日期",
    "INVOICE No. 20480-17",
    "姓名 电话 地址",
    "会议纪要：请各部门按时提交",
    "Terms and conditions apply",
    "Boarding 12:40 Gate 23B",
    "使用说明书 第三页",
    "www.example.com",
    "2019-05-06 14:22:08",
)
"""Nothing in these lines is a value or a label of a permit card."""


def strew(image: Image, random: np.random.Generator, split: Split) -> None:
    """Strew a dozen objects over a picture, in place."""
    things = (_sheet, _slip, _cable) if split is Split.TUNING else (_sheet, _coin, _pen)
    for _ in range(int(random.integers(6, 16))):
        pick(random, things)(image, random)
    type_text(image, random, split, lines=int(random.integers(0, 5)))


def type_text(image: Image, random: np.random.Generator, split: Split, lines: int = 40) -> None:
    """Print lines of unrelated text over a picture, in place."""
    face, latin = pick(random, HANZI[split]), pick(random, LATIN[split])
    step, left = 1 / max(lines, 14), float(random.uniform(0.02, 0.3))
    ink = colour(float(random.uniform(0, 360)), 0.3, float(random.uniform(0.1, 0.4)))
    rows: list[int] = random.permutation(max(lines, 14)).tolist()
    for row in rows[:lines]:
        text = pick(random, _LINES)
        box = Box(left, row * step, 0.99, (row + 1) * step)
        write(image, text, box, Pen(latin if text.isascii() else face, ink, 0.5))


def _any_colour(random: np.random.Generator) -> Colour:
    return colour(float(random.uniform(0, 360)), float(random.uniform(0, 0.9)), float(random.uniform(0.1, 1)))


def _spot(image: Image, random: np.random.Generator) -> tuple[float, float]:
    return random.random() * image.shape[1], random.random() * image.shape[0]


def _rectangle(image: Image, random: np.random.Generator, long: float, wide: float) -> None:
    """Draw a turned rectangle of the given size (shares of the picture's width) with a dark edge below it."""
    size = long * image.shape[1], wide * image.shape[1]
    turned = cv2.boxPoints((_spot(image, random), size, float(random.uniform(0, 180))))
    corners: NDArray[np.int32] = turned.astype(np.int32)
    offset: NDArray[np.int32] = corners + np.array((3, 4), np.int32) * max(1, image.shape[1] // 600)
    cv2.fillPoly(image, [offset], (40, 40, 40), cv2.LINE_AA)
    cv2.fillPoly(image, [corners], _any_colour(random), cv2.LINE_AA)


def _sheet(image: Image, random: np.random.Generator) -> None:
    _rectangle(image, random, float(random.uniform(0.2, 0.7)), float(random.uniform(0.15, 0.5)))


def _slip(image: Image, random: np.random.Generator) -> None:
    _rectangle(image, random, float(random.uniform(0.15, 0.4)), float(random.uniform(0.03, 0.08)))


def _pen(image: Image, random: np.random.Generator) -> None:
    _rectangle(image, random, float(random.uniform(0.3, 0.6)), float(random.uniform(0.01, 0.025)))


def _coin(image: Image, random: np.random.Generator) -> None:
    x, y = _spot(image, random)
    radius = int(image.shape[1] * random.uniform(0.02, 0.06))
    shade = colour(float(random.uniform(20, 50)), float(random.uniform(0.1, 0.6)), float(random.uniform(0.4, 0.9)))
    cv2.circle(image, (round(x), round(y)), radius, shade, -1, cv2.LINE_AA)
    cv2.circle(image, (round(x), round(y)), radius, (60, 60, 60), max(1, radius // 12), cv2.LINE_AA)


def _cable(image: Image, random: np.random.Generator) -> None:
    """Draw a bent line through a few random points."""
    anchors = random.uniform(-0.1, 1.1, (5, 2)) * (image.shape[1], image.shape[0])
    path = cv2.resize(anchors[None].astype(np.float32), (120, 1), interpolation=cv2.INTER_CUBIC)[0]
    thickness = max(2, int(image.shape[1] * random.uniform(0.006, 0.02)))
    cv2.polylines(
        image,
        [path.astype(np.int32)],
        isClosed=False,
        color=_any_colour(random),
        thickness=thickness,
        lineType=cv2.LINE_AA,
    )
