"""Digits that a thing, a light or blur may have made others of are not answered, unless the code line proves them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from permit_ocr.quality import doubtful_digits as detector
from permit_ocr.quality.doubtful_digits import doubtful_digits
from permit_ocr.quality.surface.unread import READ
from permit_ocr.quality.view import CardView
from permit_ocr.types import CheckState, Evidence, Field, Finding, Score
from tests.quality.shipped_views import read, truths, view_of

CARD = "hk-macao.jpg"
ON_THE_DATE = Finding("print", READ, None, Field.BIRTH_DATE)
NOTHING = Score()
ON_ANOTHER = Finding("print", 1.0, None, Field.AUTHORITY)


def card(weakest: float = 0.95, check: CheckState = CheckState.UNCHECKED) -> CardView:
    view = read(view_of(CARD))
    known = {f: replace(r, evidence=Evidence(weakest, 1), check=check) for f, r in view.fields.items()}
    return replace(view, fields=known)


def seen(patch: pytest.MonkeyPatch, *, covers: Score = NOTHING, lights: Score = NOTHING, blur: float = 0.0) -> None:
    patch.setattr(detector.covered, "score", lambda _: covers)
    patch.setattr(detector.glare, "score", lambda _: lights)
    patch.setattr(detector.blurred, "score", lambda _: Score(blur))


@pytest.mark.parametrize("name", truths())
def test_digits_of_a_clear_photo_are_not_doubtful(name: str) -> None:
    assert doubtful_digits(read(view_of(name))) == frozenset()


@pytest.mark.parametrize("what", ["covers", "lights"])
def test_digits_under_a_thing_or_a_light_are(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    seen(monkeypatch, **{what: Score(1.0, (ON_ANOTHER, ON_THE_DATE))})
    assert doubtful_digits(card()) == {Field.BIRTH_DATE}


def test_what_the_code_line_proves_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, covers=Score(1.0, (ON_ANOTHER, ON_THE_DATE)), blur=1.0)
    assert doubtful_digits(card(weakest=0.1, check=CheckState.PROVED)) == frozenset()


def test_what_looks_like_a_thing_on_a_card_that_nothing_covers_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, covers=Score(READ, (ON_THE_DATE,)))
    assert doubtful_digits(card()) == frozenset()


def test_digits_that_are_not_clear_in_a_blurred_photo_are(monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, blur=0.9)
    assert doubtful_digits(card(weakest=0.5)) >= {Field.NUMBER, Field.BIRTH_DATE}
    assert doubtful_digits(card(weakest=0.9)) == frozenset()
    seen(monkeypatch, blur=0.1)
    assert doubtful_digits(card(weakest=0.5)) == frozenset()
