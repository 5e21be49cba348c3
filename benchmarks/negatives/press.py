"""Prints a sheet, flat and upright, in the look of one of the permits: only its texts tell it apart."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.negatives.facts import draw_facts
from benchmarks.negatives.sheet import Line, Medium, Role, Sheet
from benchmarks.specimens import motifs
from benchmarks.specimens.card import Sources, card_mask
from benchmarks.specimens.faces import draw_face
from benchmarks.specimens.finish import finish
from benchmarks.specimens.fonts import HANZI, OCR_B, Typeface, covering
from benchmarks.specimens.ground import CARD_WIDTH, draw_ground
from benchmarks.specimens.ink import Colour, Mask, Pen, write
from benchmarks.specimens.portraits import print_portrait
from benchmarks.specimens.split import Split, pick
from benchmarks.specimens.style import Style, draw_style
from permit_ocr.types import Box, DocumentKind, Image

_LATIN_HEIGHT = 0.75
"""Height of a capital, in heights of a Chinese character of the same size."""


def print_sheet(sheet: Sheet, random: np.random.Generator, split: Split, sources: Sources) -> tuple[Image, Mask]:
    """Print a sheet with an invented holder's facts; give its picture and its outline."""
    facts = draw_facts(sheet.holder, random, split)
    style = draw_style(pick(random, tuple(DocumentKind)), random, split)
    image = _ground(sheet, style, random)
    if sheet.seal:
        motifs.seal(image, style.footer, *sheet.seal)
    if sheet.portrait:
        face = draw_face(sources.faces, split, random, facts["sex"])
        print_portrait(image, face, sheet.portrait, borderless=style.borderless, random=random)
    for line in sheet.lines:
        _print_line(image, line, line.text.format_map(facts), style, split)
    return finish(image, random) if sheet.medium is Medium.CARD else image, _outline(sheet, image)


def _ground(sheet: Sheet, style: Style, random: np.random.Generator) -> Image:
    size = CARD_WIDTH, round(CARD_WIDTH / sheet.aspect)
    if sheet.medium is not Medium.CARD:
        return np.full((size[1], size[0], 3), int(random.integers(235, 256)), np.uint8)
    return np.asarray(cv2.resize(draw_ground(style, (motifs.flower(random),), random), size), np.uint8)


def _outline(sheet: Sheet, image: Image) -> Mask:
    """Give round corners to cards and booklets, square ones to pages."""
    height, width = image.shape[:2]
    if sheet.medium is not Medium.CARD:
        return np.full((height, width), 255, np.uint8)
    return np.asarray(cv2.resize(card_mask(), (width, height)), np.uint8)


def _print_line(image: Image, line: Line, text: str, style: Style, split: Split) -> None:
    box = Box(line.x, line.y - line.height / 2, line.right, line.y + line.height / 2)
    face, colour = _look(line.role, text, style, split)
    height = _LATIN_HEIGHT if text.isascii() else 1.0
    write(image, text, box, Pen(face, colour, height, 0.02, fill=line.role is Role.CODE))


def _look(role: Role, text: str, style: Style, split: Split) -> tuple[Typeface, Colour]:
    preferred, colour = {
        Role.TITLE: (style.title_face, style.title),
        Role.LABEL: (style.label_face, style.label),
        Role.VALUE: (style.latin_face if text.isascii() else style.hanzi_face, style.value),
        Role.CODE: (OCR_B, style.value),
    }[role]
    return covering(preferred, HANZI[split], text), colour
