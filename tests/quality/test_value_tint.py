"""When the ground under a value is another's, by its colour."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.quality.edits import value_tint
from permit_ocr.quality.edits.small_lines import SmallLine
from tests.quality.drawn_lines import boxed, card, crossed, ground, printed
from tests.quality.shipped_views import read, view_of


def sureness(monkeypatch: pytest.MonkeyPatch, changed: SmallLine) -> dict[str, float]:
    monkeypatch.setattr(value_tint, "small_lines", lambda view: card(changed))
    return {name: sure for name, _, sure in value_tint.other_tints(view_of("hk-macao.jpg"))}


def test_a_box_of_another_colour_is_told_and_what_stands_beside_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    found = sureness(monkeypatch, printed(boxed(crossed(ground(7)), (235, 200, 205))))
    assert found == {"number": 0, "validity": 0, "latin_name": 0, "birth_date": 1}


def test_a_ground_that_changes_its_colours_evenly_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(sureness(monkeypatch, printed(crossed(ground(7)))).values())


def test_what_is_darker_in_the_colour_of_ink_is_shade_or_blur(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = printed(ground(7))
    shaded = plain.picture.copy()
    shaded[plain.rows(-0.2, 1.2)] = (shaded[plain.rows(-0.2, 1.2)] * 0.9).astype(shaded.dtype)
    assert not any(sureness(monkeypatch, SmallLine(plain.box, shaded, plain.top, plain.height)).values())


def test_red_ink_that_spreads_over_its_ground_does_not_make_it_strange(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = printed(ground(7), ink=(40, 40, 190))
    spread = plain.picture.copy()
    spread[plain.rows(-0.2, 1.2)] -= np.array((9, 9, 0), np.uint8)
    assert not any(sureness(monkeypatch, SmallLine(plain.box, spread, plain.top, plain.height)).values())


def test_a_genuine_card_has_no_ground_of_another_tint() -> None:
    found = value_tint.other_tints(read(view_of("hk-macao.jpg")))
    assert len(found) == 4
    assert not any(sure for _, _, sure in found)


def test_two_values_cannot_tell_which_of_them_is_strange(monkeypatch: pytest.MonkeyPatch) -> None:
    two = dict(list(card(printed(ground(7))).items())[-2:])
    monkeypatch.setattr(value_tint, "small_lines", lambda view: two)
    assert value_tint.other_tints(view_of("hk-macao.jpg")) == []
