"""Glare is a highlight that hides something, wherever else the card may shine."""

from __future__ import annotations

import numpy as np
import pytest

from permit_ocr.quality.glare import score
from permit_ocr.types import Box, Field
from tests.quality.shipped_views import box_of, degenerate_views, middle, painted, part, photo_of, read, truths, view_of

CARD = "hk-macao.jpg"
WHITE = (255, 255, 255)


@pytest.mark.parametrize("name", truths())
def test_a_clean_card_has_none(name: str) -> None:
    assert score(view_of(name)).value < 0.3


@pytest.mark.parametrize("field", [Field.NUMBER, Field.VALIDITY, Field.NAME])
def test_a_burnt_out_part_of_a_field_is_found_where_it_is(field: Field) -> None:
    spot = part(box_of(CARD, field), 0.3, 0.7)
    view = view_of(CARD, painted(CARD, spot, WHITE, soft=3))
    found = score(view)
    assert found.value > 0.8
    assert found.findings[0].field is field
    assert found.findings[0].quad is not None
    x, y = middle(found.findings[0].quad)
    wanted = middle(view.card.in_photo(_quad(spot)))
    assert np.hypot(x - wanted[0], y - wanted[1]) < 40


def test_a_highlight_over_print_that_reads_beyond_doubt_counts_less() -> None:
    view = view_of(CARD, painted(CARD, part(box_of(CARD, Field.VALIDITY), 0.3, 0.7), WHITE, soft=3))
    assert score(read(view)).value < 0.45 < score(read(view, Field.VALIDITY)).value


def test_a_highlight_over_the_face_counts() -> None:
    box = box_of(CARD, "portrait")
    width, height = box.x1 - box.x0, box.y1 - box.y0
    face = Box(box.x0 + 0.25 * width, box.y0 + 0.25 * height, box.x1 - 0.25 * width, box.y1 - 0.3 * height)
    found = score(view_of(CARD, painted(CARD, face, WHITE, soft=6)))
    assert found.value > 0.8
    assert found.findings[0].reason == "portrait"


def test_a_highlight_on_empty_ground_does_not_count() -> None:
    assert score(view_of(CARD, painted(CARD, Box(0.9, 0.3, 0.98, 0.7), WHITE, soft=6))).value < 0.2


def test_a_veil_that_leaves_print_legible_does_not_count() -> None:
    veiled = photo_of(CARD) * 0.6 + 0.4 * 200
    assert score(view_of(CARD, veiled.astype(np.uint8))).value < 0.2


def test_an_even_overexposure_does_not_count_while_print_is_legible() -> None:
    bright = np.clip(photo_of(CARD) * 1.2, 0, 255).astype(np.uint8)
    assert score(view_of(CARD, bright)).value < 0.45


def test_a_dark_thing_over_a_field_is_no_glare() -> None:
    spot = part(box_of(CARD, Field.NUMBER), 0.2, 0.8)
    assert score(view_of(CARD, painted(CARD, spot, (40, 40, 40)))).value < 0.2


def test_more_light_scores_no_less() -> None:
    box = box_of(CARD, Field.VALIDITY)
    values = [
        score(view_of(CARD, painted(CARD, part(box, 0.4, 0.4 + length), WHITE, soft=3))).value
        for length in (0.03, 0.1, 0.4)
    ]
    assert values == sorted(values)


def test_nothing_raises() -> None:
    for view in degenerate_views():
        assert 0 <= score(view).value <= 1


def test_the_same_view_gives_the_same_score() -> None:
    assert score(view_of(CARD)) == score(view_of(CARD))


def _quad(box: Box) -> object:
    from permit_ocr.imaging.geometry import box_corners
    from permit_ocr.types import Quad

    return Quad.from_array(box_corners(box))
