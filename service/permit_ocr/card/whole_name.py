"""A name whose last character the detector left out: 一 is but a stroke, and stands apart from the others."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from permit_ocr.card.rectify import RectifiedCard
from permit_ocr.imaging.geometry import cut_out
from permit_ocr.permits.spans import longer_by
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import CROP_HEIGHT, read_quads
from permit_ocr.types import Image, TextLine

PAPER, INK = 90, 5
"""Percentiles of a name's grey levels that are its paper's and its ink's, whatever the light."""

FAINT, STROKE = 0.33, 0.4
"""Share of the way from paper to ink at which a thin stroke shows, and share of a character's width that it takes at
least: lines of guilloche are fainter, or cross it."""


def whole_name(engine: TextEngine, card: RectifiedCard, name: TextLine) -> TextLine:
    """The name (quad in fractions of the card), read with one character more where ink follows it."""
    quad = longer_by(name, 1)
    if quad is None:
        return name
    crop = cut_out(card.image, card.in_image(quad), round(CROP_HEIGHT * (len(name.positions) + 1)), CROP_HEIGHT)
    if not _ends_in_ink(crop, 1 / (len(name.positions) + 1)):
        return name
    again = read_quads(engine, card.image, [card.in_image(quad)])[0]
    goes_on = again.text.startswith(name.text) and len(again.text) > len(name.text)
    return replace(again, quad=quad) if goes_on else name


def _ends_in_ink(crop: Image, share: float) -> bool:
    """Whether a stroke of ink runs through the last ``share`` of a crop's width."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    end = grey.shape[1] - round(share * grey.shape[1])
    paper, ink = np.percentile(grey[:, :end], (PAPER, INK))
    rows = slice(grey.shape[0] // 5, -grey.shape[0] // 5)
    return bool((grey[rows, end:].min(axis=0) < paper - FAINT * (paper - ink)).mean() >= STROKE)
