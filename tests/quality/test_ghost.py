"""The small portrait is the large one's photograph, whatever is printed across it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.quality.edits.ghost import compare
from permit_ocr.quality.edits.odds import odds
from permit_ocr.quality.view import CardView
from permit_ocr.quality.windows import window
from permit_ocr.types import Image
from tests.quality.shipped_views import view_of

CARD = "hk-macao.jpg"


def unlike(view: CardView) -> float:
    """How surely the small portrait shows somebody else than the large one."""
    likeness = compare(view)
    assert likeness is not None
    return odds("ghost", likeness.features)


def changed(image: Image) -> CardView:
    view = view_of(CARD)
    return replace(view, card=replace(view.card, image=image))


def with_print_across() -> Image:
    image = view_of(CARD).card.image.copy()
    kind = view_of(CARD).kind
    assert kind
    left, top, _, bottom = window(view_of(CARD), DOCUMENTS[kind].ghost_portrait)
    size = (bottom - top) / 180
    cv2.putText(image, "No. of Issue", (left - 8, (top + bottom) // 2), cv2.FONT_HERSHEY_SIMPLEX, size, (40, 40, 40), 3)
    return image


def with_another_face() -> Image:
    image = view_of(CARD).card.image.copy()
    region = next(region for region in view_of(CARD).regions if region.name == "portrait")
    left, top, right, bottom = window(view_of(CARD), region.box)
    face = image[top:bottom, left:right]
    y, x = np.mgrid[0 : face.shape[0], 0 : face.shape[1]].astype(np.float32)
    bent_x, bent_y = x + 0.05 * face.shape[1] * np.sin(y / 19), y + 0.05 * face.shape[0] * np.sin(x / 17)
    image[top:bottom, left:right] = cv2.remap(
        np.ascontiguousarray(face), bent_x.astype(np.float32), bent_y.astype(np.float32), cv2.INTER_LINEAR
    )
    return image


def with_a_highlight() -> Image:
    image = view_of(CARD).card.image.copy()
    kind = view_of(CARD).kind
    assert kind
    left, top, right, _ = window(view_of(CARD), DOCUMENTS[kind].ghost_portrait)
    cv2.circle(image, ((left + right) // 2, top), (right - left) // 2, (255, 255, 255), -1)
    return image


def test_a_small_portrait_of_which_light_has_taken_a_part_is_not_compared() -> None:
    assert compare(changed(with_a_highlight())) is None


def test_a_genuine_card_shows_one_face_twice() -> None:
    assert unlike(view_of(CARD)) < 0.2


def test_print_across_the_small_portrait_makes_it_nobody_elses() -> None:
    assert unlike(changed(with_print_across())) < 0.4


def test_another_face_in_the_large_portrait_is_told() -> None:
    assert unlike(changed(with_another_face())) > 0.6


def test_a_head_that_fits_nowhere_means_that_there_is_no_small_portrait() -> None:
    view = view_of(CARD)
    assert compare(changed(np.ascontiguousarray(view.card.image[:, ::-1]))) is None


@pytest.mark.parametrize("level", [0, 128, 245])
def test_where_no_portrait_is_to_be_seen_nothing_is_said(level: int) -> None:
    assert unlike(changed(np.full_like(view_of(CARD).card.image, level))) < 0.2


def test_a_small_portrait_of_a_few_pixels_says_nothing() -> None:
    view = view_of(CARD)
    small = replace(view, quad=type(view.quad).from_array(view.quad.to_array() * 0.3))
    assert compare(small) is None
