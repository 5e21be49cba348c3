"""Covered means that something opaque hides what is to be seen, or that a part of the card is not in the photo."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from permit_ocr.imaging.geometry import box_corners, homography, project, rectangle
from permit_ocr.quality.covered import score
from permit_ocr.quality.surface.outline import beyond_frame
from permit_ocr.quality.surface.unread import surely_read
from permit_ocr.quality.view import Region, look
from permit_ocr.types import Box, Evidence, Field, Image, Quad
from tests.quality.shipped_views import (
    box_of,
    degenerate_views,
    middle,
    painted,
    part,
    photo_of,
    quad_of,
    read,
    truths,
    view_of,
)

CARD = "hk-macao.jpg"
SKIN, NOTE, BLACK = (140, 172, 216), (90, 220, 250), (25, 25, 25)
EYES = (0.4, 0.52)
"""How far down the portrait they are."""
STEEL, PAPER = (150, 152, 154), (232, 234, 236)
"""Grey as a coin is, and white as paper: neither dark nor coloured."""


@pytest.mark.parametrize("name", truths())
def test_a_whole_card_is_not_covered(name: str) -> None:
    assert score(view_of(name)).value < 0.2


@pytest.mark.parametrize(
    ("field", "colour"),
    [
        (Field.NUMBER, SKIN),
        (Field.VALIDITY, NOTE),
        (Field.NUMBER, BLACK),
        (Field.VALIDITY, STEEL),
        (Field.NUMBER, PAPER),
    ],
)
def test_a_thing_over_a_field_is_found_where_it_is(field: Field, colour: tuple[int, int, int]) -> None:
    spot = part(box_of(CARD, field), 0.3, 0.8)
    view = view_of(CARD, painted(CARD, spot, colour))
    found = next(finding for finding in score(view).findings if finding.field is field)
    assert found.strength > 0.8
    assert found.quad is not None
    x, y = middle(found.quad)
    wanted = middle(view.card.in_photo(Quad.from_array(box_corners(spot))))
    assert np.hypot(x - wanted[0], y - wanted[1]) < 60


def test_a_label_of_the_cards_own_colour_over_a_field_counts_as_ink_is_missing() -> None:
    spot = part(box_of(CARD, Field.NUMBER), 0.0, 1.0)
    photo = photo_of(CARD)
    x, y = (
        round(value)
        for value in middle(view_of(CARD).card.in_photo(Quad.from_array(box_corners(Box(0.9, 0.3, 0.96, 0.38)))))
    )
    own = photo[y - 3 : y + 3, x - 3 : x + 3].reshape(-1, 3).mean(axis=0)
    assert score(view_of(CARD, painted(CARD, spot, tuple(own.tolist())))).value > 0.8


def test_a_thing_over_the_portrait_counts() -> None:
    box = box_of(CARD, "portrait")
    found = score(view_of(CARD, painted(CARD, Box(-0.1, box.y0 + 0.1, box.x1 - 0.04, box.y0 + 0.35), SKIN)))
    assert found.value > 0.6
    assert found.findings[0].reason in {"portrait", "no face"}


def placeholder(photo: Image, colours: int) -> Image:
    """A head and shoulders for a portrait, or its ground alone, or one thing all over it."""
    x0, y0, x1, y1 = box_of(CARD, "portrait")
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32)
    places = project(homography(rectangle(1, 1), quad_of(CARD).to_array()), corners)
    figure = np.full((440, 320, 3), (214, 208, 200) if colours > 1 else BLACK, np.uint8)
    if colours > 1:
        cv2.ellipse(figure, (160, 440), (130, 150), 0, 180, 360, (90, 70, 60), -1)
        cv2.ellipse(figure, (160, 190), (75, 95), 0, 0, 360, (115, 110, 110), -1)
    to_photo = homography(rectangle(320, 440), places)
    laid = cv2.warpPerspective(figure, to_photo, photo.shape[1::-1])
    there = cv2.warpPerspective(np.ones(figure.shape[:2], np.uint8), to_photo, photo.shape[1::-1])
    return np.where(there[..., None] > 0, laid, photo).astype(np.uint8)


def test_a_drawn_figure_in_the_place_of_a_portrait_hides_no_face() -> None:
    assert score(view_of(CARD, placeholder(photo_of(CARD), 3))).value < 0.45


def test_a_thing_all_over_the_portrait_hides_the_face() -> None:
    assert any(
        finding.reason in {"no face", "portrait"} and finding.strength > 0.6
        for finding in score(view_of(CARD, placeholder(photo_of(CARD), 1))).findings
    )


def test_a_thing_of_another_colour_within_the_portrait_counts() -> None:
    box = box_of(CARD, "portrait")
    across, down = box.x1 - box.x0, box.y1 - box.y0
    spot = Box(box.x0 + 0.3 * across, box.y0 + 0.3 * down, box.x0 + 0.6 * across, box.y0 + 0.5 * down)
    found = score(view_of(CARD, painted(CARD, spot, (200, 80, 20))))
    assert found.findings[0].reason == "portrait"
    assert found.value > 0.8


@pytest.mark.parametrize("light", [1.0, 0.3])
def test_a_bar_over_the_eyes_counts(light: float) -> None:
    box = box_of(CARD, "portrait")
    down = box.y1 - box.y0
    eyes = Box(box.x0, box.y0 + EYES[0] * down, box.x1, box.y0 + EYES[1] * down)
    found = score(view_of(CARD, (painted(CARD, eyes, BLACK) * light).astype(np.uint8))).findings[0]
    assert found.reason == "portrait"
    assert found.strength > 0.9


def test_a_label_over_all_of_the_face_has_no_colour_of_skin() -> None:
    box = box_of(CARD, "portrait")
    across, down = box.x1 - box.x0, box.y1 - box.y0
    face = Box(box.x0 + 0.2 * across, box.y0 + 0.2 * down, box.x1 - 0.2 * across, box.y0 + 0.75 * down)
    found = score(view_of(CARD, painted(CARD, face, (210, 160, 60)))).findings[0]
    assert found.reason == "portrait"
    assert found.strength > 0.9


@pytest.mark.parametrize("light", [1.0, 0.25])
def test_a_seal_beside_the_portrait_does_not_go_on_in_it_though_it_be_dark(light: float) -> None:
    x0, y0, _, _ = box_of(CARD, "portrait")
    photo = painted(CARD, Box(x0 + 0.02, y0 - 0.15, x0 + 0.08, y0 - 0.022), (110, 165, 205))
    assert score(view_of(CARD, (photo * light).astype(np.uint8))).value < 0.45


@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_a_hidden_corner_counts(corner: tuple[int, int]) -> None:
    x, y = corner
    spot = Box(x * 0.88 - 0.02 + 0.02 * x, y * 0.82 - 0.02 + 0.02 * y, x * 0.88 + 0.12, y * 0.82 + 0.18)
    found = score(view_of(CARD, painted(CARD, spot, (60, 60, 160))))
    assert any(finding.reason == "corner" and finding.strength > 0.8 for finding in found.findings)


@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_a_corner_that_is_cut_off_counts_on_a_grey_table(corner: tuple[int, int]) -> None:
    photo = photo_of(CARD)
    cv2.fillPoly(photo, [_cut_off(*corner)], STEEL)
    found = score(view_of(CARD, photo))
    assert found.findings[0].reason == "corner"
    assert found.value > 0.8


def test_a_corner_that_is_cut_off_counts_on_white_paper_and_a_highlight_in_one_does_not() -> None:
    beside = np.ones(photo_of(CARD).shape[:2], np.uint8)
    cv2.fillPoly(beside, [np.round(quad_of(CARD).to_array()).astype(np.int32)], (0,))
    cv2.fillPoly(beside, [_cut_off(1, 0)], (1,))
    on_paper = np.where(beside[..., None] > 0, np.uint8(255), photo_of(CARD))
    assert any(finding.reason == "corner" for finding in score(view_of(CARD, on_paper)).findings)
    lit = score(view_of(CARD, painted(CARD, Box(0.87, 0.008, 0.995, 0.18), (255, 255, 255), soft=2)))
    assert not any(finding.reason == "corner" for finding in lit.findings)


def _cut_off(x: int, y: int) -> np.ndarray:
    """A corner's triangle in the photo."""
    leg = 0.11 if x == 0 else -0.11, 0.17 if y == 0 else -0.17
    places = np.array([(x, y), (x + leg[0], y), (x, y + leg[1])], np.float32)
    corners = project(homography(rectangle(1, 1), quad_of(CARD).to_array()), places)
    return np.round(corners).astype(np.int32)


def test_a_field_that_reads_well_is_not_hidden_by_what_looks_like_a_thing() -> None:
    view = view_of(CARD, painted(CARD, part(box_of(CARD, Field.NUMBER), 0.3, 0.8), STEEL))
    assert score(read(view)).value < 0.45 < score(view).value


@pytest.mark.parametrize(("support", "sure"), [(1, True), (0, False), (-1, False)])
def test_a_name_surely_reads_where_another_field_spells_it(support: int, sure: bool) -> None:
    view = read(view_of(CARD))
    told = Evidence(0.99, agreeing=1, support=support)
    fields = {field: replace(reading, evidence=told) for field, reading in view.fields.items()}
    assert surely_read(replace(view, fields=fields), Field.NAME) is sure
    assert surely_read(view, Field.NUMBER)


def test_fields_that_do_not_read_among_others_that_do_count() -> None:
    found = score(read(view_of(CARD), Field.VALIDITY, Field.NUMBER))
    assert {finding.field for finding in found.findings if finding.reason == "unread"} == {Field.VALIDITY, Field.NUMBER}
    assert found.value > 0.5


def test_fields_that_are_plain_to_read_and_cannot_be_are_not_covered() -> None:
    view = read(view_of(CARD), Field.VALIDITY, Field.BIRTH_DATE)
    fields = {
        field: reading if reading.printed else replace(reading, impossible="2019.02.30")
        for field, reading in view.fields.items()
    }
    assert "unread" not in {finding.reason for finding in score(replace(view, fields=fields)).findings}


def test_a_single_field_that_does_not_read_counts_less() -> None:
    found = score(read(view_of(CARD), Field.VALIDITY))
    assert found.findings[0].reason == "unread"
    assert 0.3 < found.value < 0.45


def test_a_photo_in_which_hardly_anything_reads_is_not_covered() -> None:
    view = view_of(CARD)
    assert score(read(view, *view.fields)).value < 0.2


def test_a_field_that_does_not_read_on_a_soft_photo_is_not_covered() -> None:
    soft = cv2.GaussianBlur(photo_of(CARD), (0, 0), 4.5).astype(np.uint8)
    found = score(read(view_of(CARD, soft), Field.VALIDITY, Field.NUMBER)).findings
    assert "unread" not in {finding.reason for finding in found if finding.strength > 0.1}


def test_edges_over_most_lines_that_read_well_are_the_photos_own() -> None:
    photo = photo_of(CARD)
    for name in truths()[CARD]["fields"]:
        photo = _over(photo, part(box_of(CARD, name), 0.3, 0.8))
    view = view_of(CARD, photo)
    assert score(read(view)).value < 0.3
    assert score(read(view, *view.fields)).value > 0.8


def _over(photo: Image, box: Box) -> Image:
    """Paint a box of the card in a photo made from it."""
    places = project(homography(rectangle(1, 1), quad_of(CARD).to_array()), box_corners(box))
    return np.asarray(cv2.fillConvexPoly(photo, np.round(places).astype(np.int32), NOTE), np.uint8)


def test_a_card_cut_off_by_the_frame_counts() -> None:
    photo, corners = photo_of(CARD), quad_of(CARD).to_array()
    left = round(float(corners[:, 0].min() + 0.06 * np.ptp(corners[:, 0])))
    cut = np.ascontiguousarray(photo[:, left:])
    found = score(view_of(CARD, cut, shift=(left, 0)))
    assert found.findings[0].reason == "frame"
    assert found.value > 0.9


def test_a_crop_to_the_very_edge_does_not_count() -> None:
    corners = quad_of(CARD).to_array()
    left, top = np.floor(corners.min(axis=0)).astype(int)
    cut = np.ascontiguousarray(photo_of(CARD)[top:, left:])
    assert score(view_of(CARD, cut, shift=(left, top))).value < 0.2


def test_one_corner_of_a_photo_that_ends_with_its_card_may_be_found_outside() -> None:
    view = view_of(CARD)
    cut = np.ascontiguousarray(look(view.photo, view.quad).image)
    height, width = cut.shape[:2]
    corners = rectangle(width, height)
    corners[2, 0] += 0.04 * width
    quad = Quad.from_array(corners)
    assert beyond_frame(replace(view, photo=cut, quad=quad)) == 0
    corners[1, 0] += 0.04 * width
    assert beyond_frame(replace(view, photo=cut, quad=Quad.from_array(corners))) > 0.9


def test_a_portrait_that_is_larger_than_its_box_does_not_cover_itself() -> None:
    view = view_of(CARD)
    box = box_of(CARD, "portrait")
    narrow = Region("portrait", Box(box.x0, box.y0, box.x1 - 0.25 * (box.x1 - box.x0), box.y1))
    regions = [narrow if region.name == "portrait" else region for region in view.regions]
    reasons = {finding.reason for finding in score(replace(view, regions=regions)).findings}
    assert "portrait" not in reasons


def test_what_shows_beside_the_card_covers_no_portrait_in_poor_light() -> None:
    photo = (painted(CARD, Box(-0.03, 0.2, 0.012, 0.8), (20, 20, 160)) * 0.2).astype(np.uint8)
    assert "portrait" not in {finding.reason for finding in score(view_of(CARD, photo)).findings}


def test_a_shadow_across_the_card_does_not_count() -> None:
    photo = photo_of(CARD)
    light = 1 - 0.6 / (1 + np.exp(-(np.arange(photo.shape[1]) - photo.shape[1] / 2) / 40.0))
    assert score(view_of(CARD, (photo * light[None, :, None]).astype(np.uint8))).value < 0.2


def test_a_highlight_does_not_cover() -> None:
    spot = part(box_of(CARD, Field.NUMBER), 0.3, 0.8)
    assert score(view_of(CARD, painted(CARD, spot, (255, 255, 255), soft=3))).value < 0.3


def test_noise_and_compression_do_not_cover() -> None:
    noise = np.random.default_rng(2).normal(0, 10, photo_of(CARD).shape)
    noisy = np.clip(photo_of(CARD) + noise, 0, 255).astype(np.uint8)
    poor = cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 40])[1], cv2.IMREAD_COLOR)
    assert score(view_of(CARD, np.asarray(poor, np.uint8))).value < 0.3


def test_nothing_raises() -> None:
    for view in degenerate_views():
        assert 0 <= score(view).value <= 1


def test_a_pattern_that_a_names_ink_shows_through_does_not_cover() -> None:
    """A hologram has edges as sharp as those of things."""
    x0, y0, x1, y1 = part(box_of(CARD, Field.LATIN_NAME), 0.2, 0.6)
    there = painted(CARD, Box(x0, 1.6 * y0 - 0.6 * y1, x1, 1.6 * y1 - 0.6 * y0), BLACK) != photo_of(CARD)
    shimmering = np.where(there, photo_of(CARD) * 0.7, photo_of(CARD)).astype(np.uint8)
    view = view_of(CARD, shimmering)
    assert score(read(view)).value < 0.45 < score(read(view, Field.LATIN_NAME)).value


def test_a_thing_that_hides_a_names_ink_covers_though_the_rest_reads_well() -> None:
    spot = part(box_of(CARD, Field.LATIN_NAME), 0.2, 0.6)
    assert score(read(view_of(CARD, painted(CARD, spot, STEEL)))).value > 0.45
