"""Draws how one specimen looks: colours, typefaces, sizes and small displacements.

Colours of the home-return permits follow a published specimen (pink and light blue, red title). Those of the
other cards are not known from a published picture; they are drawn at random, lest anything rely on them.
"""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.specimens.fonts import HANZI, LATIN, TITLE, Typeface
from benchmarks.specimens.ink import Colour
from benchmarks.specimens.split import Split, pick
from permit_ocr.types import Box, DocumentKind

_DEGREE = 1 / 360
_HUES: Mapping[DocumentKind, tuple[float, float]] = {
    DocumentKind.EXIT_ENDORSEMENT_HK_MACAO: (150.0, 300.0),
    DocumentKind.EXIT_ENDORSEMENT_TAIWAN: (20.0, 200.0),
    DocumentKind.HOME_RETURN_PERMIT: (325.0, 355.0),
    DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE: (300.0, 380.0),
    DocumentKind.TAIWAN_COMPATRIOT_PERMIT: (30.0, 170.0),
}
"""Where the first tint of the ground may lie, in degrees of hue."""

_CARD_SHIFT = 0.008
"""How far all items together stray from the layout, in card sizes."""
_ITEM_SHIFT = (0.005, 0.003)
"""How far one item strays on top of that, across and down; rows lie too close together for more."""


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one specimen."""

    tints: tuple[Colour, Colour, Colour]
    inks: tuple[Colour, Colour]
    title: Colour
    label: Colour
    value: Colour
    footer: Colour
    title_face: Typeface
    hanzi_face: Typeface
    latin_face: Typeface
    label_face: Typeface
    name_gap: float
    value_size: float
    shift: tuple[float, float]
    borderless: bool


def draw_style(kind: DocumentKind, random: np.random.Generator, split: Split) -> Style:
    """Draw the look of one specimen of a document."""
    hue = float(random.uniform(*_HUES[kind]))
    second = hue + float(random.choice((-1, 1)) * random.uniform(30, 150))
    shade = float(random.uniform(0.04, 0.2))
    exit_card = kind.startswith("exit")
    dark_red = colour(float(random.uniform(340, 372)), 0.75, float(random.uniform(0.55, 0.75)))
    dark = colour(float(random.uniform(0, 360)), float(random.uniform(0, 0.5)), float(random.uniform(0.1, 0.35)))
    return Style(
        tints=(
            colour(hue, shade, 0.94),
            colour(second, shade * 0.7, 0.95),
            colour(hue + 20, shade * 0.5, 0.97),
        ),
        inks=(colour(hue, 0.35, 0.75), colour(second, 0.35, 0.72)),
        title=pick(random, (dark_red, dark, dark)) if exit_card else dark_red,
        label=colour(
            float(random.uniform(200, 235)), float(random.uniform(0.2, 0.5)), float(random.uniform(0.4, 0.55))
        ),
        value=colour(float(random.uniform(200, 300)), float(random.uniform(0, 0.3)), float(random.uniform(0.05, 0.2))),
        footer=dark_red,
        title_face=pick(random, TITLE[split]),
        hanzi_face=pick(random, HANZI[split]),
        latin_face=pick(random, LATIN[split]),
        label_face=pick(random, HANZI[split]),
        name_gap=float(random.uniform(0.02, 0.25)),
        value_size=float(random.uniform(0.9, 1.06)),
        shift=(float(random.uniform(-1, 1) * _CARD_SHIFT), float(random.uniform(-1, 1) * _CARD_SHIFT)),
        borderless=not exit_card or bool(random.random() < 0.3),
    )


def colour(hue: float, saturation: float, value: float) -> Colour:
    """Give a colour by hue (degrees), saturation and value (0..1)."""
    red, green, blue = colorsys.hsv_to_rgb(hue * _DEGREE % 1.0, saturation, value)
    return round(blue * 255), round(green * 255), round(red * 255)


def strayed(box: Box, style: Style, random: np.random.Generator) -> Box:
    """Displace a box by the specimen's common shift and a little of its own."""
    x, y = (common + float(random.uniform(-own, own)) for common, own in zip(style.shift, _ITEM_SHIFT, strict=True))
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)
