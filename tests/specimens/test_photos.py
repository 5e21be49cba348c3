"""The truth lies where the ink is, and a sample depends on its number alone."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageOps

from benchmarks.specimens import Sample, Scene, Specimen, Split, draw_specimen, samples, take_photo
from benchmarks.specimens.camera import card_corners, card_to_photo
from benchmarks.specimens.exif import encode
from benchmarks.specimens.scene import Backdrop
from permit_ocr.types import Box, DocumentKind, Field, Image, Quad


def _upright(jpeg: bytes) -> Image:
    picture = ImageOps.exif_transpose(Pillow.open(io.BytesIO(jpeg)))
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[..., ::-1])


@lru_cache
def _specimen(kind: DocumentKind) -> Specimen:
    return draw_specimen(kind, Split.TUNING, 3)


def _photo(specimen: Specimen, rotation: float, orientation: int) -> Sample:
    corners = card_corners(900, rotation, 6, -5, 3.0) + np.array((700, 700), np.float32)
    scene = Scene(
        Split.TUNING, 3, (1400, 1400), Quad.from_array(corners), Backdrop.PLAIN,
        rotation=rotation, orientation=orientation,
    )  # fmt: skip
    return take_photo(specimen, scene)


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_specimen_is_a_card_at_600_dpi(kind: DocumentKind) -> None:
    specimen = _specimen(kind)
    assert specimen.image.shape == (1276, 2022, 3)
    assert specimen.mask[0, 0] == 0
    assert specimen.mask[638, 1011] == 255
    assert set(specimen.boxes) == set(specimen.values)
    assert (len(specimen.machine_code) == 30) == kind.startswith("exit")


@pytest.mark.parametrize("kind", DocumentKind)
def test_values_do_not_overlap(kind: DocumentKind) -> None:
    boxes = list(_specimen(kind).boxes.values())
    for place, box in enumerate(boxes):
        assert 0 <= box.x0 < box.x1 <= 1
        assert 0 <= box.y0 < box.y1 <= 1
        assert not any(_overlap(box, other) for other in boxes[place + 1 :])


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


@pytest.mark.parametrize(("rotation", "orientation"), [(0, 1), (180, 3), (90, 6), (37, 8), (250, 5)])
def test_the_rectified_photo_is_the_card_again(rotation: float, orientation: int) -> None:
    specimen = _specimen(DocumentKind.EXIT_ENDORSEMENT_HK_MACAO)
    sample = _photo(specimen, rotation, orientation)
    fractions = np.array([(1 / 800, 0, 0.5 / 800), (0, 1 / 505, 0.5 / 505), (0, 0, 1)])
    centres = np.array([(1, 0, -0.5), (0, 1, -0.5), (0, 0, 1)])
    warp = centres @ card_to_photo(sample.card) @ fractions
    flat = cv2.warpPerspective(_upright(sample.jpeg), warp, (800, 505), flags=cv2.WARP_INVERSE_MAP)
    wanted = cv2.resize(specimen.image, (800, 505), interpolation=cv2.INTER_AREA)
    assert np.corrcoef(_details(flat), _details(wanted))[0, 1] > 0.9
    (x, y), _ = cv2.phaseCorrelate(_details(flat).reshape(385, 680), _details(wanted).reshape(385, 680))
    assert np.hypot(x, y) < 0.3


def _details(image: NDArray[Any]) -> NDArray[np.float64]:
    """Give the print without the light that falls on it, away from the card's edges, as one row."""
    grey: NDArray[np.float64] = image.mean(axis=2)
    light = np.asarray(cv2.GaussianBlur(grey, (0, 0), 12), np.float64)
    return (grey - light)[60:-60, 60:-60].ravel()


def test_field_quads_hold_dark_ink() -> None:
    sample = _photo(_specimen(DocumentKind.HOME_RETURN_PERMIT), 25, 1)
    grey = _upright(sample.jpeg).mean(axis=2)
    inside = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(inside, np.round(sample.fields[Field.NUMBER].to_array()).astype(np.int32), (1,))
    assert grey[inside > 0].min() < 0.5 * np.median(grey[inside > 0])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_shown_upright(orientation: int) -> None:
    picture = np.zeros((80, 120, 3), np.uint8)
    picture[:30, :40] = (0, 0, 255)
    jpeg = encode(picture, orientation, 95)
    shown = (_upright(jpeg), cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR))
    for image in shown:
        assert image.shape == picture.shape
        assert np.abs(image[5:25, 5:35].mean(axis=(0, 1)) - (0, 0, 255)).max() < 12


def test_a_sample_depends_on_its_number_alone() -> None:
    (alone,) = samples(Split.REPORTING, 1, first=7)
    later = list(samples(Split.REPORTING, 2, first=6))[1]
    assert alone == later
    assert alone.name == "reporting-000007"


def test_the_vendor_writes_names_without_a_space() -> None:
    (sample,) = samples(Split.TUNING, 1)
    assert ", " in sample.values[Field.LATIN_NAME]
    assert sample.expected[Field.LATIN_NAME] == sample.values[Field.LATIN_NAME].replace(", ", ",")
