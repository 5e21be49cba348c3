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
    DocumentKind.EXIT_ENDORSEMENT_HK_MACAO: (120.0, 320.0),
    DocumentKind.EXIT_ENDORSEMENT_TAIWAN: (10.0, 230.0),
    DocumentKind.HOME_RETURN_PERMIT: (310.0, 375.0),
    DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE: (280.0, 390.0),
    DocumentKind.TAIWAN_COMPATRIOT_PERMIT: (20.0, 190.0),
}
"""Where the first tint of the ground may lie, in degrees of hue."""

_CARD_SHIFT = 0.008
"""How far all items together stray from the layout, in card sizes."""
_ITEM_SHIFT = (0.008, 0.0035)
"""How far one item strays on top of that, across and down; rows lie too close together for more."""

_BILINGUAL = 0.2
"""Share of specimens with English beside the labels and under the title, besides the document that always has it."""


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
    label_size: float = 0.7
    """Height of a label, in heights of its box."""
    weight: float = 0.0
    """How much thicker values are than their typeface has them, in em."""
    bilingual: bool = False
    framed: bool = False
    """Whether a thin line runs around a portrait that has a ground of its own."""
    portrait_size: float = 1.0
    """Size of the portrait in sizes of its box."""


def draw_style(kind: DocumentKind, random: np.random.Generator, split: Split) -> Style:
    """Draw the look of one specimen of a document."""
    exit_card = kind.startswith("exit")
    tints, inks = _palette(float(random.uniform(*_HUES[kind])), random)
    title, label, value, footer = _text_colours(random, exit_card=exit_card)
    return Style(
        tints=tints,
        inks=inks,
        title=title,
        label=label,
        value=value,
        footer=footer,
        title_face=pick(random, TITLE[split]),
        hanzi_face=pick(random, HANZI[split]),
        latin_face=pick(random, LATIN[split]),
        label_face=pick(random, HANZI[split]),
        name_gap=float(random.uniform(0.0, 0.45)),
        value_size=float(random.uniform(0.86, 1.08)),
        shift=(float(random.uniform(-1, 1) * _CARD_SHIFT), float(random.uniform(-1, 1) * _CARD_SHIFT)),
        borderless=bool(random.random() < (0.3 if exit_card else 0.85)),
        label_size=float(random.uniform(0.56, 0.78)),
        weight=float(random.uniform(0.004, 0.016)) if random.random() < 0.35 else 0.0,
        bilingual=kind is DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE or bool(random.random() < _BILINGUAL),
        framed=bool(random.random() < 0.4),
        portrait_size=float(random.uniform(0.92, 1.04)),
    )


def _palette(hue: float, random: np.random.Generator) -> tuple[tuple[Colour, Colour, Colour], tuple[Colour, Colour]]:
    """Draw the tints of the ground about a hue, and two inks that stand out from it more or less."""
    second = hue + float(random.choice((-1, 1)) * random.uniform(20, 160))
    shade, light = float(random.uniform(0.03, 0.24)), float(random.uniform(0.88, 0.97))
    tints = (colour(hue, shade, light), colour(second, shade * 0.7, light + 0.01), colour(hue + 20, shade * 0.5, 0.97))
    depth, dark = float(random.uniform(0.2, 0.55)), float(random.uniform(0.6, 0.82))
    return tints, (colour(hue, depth, dark), colour(second, depth, dark - 0.03))


def _text_colours(random: np.random.Generator, *, exit_card: bool) -> tuple[Colour, Colour, Colour, Colour]:
    """Draw the colours of title, labels, values and footer."""
    dark_red = colour(
        float(random.uniform(335, 375)), float(random.uniform(0.6, 0.85)), float(random.uniform(0.5, 0.8))
    )
    dark = colour(float(random.uniform(0, 360)), float(random.uniform(0, 0.6)), float(random.uniform(0.08, 0.38)))
    bluish = colour(float(random.uniform(190, 245)), float(random.uniform(0.1, 0.55)), float(random.uniform(0.35, 0.6)))
    label = pick(random, (bluish, bluish, bluish, dark, dark_red))
    value = colour(float(random.uniform(0, 360)), float(random.uniform(0, 0.35)), float(random.uniform(0.03, 0.24)))
    return pick(random, (dark_red, dark, dark)) if exit_card else dark_red, label, value, dark_red


def colour(hue: float, saturation: float, value: float) -> Colour:
    """Give a colour by hue (degrees), saturation and value (0..1)."""
    red, green, blue = colorsys.hsv_to_rgb(hue * _DEGREE % 1.0, saturation, value)
    return round(blue * 255), round(green * 255), round(red * 255)


def strayed(box: Box, style: Style, random: np.random.Generator) -> Box:
    """Displace a box by the specimen's common shift and a little of its own."""
    x, y = (common + float(random.uniform(-own, own)) for common, own in zip(style.shift, _ITEM_SHIFT, strict=True))
    return Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


def resized(box: Box, factor: float) -> Box:
    """Give a box about the same middle, larger or smaller by a factor."""
    x, y = (box.x1 - box.x0) * (factor - 1) / 2, (box.y1 - box.y0) * (factor - 1) / 2
    return Box(box.x0 - x, box.y0 - y, box.x1 + x, box.y1 + y)
