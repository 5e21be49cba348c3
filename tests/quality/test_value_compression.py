"""What earlier compression tells of values: which one was put in; nothing where a photo was saved ever so often."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import box_quad
from permit_ocr.quality import tampered
from permit_ocr.quality.edits.reasons import TamperReason
from permit_ocr.quality.edits.value_compression import foreign_value
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box, Field, Image
from tests.quality.shipped_views import box_of, degenerate_views, part, photo_of, read, view_of

CARD = "hk-macao.jpg"


def saved(photo: Image, *qualities: int) -> Image:
    for quality in qualities:
        photo = decode(cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes())
    return photo


def bounds(box: Box) -> tuple[int, int, int, int]:
    """Give the pixels of the photo about a box of the card."""
    corners = view_of(CARD).card.in_photo(box_quad(box)).to_array()
    left, top = np.floor(corners.min(axis=0)).astype(int).tolist()
    right, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
    return left, top, right, bottom


def edited(photo: Image, field: Field, start: float = 0.0, end: float = 1.0) -> Image:
    """Put a part of a value of the shipped photo, resampled, in its place in a copy of it: the print is the same."""
    left, top, right, bottom = bounds(part(box_of(CARD, field.value), start, end))
    own = photo_of(CARD)[top:bottom, left:right]
    small = cv2.resize(own, None, fx=0.93, fy=0.93, interpolation=cv2.INTER_AREA)
    copy = photo.copy()
    copy[top:bottom, left:right] = cv2.resize(small, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)
    return copy


def strength(photo: Image, *unread: Field) -> float:
    found = foreign_value(read(view_of(CARD, photo), *unread))
    return found.strength if found else 0.0


@pytest.mark.parametrize(("first", "last"), [(60, 92), (75, 92), (80, 88), (80, 75)])
def test_a_value_that_was_put_into_a_compressed_photo_is_found(first: int, last: int) -> None:
    found = foreign_value(read(view_of(CARD, saved(edited(saved(photo_of(CARD), first), Field.VALIDITY), last))))
    assert found
    assert found.field is Field.VALIDITY
    assert found.strength > 0.95


def test_so_is_a_part_of_one_and_it_is_told_where() -> None:
    photo = saved(edited(saved(photo_of(CARD), 65), Field.VALIDITY, 0.7, 0.9), 92)
    found = foreign_value(read(view_of(CARD, photo)))
    assert found
    assert found.strength > 0.95
    assert found.box.x1 - found.box.x0 < 0.5 * (box_of(CARD, "validity").x1 - box_of(CARD, "validity").x0)
    findings = tampered.score(read(view_of(CARD, photo))).findings
    assert any(each.reason == TamperReason.VALUE_COMPRESSION and each.field is Field.VALIDITY for each in findings)


@pytest.mark.parametrize("qualities", [(), (95,), (40,), (60, 92), (92, 60), (85, 80), (40, 75, 95)])
def test_a_genuine_photo_may_be_saved_again_and_again(qualities: tuple[int, ...]) -> None:
    assert strength(saved(photo_of(CARD), *qualities)) < 0.5


def test_nothing_is_said_of_a_photo_that_was_shrunk_after_an_edit() -> None:
    photo = edited(saved(photo_of(CARD), 60), Field.VALIDITY)
    small = cv2.resize(photo, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    back = cv2.resize(small, photo.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    assert strength(saved(back, 92)) < 0.5


def test_a_shadow_that_was_drawn_over_a_value_and_its_ground_is_no_edit_of_the_value() -> None:
    photo = saved(photo_of(CARD), 60)
    box = part(box_of(CARD, "validity"), 0.5, 1.0)
    height = box.y1 - box.y0
    shadow = Box(box.x0, box.y0 - height, 0.95, box.y1 + height)
    shaded = edited(photo, Field.VALIDITY, 0.5, 1.0)
    left, top, right, bottom = bounds(shadow)
    shaded[top:bottom, left:right] = (0.6 * shaded[top:bottom, left:right]).astype(np.uint8)
    assert strength(saved(edited(photo, Field.VALIDITY, 0.5, 1.0), 92)) > 0.95
    assert strength(saved(shaded, 92)) == 0


@pytest.mark.parametrize("field", [Field.VALIDITY, Field.AUTHORITY])
def test_neither_what_was_not_read_nor_the_dense_print_of_the_authority_is_held_for_foreign(field: Field) -> None:
    photo = saved(edited(saved(photo_of(CARD), 60), field), 92)
    assert strength(photo, field) < 0.5
    assert field is Field.VALIDITY or strength(photo) < 0.5


def test_a_value_whose_box_is_empty_harms_nothing() -> None:
    view = read(view_of(CARD, saved(edited(saved(photo_of(CARD), 60), Field.VALIDITY), 92)))
    name = next(region for region in view.regions if region.name == "name")
    flat = [replace(name, box=name.box._replace(y1=name.box.y0)), *(each for each in view.regions if each != name)]
    found = foreign_value(replace(view, regions=flat))
    assert found
    assert found.field is Field.VALIDITY


@pytest.mark.parametrize("view", degenerate_views())
def test_nothing_is_said_of_what_cannot_be_compared(view: CardView) -> None:
    assert foreign_value(view) is None
