"""What earlier compression tells: nothing of a photo that is saved again and again, much of what was put into it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import box_quad
from permit_ocr.quality import tampered
from permit_ocr.quality.edits import compression
from permit_ocr.quality.edits.blocks import FREQUENCIES, LEVELS, Blocks
from permit_ocr.quality.edits.compression import foreign
from permit_ocr.quality.edits.reasons import TamperReason
from permit_ocr.quality.view import CardView
from permit_ocr.types import Box, Image
from tests.quality.shipped_views import box_of, degenerate_views, photo_of, read, view_of

CARD = "hk-macao.jpg"
PORTRAIT = box_of(CARD, "portrait")


def saved(photo: Image, quality: int) -> Image:
    return decode(cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes())


def exchanged(photo: Image) -> Image:
    """Put the portrait of the shipped photo, mirrored and resampled, in the place of the one in a copy of it."""
    corners = view_of(CARD).card.in_photo(box_quad(PORTRAIT)).to_array()
    left, top = np.floor(corners.min(axis=0)).astype(int).tolist()
    right, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
    own = np.ascontiguousarray(photo_of(CARD)[top:bottom, left:right][:, ::-1])
    small = cv2.resize(own, None, fx=0.93, fy=0.93, interpolation=cv2.INTER_AREA)
    edited = photo.copy()
    edited[top:bottom, left:right] = cv2.resize(small, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)
    return edited


@pytest.mark.parametrize("first", [45, 60, 75])
def test_a_portrait_that_was_put_into_a_compressed_photo_is_found(first: int) -> None:
    edited = exchanged(saved(photo_of(CARD), first))
    for photo in (edited, saved(edited, 92)):
        assert foreign(view_of(CARD, photo), PORTRAIT) > 0.95


def test_it_is_told_with_the_place_of_the_portrait() -> None:
    view = read(view_of(CARD, saved(exchanged(saved(photo_of(CARD), 60)), 92)))
    strongest = tampered.score(view).findings[0]
    assert strongest.reason == TamperReason.PORTRAIT_COMPRESSION
    assert strongest.quad == view.card.in_photo(box_quad(PORTRAIT))


@pytest.mark.parametrize("qualities", [(), (95,), (40,), (60, 92), (92, 60), (40, 75, 95)])
def test_a_genuine_photo_may_be_saved_again_and_again(qualities: tuple[int, ...]) -> None:
    photo = photo_of(CARD)
    for quality in qualities:
        photo = saved(photo, quality)
    assert foreign(view_of(CARD, photo), PORTRAIT) < 0.2


@pytest.mark.parametrize("view", degenerate_views())
def test_nothing_is_said_of_what_cannot_be_compared(view: CardView) -> None:
    assert foreign(view, PORTRAIT) < 0.2
    assert foreign(view, Box(0.5, 0.5, 0.51, 0.51)) == 0


def test_the_steep_fall_of_coefficients_after_one_compression_is_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    place = random.random((9000, 2)).astype(np.float32)
    x0, y0, x1, y1 = PORTRAIT
    inside = ((place > (x0, y0)) & (place < (x1, y1))).all(axis=1)
    spread = np.where(inside, 14.0, 3.0)[:, None]
    raw = np.minimum(random.exponential(1.0, (9000, len(FREQUENCIES))) * spread, LEVELS - 1)
    once = Blocks(place, (np.rint(raw / 5) * 5).astype(np.intp), np.zeros(9000, np.bool_))
    monkeypatch.setattr(compression, "blocks_of", lambda _: once)
    assert foreign(view_of(CARD), PORTRAIT) < 0.1


@pytest.mark.parametrize(("clipped", "told"), [(False, True), (True, False)])
def test_what_only_clipped_blocks_tell_is_no_trace(monkeypatch: pytest.MonkeyPatch, clipped: bool, told: bool) -> None:
    random = np.random.default_rng(2)
    place = random.random((6000, 2)).astype(np.float32)
    levels = np.minimum(random.exponential(25, (6000, len(FREQUENCIES))), LEVELS - 1)
    x0, y0, x1, y1 = PORTRAIT
    beside = ~((place > (x0, y0)) & (place < (x1, y1))).all(axis=1)
    levels[beside] = np.rint(levels[beside] / 12) * 12
    blocks = Blocks(place, levels.astype(np.intp), beside & clipped)
    monkeypatch.setattr(compression, "blocks_of", lambda _: blocks)
    assert (foreign(view_of(CARD), PORTRAIT) > 0.95) is told
