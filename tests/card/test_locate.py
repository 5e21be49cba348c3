"""What stands where it does on no card of the kind is no permit, whatever its title says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from permit_ocr.card import locate as locating
from permit_ocr.card.closer_look import Located
from permit_ocr.card.locate import _fits, locate
from permit_ocr.imaging.geometry import bounding_box, box_quad
from permit_ocr.permits.documents import EXIT_ENDORSEMENT_HK_MACAO
from permit_ocr.permits.identify import identify
from permit_ocr.types import Box, Field, Quad
from tests.card.test_closer_look import BarEngine
from tests.permits.layouts import card_lines, moved, value_line

CARD = box_quad(Box(0, 0, 1, 1))


def located(title_off: float = 0.0) -> Located:
    title, *others = card_lines(EXIT_ENDORSEMENT_HK_MACAO, {})
    lines = (moved(title, 0, title_off), *others)
    sighting = identify(lines)
    assert sighting is not None
    return Located(CARD, sighting, lines, moved=0.0, residual=0.01)


@pytest.mark.parametrize(("off", "fits"), [(0.0, True), (0.12, True), (0.2, False)])
def test_title_stands_about_where_the_card_has_it(off: float, fits: bool) -> None:
    assert _fits(located(title_off=off)) is fits


@pytest.mark.parametrize(("residual", "fits"), [(0.03, True), (0.05, False)])
def test_half_of_the_texts_stand_close_to_their_places(residual: float, fits: bool) -> None:
    assert _fits(replace(located(), residual=residual)) is fits


def test_title_alone_is_not_enough() -> None:
    title, *_ = card_lines(EXIT_ENDORSEMENT_HK_MACAO, {})
    sighting = identify([title])
    assert sighting is not None
    assert not _fits(replace(located(), sighting=sighting))


def test_title_and_number_are_enough_though_a_sign_is_read_into_the_title() -> None:
    title, *_ = card_lines(EXIT_ENDORSEMENT_HK_MACAO, {})
    number = value_line(EXIT_ENDORSEMENT_HK_MACAO, Field.NUMBER, "C12345678")
    left, top, right, bottom = bounding_box(title.quad)
    longer = replace(title, quad=box_quad(Box(left, top, right + 0.11, bottom)))
    sighting = identify([longer, number])
    assert sighting is not None
    assert _fits(replace(located(), sighting=sighting))


def test_what_a_look_found_takes_the_place_of_a_proposal_that_was_far_off(monkeypatch: pytest.MonkeyPatch) -> None:
    better, best = (box_quad(Box(0, 0, 1, end)) for end in (0.9, 0.95))
    looks = iter([replace(located(), quad=better, moved=0.3), replace(located(), quad=best)])
    held: list[tuple[Quad, Quad]] = []

    def look(_engine: object, _photo: object, quad: Quad, proposal: Quad, **_: object) -> Located:
        held.append((quad, proposal))
        return next(looks)

    monkeypatch.setattr(locating, "look_closer", look)
    assert locate(BarEngine([]), np.zeros((9, 9, 3), np.uint8), [CARD]).quad == best
    assert held == [(CARD, CARD), (better, better)]


def test_a_label_that_is_read_elsewhere_outweighs_one_that_only_seems_to_stand_in_its_place() -> None:
    """A booklet has the title of a card and its labels, but not in their places."""
    document = EXIT_ENDORSEMENT_HK_MACAO
    title, one, other, *_ = card_lines(document, {})
    seen = next(field.label for field in document.fields.values() if field.label and field.label.text == other.text)
    booklet = identify([title, moved(one, 0.3, 0)], {seen: other.quad})
    card = identify([title, one], {seen: other.quad})
    assert booklet is not None
    assert card is not None
    assert not _fits(replace(located(), sighting=booklet))
    assert _fits(replace(located(), sighting=card))
