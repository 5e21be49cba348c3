"""When the lines of the ground stop at a value."""

from __future__ import annotations

import pytest

from permit_ocr.quality.edits import value_bare
from permit_ocr.quality.edits.small_lines import SmallLine
from tests.quality.drawn_lines import boxed, card, crossed, ground, printed
from tests.quality.shipped_views import read, view_of


def sureness(monkeypatch: pytest.MonkeyPatch, changed: SmallLine) -> dict[str, float]:
    monkeypatch.setattr(value_bare, "small_lines", lambda view: card(changed))
    return {name: sure for name, _, sure in value_bare.bare_values(view_of("hk-macao.jpg"))}


def test_a_value_that_was_painted_over_is_bare_and_no_other_is(monkeypatch: pytest.MonkeyPatch) -> None:
    found = sureness(monkeypatch, printed(boxed(crossed(ground(7)), (215, 215, 215))))
    assert found.pop("birth_date") == 1
    assert not any(found.values())


def test_lines_that_go_on_under_a_value_are_the_grounds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(sureness(monkeypatch, printed(crossed(ground(7)))).values())


def test_where_there_are_no_lines_around_a_value_it_lacks_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any(sureness(monkeypatch, printed(ground(7))).values())


def test_lines_on_one_side_of_a_value_may_end_there(monkeypatch: pytest.MonkeyPatch) -> None:
    above = crossed(ground(7))
    above[9:] = ground(7)[9:]
    assert not any(sureness(monkeypatch, printed(above)).values())


def test_a_genuine_card_has_no_bare_value() -> None:
    found = value_bare.bare_values(read(view_of("hk-macao.jpg")))
    assert not any(sure for _, _, sure in found)
