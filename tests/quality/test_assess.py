from __future__ import annotations

from weakref import ref

import numpy as np
import pytest

from permit_ocr.permits.documents import EXIT_ENDORSEMENT_TAIWAN, HOME_RETURN_PERMIT, HOME_RETURN_PERMIT_NON_CHINESE
from permit_ocr.quality.assess import DETECTORS, Detector, assess
from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.quality.view import CardView, Region, look, once_per_view, regions_of
from permit_ocr.types import Box, Field, FieldReading, Point, Quad, Score, WarningKind

QUAD = Quad((Point(10, 10), Point(650, 10), Point(650, 414), Point(10, 414)))
PHOTO = np.full((424, 660, 3), 128, np.uint8)


@pytest.fixture
def view() -> CardView:
    return CardView(PHOTO, QUAD, look(PHOTO, QUAD), [])


def test_there_is_a_detector_and_a_threshold_for_every_warning() -> None:
    assert set(DETECTORS) == set(WarningKind)
    for policy in (Policy.PERMISSIVE, Policy.STANDARD, Policy.STRICT):
        assert set(thresholds(policy)) == set(WarningKind)


def test_a_stricter_policy_never_warns_later() -> None:
    permissive, standard, strict = map(thresholds, (Policy.PERMISSIVE, Policy.STANDARD, Policy.STRICT))
    for kind in WarningKind:
        assert 0 < strict[kind] <= standard[kind] <= permissive[kind]


def test_off_looks_for_nothing() -> None:
    assert thresholds(Policy.OFF) == {}


def scoring(value: float) -> Detector:
    def score(view: CardView) -> Score:
        del view
        return Score(value)

    return score


def test_a_warning_is_given_from_its_threshold_on(view: CardView) -> None:
    detectors = {WarningKind.GLARE: scoring(0.5), WarningKind.BLURRED: scoring(0.4)}
    found = assess(view, {WarningKind.GLARE: 0.5, WarningKind.BLURRED: 0.5}, detectors)
    assert found.warnings == (WarningKind.GLARE,)
    assert found.scores == {WarningKind.GLARE: Score(0.5), WarningKind.BLURRED: Score(0.4)}


def test_a_kind_without_a_threshold_is_not_looked_for(view: CardView) -> None:
    def refuse(_: CardView) -> Score:
        raise AssertionError

    found = assess(view, {WarningKind.GLARE: 0.5}, {WarningKind.GLARE: scoring(0), WarningKind.BLURRED: refuse})
    assert set(found.scores) == {WarningKind.GLARE}


def test_regions_are_where_fields_were_read_else_where_they_belong() -> None:
    seen = Quad((Point(0.3, 0.2), Point(0.5, 0.2), Point(0.5, 0.3), Point(0.3, 0.3)))
    fields = {Field.NAME: FieldReading("x", quad=seen, printed="x"), Field.SEX: FieldReading()}
    places = {Field.NAME: Box(0.1, 0.1, 0.9, 0.9), Field.SEX: Box(0.6, 0.4, 0.7, 0.5)}
    card = look(PHOTO, QUAD)
    boxes = {r.name: r.box for r in regions_of(card, EXIT_ENDORSEMENT_TAIWAN, fields, places, Box(0, 0, 0.2, 0.2))}
    assert boxes["name"] == pytest.approx(Box(0.3, 0.2, 0.5, 0.3))
    assert boxes["sex"] == places[Field.SEX]
    assert boxes["portrait"] == Box(0, 0, 0.2, 0.2)
    assert "machine_code" in boxes
    assert "machine_code" not in {r.name for r in regions_of(card, HOME_RETURN_PERMIT, {}, {}, Box(0, 0, 1, 1))}


def test_a_field_that_a_card_need_not_have_is_not_missed() -> None:
    places = {Field.NAME: Box(0.1, 0.1, 0.9, 0.2), Field.SEX: Box(0.6, 0.4, 0.7, 0.5)}
    regions = regions_of(look(PHOTO, QUAD), HOME_RETURN_PERMIT_NON_CHINESE, {}, places, Box(0, 0, 1, 1))
    assert {region.name for region in regions} == {"sex", "portrait"}


def test_a_portrait_that_goes_on_beyond_the_photo_tells_nothing() -> None:
    """A card cut through its portrait was called a copy, and its portrait exchanged."""
    portrait = Region("portrait", Box(0.05, 0.2, 0.35, 0.8))
    beyond = Quad.from_array(QUAD.to_array() - np.float32([60, 0]))
    whole, cut, bare = (
        CardView(PHOTO, quad, look(PHOTO, quad), regions)
        for quad, regions in ((QUAD, [portrait]), (beyond, [portrait]), (QUAD, []))
    )
    assert (whole.portrait, cut.portrait, bare.portrait) == (portrait.box, None, None)


@pytest.mark.parametrize(("width", "expected"), [(200, 480), (1000, 1000), (3000, 1920)])
def test_the_card_is_looked_at_in_its_own_resolution_within_bounds(width: int, expected: int) -> None:
    quad = Quad((Point(0, 0), Point(width, 0), Point(width, width * 0.63), Point(0, width * 0.63)))
    card = look(PHOTO, quad)
    inner = card.in_image(Quad((Point(0, 0), Point(1, 0), Point(1, 1), Point(0, 1)))).to_array()
    assert inner[1, 0] - inner[0, 0] == pytest.approx(expected, abs=1)


def test_a_shared_step_runs_once_for_a_view_and_is_forgotten_with_it() -> None:
    runs: list[int] = []

    @once_per_view
    def step(view: CardView) -> int:
        runs.append(len(view.regions))
        return len(runs)

    first, second = (CardView(PHOTO, QUAD, look(PHOTO, QUAD), []) for _ in range(2))
    assert (step(first), step(first), step(second)) == (1, 1, 2)
    gone = ref(first)
    del first
    assert gone() is None
