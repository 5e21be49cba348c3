"""Blur is told by what it takes from the strokes, whatever the size, light, noise or contrast of the photo."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
import pytest

from benchmarks.specimens import Specimen, Split, draw_specimen
from permit_ocr.quality.blurred import score
from permit_ocr.quality.stroke_spectrum import BANDS, DIRECTIONS, line_spectra
from permit_ocr.quality.view import CardView, Region, look
from permit_ocr.types import Box, DocumentKind, Field, Image, Quad
from tests.quality.shipped_views import box_of, painted, read, view_of

TEXT = 0.035
"""Height of the values in card widths."""
RIM = 60
CARD = "hk-macao.jpg"


@lru_cache
def _specimen() -> Specimen:
    return draw_specimen(DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, Split.TUNING, 4)


def _photo(width: int = 900) -> Image:
    image = _specimen().image
    height = round(image.shape[0] * width / image.shape[1])
    card = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.copyMakeBorder(card, RIM, RIM, RIM, RIM, cv2.BORDER_CONSTANT, value=(90, 90, 90)), np.uint8)


def _view(photo: Image, regions: Sequence[Region] | None = None) -> CardView:
    right, bottom = photo.shape[1] - RIM, photo.shape[0] - RIM
    quad = Quad.from_array(np.array([(RIM, RIM), (right, RIM), (right, bottom), (RIM, bottom)]))
    values = [Region(name.value, box) for name, box in _specimen().boxes.items()]
    return CardView(photo, quad, look(photo, quad), values if regions is None else regions)


def _soft(photo: Image, share: float) -> Image:
    """Soften by a standard deviation that is a share of the text height."""
    return np.asarray(cv2.GaussianBlur(photo, (0, 0), share * TEXT * (photo.shape[1] - 2 * RIM)), np.uint8)


def _smeared(photo: Image, share: float, *, level: bool) -> Image:
    length = round(share * TEXT * (photo.shape[1] - 2 * RIM))
    return np.asarray(cv2.blur(photo, (length, 1) if level else (1, length)), np.uint8)


def _noisy(photo: Image, strength: float) -> Image:
    noise = np.random.default_rng(1).normal(0, strength, photo.shape)
    return np.clip(photo + noise, 0, 255).astype(np.uint8)


def _value(photo: Image) -> float:
    return score(_view(photo)).value


@pytest.mark.parametrize("width", [300, 900, 2600])
def test_a_sharp_card_of_any_size_scores_low(width: int) -> None:
    assert _value(_photo(width)) < 0.12


@pytest.mark.parametrize("width", [480, 1900])
def test_a_blur_that_costs_names_scores_high_at_any_size(width: int) -> None:
    assert _value(_soft(_photo(width), 0.13)) > 0.8


def test_the_score_grows_with_the_blur() -> None:
    values = [_value(_soft(_photo(), share)) for share in (0.03, 0.08, 0.11, 0.15, 0.25)]
    assert values == sorted(values)
    assert values[0] < 0.1
    assert values[-1] > 0.95


@pytest.mark.parametrize("level", [True, False])
def test_motion_counts_along_its_way_and_is_called_so(level: bool) -> None:
    found = score(_view(_smeared(_photo(), 0.8, level=level)))
    assert found.value > 0.75
    assert found.findings[0].reason == "motion"


def test_defocus_is_not_called_motion() -> None:
    found = score(_view(_soft(_photo(), 0.15)))
    reasons = [finding.reason for finding in found.findings]
    assert reasons[0] == "out of focus"
    assert reasons.count("motion") < len(reasons) / 4


def test_light_and_contrast_make_no_difference() -> None:
    soft = _soft(_photo(), 0.1)
    pale = np.asarray(cv2.convertScaleAbs(soft, alpha=0.5, beta=60), np.uint8)
    assert _value(pale) == pytest.approx(_value(soft), abs=0.1)


def test_what_is_dark_and_noisy_but_sharp_is_not_blurred() -> None:
    dark = np.asarray(cv2.convertScaleAbs(_photo(), alpha=0.3), np.uint8)
    assert _value(_noisy(dark, 6)) < 0.3
    assert _value(_noisy(_photo(), 15)) < 0.3


def test_noise_and_sharpening_do_not_hide_a_blur() -> None:
    soft = _soft(_photo(), 0.16)
    halos = np.asarray(cv2.addWeighted(soft, 2.0, cv2.GaussianBlur(soft, (0, 0), 1.2), -1.0, 0), np.uint8)
    assert _value(halos) > 0.6
    assert _value(_noisy(soft, 4)) > 0.6


def test_one_blurred_field_is_enough_and_is_named() -> None:
    photo = _photo()
    height, width = photo.shape[0] - 2 * RIM, photo.shape[1] - 2 * RIM
    x0, y0, x1, y1 = _specimen().boxes[Field.NAME]
    rows = slice(RIM + round((y0 - 0.02) * height), RIM + round((y1 + 0.02) * height))
    columns = slice(RIM + round((x0 - 0.02) * width), RIM + round((x1 + 0.02) * width))
    photo[rows, columns] = _soft(photo, 0.2)[rows, columns]
    worst, *others = score(_view(photo)).findings
    assert worst.field is Field.NAME
    assert worst.strength > 0.6
    assert all(other.strength < 0.2 for other in others)
    middle = worst.quad.to_array().mean(axis=0) if worst.quad else np.zeros(2)
    assert columns.start < middle[0] < columns.stop
    assert rows.start < middle[1] < rows.stop


def test_the_evidence_lies_on_the_blurred_end_of_a_line() -> None:
    photo = _photo()
    line = _specimen().boxes[Field.VALIDITY]
    half = RIM + round((line.x0 + line.x1) / 2 * (photo.shape[1] - 2 * RIM))
    photo[:, half:] = _soft(photo, 0.2)[:, half:]
    finding = next(each for each in score(_view(photo)).findings if each.field is Field.VALIDITY)
    assert finding.quad is not None
    assert finding.quad.to_array()[:, 0].mean() > half


def test_places_without_print_are_not_judged() -> None:
    printed = [Region(name.value, box) for name, box in _specimen().boxes.items()]
    empty = Region(Field.NATIONALITY.value, Box(0.5, 0.93, 0.75, 0.985))
    photo = _photo()
    assert score(_view(photo, [*printed, empty])).value == pytest.approx(score(_view(photo, printed)).value, abs=0.02)


def test_the_same_view_scores_the_same() -> None:
    view = _view(_soft(_photo(), 0.1))
    assert score(view) == score(view)


def test_sharp_print_that_the_reader_doubts_in_two_places_is_illegible() -> None:
    found = score(read(view_of(CARD), Field.VALIDITY, Field.AUTHORITY))
    assert found.findings[0].reason == "illegible"
    assert found.value > 0.9


def test_one_field_that_does_not_read_says_nothing_of_the_photo() -> None:
    assert score(read(view_of(CARD), Field.VALIDITY)).value < 0.2


def test_fields_that_something_hides_do_not_make_a_photo_illegible() -> None:
    first, second = box_of(CARD, Field.VALIDITY), box_of(CARD, Field.BIRTH_DATE)
    over = Box(first.x0, min(first.y0, second.y0), first.x1, max(first.y1, second.y1))
    view = view_of(CARD, painted(CARD, over, (90, 220, 250)))
    assert score(read(view, Field.VALIDITY, Field.BIRTH_DATE)).value < 0.3


@pytest.mark.parametrize("level", [True, False])
def test_a_grating_is_found_in_its_band_and_direction(level: bool) -> None:
    photo = _photo(1000)
    box = Box(0.3, 0.4, 0.7, 0.46)
    text = 0.06 * (photo.shape[0] - 2 * RIM)
    down, across = np.indices(photo.shape[:2])
    photo[:] = (128 + 80 * np.sin(2 * np.pi * 4.2 / text * (across if level else down)))[..., None]
    (line,) = line_spectra(_view(photo, [Region("text", box)]))
    band, direction = np.unravel_index(np.argmax(line.powers[1]), line.powers[1].shape)
    assert BANDS[band] < 4.2 < BANDS[band + 1]
    assert direction == (0 if level else DIRECTIONS // 2)


def _plain(grey: int, width: int = 300, height: int = 200) -> Image:
    return np.full((height, width, 3), grey, np.uint8)


@pytest.mark.parametrize("photo", [_plain(0), _plain(255), _plain(127), _plain(90, 20, 16)])
@pytest.mark.parametrize(
    "corners",
    [
        [(10, 10), (290, 10), (290, 180), (10, 180)],
        [(-400, -300), (900, -200), (800, 700), (-300, 500)],
        [(5, 5), (9, 5), (9, 8), (5, 8)],
        [(1000, 1000), (1300, 1000), (1300, 1200), (1000, 1200)],
    ],
)
def test_no_view_makes_it_fail(photo: Image, corners: list[tuple[int, int]]) -> None:
    quad = Quad.from_array(np.array(corners, np.float32))
    boxes = [Box(0.1, 0.1, 0.9, 0.2), Box(-2, -2, -1, -1), Box(0.5, 0.5, 0.5, 0.5), Box(0.9, 0.9, 1.4, 1.5)]
    for regions in ([], [Region("text", box) for box in boxes], [Region("portrait", boxes[0])]):
        found = score(CardView(photo, quad, look(photo, quad), regions))
        assert 0 <= found.value <= 1
