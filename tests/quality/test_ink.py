from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.quality.ink import tightened
from permit_ocr.quality.view import look
from permit_ocr.types import Box, Point, Quad
from tests.quality.shipped_views import box_of, truths, view_of

BOXES = [(name, field) for name in truths() for field in truths()[name]["fields"]]


def loosened(box: Box) -> Box:
    """A box as a text detector draws it."""
    room = 0.35 * (box.y1 - box.y0)
    return Box(box.x0 - room / CARD_ASPECT, box.y0 - room, box.x1 + room / CARD_ASPECT, box.y1 + room)


def test_loose_boxes_are_moved_to_the_ink() -> None:
    """Of nearly all; what is printed close beside, or hardly to be seen, may stay within."""
    views = {name: view_of(name) for name in truths()}
    true = [box_of(name, field) for name, field in BOXES]
    found = [tightened(views[n].card, loosened(b)) for (n, _), b in zip(BOXES, true, strict=True)]
    heights = np.array([box.y1 - box.y0 for box in true])
    off = np.abs(np.array(found) - np.array(true)) * (CARD_ASPECT, 1, CARD_ASPECT, 1) / heights[:, None]
    assert (off.max(axis=1) < 0.2).mean() > 0.8
    assert np.median(off) < 0.05


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_box_without_ink_stays_as_it_is(level: int) -> None:
    photo = np.full((400, 640, 3), level, np.uint8)
    quad = Quad((Point(0, 0), Point(640, 0), Point(640, 400), Point(0, 400)))
    box = Box(0.3, 0.2, 0.6, 0.3)
    assert tightened(look(photo, quad), box) == box
