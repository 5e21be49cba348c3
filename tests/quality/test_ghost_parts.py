"""Parts of a head stand at the same places in two prints of one photograph, and in no others."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.quality.edits.ghost_fit import Grey
from permit_ocr.quality.edits.ghost_parts import MOST, apart
from permit_ocr.quality.windows import window
from tests.quality.shipped_views import view_of

ROOM = 8


def portrait() -> Grey:
    view = view_of("hk-macao.jpg")
    box = next(region.box for region in view.regions if region.name == "portrait")
    left, top, right, bottom = window(view, box)
    grey = cv2.cvtColor(view.card.image[top:bottom, left:right], cv2.COLOR_BGR2GRAY)
    return cv2.resize(grey, (56, 72), interpolation=cv2.INTER_AREA).astype(np.float32)


def small(picture: Grey) -> Grey:
    """A pale print of a picture on a ground that reaches beyond it."""
    noise = np.random.default_rng(0).normal(0, 1.0, (72 + 2 * ROOM, 56 + 2 * ROOM))
    pale = cv2.copyMakeBorder(picture, ROOM, ROOM, ROOM, ROOM, cv2.BORDER_REPLICATE)
    return (200 + 0.25 * (pale - 128) + noise).astype(np.float32)


def tilted(picture: Grey, degrees: float) -> Grey:
    turn = cv2.getRotationMatrix2D((28, 36), degrees, 1.0)
    return cv2.warpAffine(picture, turn, (56, 72), borderMode=cv2.BORDER_REPLICATE).astype(np.float32)


def test_a_print_of_the_same_photograph_has_every_part_at_its_place() -> None:
    assert apart(portrait(), small(portrait()), 1.0, (ROOM, ROOM)) < 0.1


def test_fine_lines_across_the_small_print_do_not_move_its_parts() -> None:
    lined = small(portrait())
    for x in range(-60, 90, 7):
        cv2.line(lined, (x, 0), (x + 40, lined.shape[0]), 185.0, 1, cv2.LINE_AA)
    assert apart(portrait(), lined, 1.0, (ROOM, ROOM)) < 0.4


@pytest.mark.parametrize("degrees", [-10, 10])
def test_a_head_that_is_held_otherwise_is_from_another_photograph(degrees: float) -> None:
    assert apart(portrait(), small(tilted(portrait(), degrees)), 1.0, (ROOM, ROOM)) > 0.5


def test_a_flat_ground_and_a_place_beyond_the_picture_say_nothing() -> None:
    assert apart(portrait(), np.full((88, 72), 200, np.float32), 1.0, (ROOM, ROOM)) == 0
    assert apart(portrait(), small(portrait()), 1.0, (60, 60)) == 0
    assert MOST == 1.0
