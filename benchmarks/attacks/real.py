"""Photos of real cards of other kinds, for counting false alarms under real light and with real cameras."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from permit_ocr.card.clear_print import DETAIL
from permit_ocr.card.rectify import WIDTH, rectify
from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import bounding_box, project_quad, side_lengths
from permit_ocr.quality.view import CardView, Region, look
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import find_upright, read_quads
from permit_ocr.text.load import load_engine
from permit_ocr.types import Box, Image, Quad

_SURE = 0.8
"""Mean probability of a line's characters above which it is taken for print and not for pattern."""


def real_views(folder: Path, engine: TextEngine | None = None) -> Iterator[tuple[str, CardView]]:
    """View each photo of a folder by its corners in ``quads.json`` (format in specimens/photo_scenes.py).

    The regions are the lines that the text engine finds, named ``text``; the kind of card is not known.
    """
    reader = engine or load_engine(threads=1)
    corners = json.loads((folder / "quads.json").read_text("utf-8"))
    for name, entry in sorted(corners.items()):
        photo = decode((folder / name).read_bytes())
        quad = Quad.from_array(np.array(entry["quad"], np.float32))
        regions = [Region("text", box) for box in _printed(reader, photo, quad)]
        yield name, CardView(photo, quad, look(photo, quad), regions)


def _printed(engine: TextEngine, photo: Image, quad: Quad) -> Sequence[Box]:
    """Find the lines of text on a card, in fractions of it; it is looked at in its own aspect."""
    width, height = side_lengths(quad)
    card = rectify(photo, quad, width / height, 0.0, WIDTH)
    lines = read_quads(engine, card.image, find_upright(engine, card.image, DETAIL))
    sure = [line for line in lines if line.confidence > _SURE and len(line.text) > 1]
    return [bounding_box(project_quad(card.to_card, line.quad)) for line in sure]
