"""The whole recipe, with the real models, on the photos that the repository carries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.overlap import overlap
from permit_ocr.errors import NoPermitFoundError
from permit_ocr.imaging.decode import decode
from permit_ocr.pipeline import PermitReader, Rules
from permit_ocr.selfcheck import check
from permit_ocr.types import CheckState, Field, PermitReading, Quad

PHOTOS = Path(__file__).parent / "data" / "photos"
TRUTH: dict[str, dict[str, Any]] = json.loads((PHOTOS / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def reader() -> PermitReader:
    return PermitReader()


@pytest.fixture(scope="module")
def readings(reader: PermitReader) -> dict[str, PermitReading]:
    return {name: reader.read(PHOTOS / name) for name in TRUTH}


def quad(corners: list[list[float]]) -> Quad:
    return Quad.from_array(np.array(corners, np.float32))


@pytest.mark.parametrize("name", TRUTH)
def test_document_and_every_field_are_right(name: str, readings: dict[str, PermitReading]) -> None:
    reading, truth = readings[name], TRUTH[name]
    assert reading.kind == truth["kind"]
    read = {field: reading.value(Field(field)) for field in truth["expected"]}
    assert read == truth["expected"]


@pytest.mark.parametrize("name", TRUTH)
def test_card_and_portrait_are_where_they_are(name: str, readings: dict[str, PermitReading]) -> None:
    reading, truth = readings[name], TRUTH[name]
    assert overlap(reading.card, quad(truth["card"])) > 0.95
    assert reading.portrait is not None
    assert overlap(reading.portrait.quad, quad(truth["portrait"])) > 0.8


@pytest.mark.parametrize("name", TRUTH)
def test_fields_say_where_they_were_read(name: str, readings: dict[str, PermitReading]) -> None:
    """Every quad covers the middle of the ink it was read from."""
    for field, corners in TRUTH[name]["fields"].items():
        place = readings[name].fields[Field(field)].quad
        assert place is not None
        low, high = place.to_array().min(axis=0), place.to_array().max(axis=0)
        middle = np.mean(corners, axis=0)
        assert (low <= middle).all()
        assert (middle <= high).all()


@pytest.mark.parametrize("name", [name for name in TRUTH if TRUTH[name]["machine_code"]])
def test_code_line_proves_number_dates(name: str, readings: dict[str, PermitReading]) -> None:
    reading = readings[name]
    assert reading.machine_code == TRUTH[name]["machine_code"]
    for field in (Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY):
        assert reading.fields[field].check is CheckState.PROVED


def test_path_bytes_and_array_give_the_same_reading(reader: PermitReader, readings: dict[str, PermitReading]) -> None:
    data = (PHOTOS / "hk-macao.jpg").read_bytes()
    from_bytes, from_array = reader.read(data), reader.read(decode(data))
    assert from_bytes.fields == readings["hk-macao.jpg"].fields == from_array.fields


def test_picture_without_a_permit_is_refused(reader: PermitReader) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (480, 640, 3), np.uint8)
    for picture in (np.full((480, 640, 3), 255, np.uint8), noise):
        with pytest.raises(NoPermitFoundError):
            reader.read(picture)


def test_page_that_mentions_a_permit_is_no_permit(reader: PermitReader) -> None:
    """A strip of the photo that shows the title alone stands for every page, list and screen that names a permit."""
    image = decode((PHOTOS / "hk-macao.jpg").read_bytes())
    page = np.full_like(image, 230)
    page[100:220] = image[130:250]
    with pytest.raises(NoPermitFoundError):
        reader.read(page)


def test_card_with_its_fields_painted_over_is_empty_not_guessed(
    reader: PermitReader, readings: dict[str, PermitReading]
) -> None:
    """Every value is hidden by a grey bar; title and labels stay. Nothing may be invented."""
    import cv2

    truth = TRUTH["non-chinese.jpg"]
    image = decode((PHOTOS / "non-chinese.jpg").read_bytes())
    for corners in truth["fields"].values():
        middle = np.mean(corners, axis=0)
        wider = middle + (np.array(corners) - middle) * 1.15
        cv2.fillConvexPoly(image, wider.astype(np.int32), (170, 170, 170))
    assert {field.value: r.value for field, r in reader.read(image).fields.items() if r.value} == {}


def test_names_of_which_a_thing_hides_a_part_are_empty_also_where_no_warnings_are_asked_for() -> None:
    import cv2

    image = decode((PHOTOS / "hk-macao.jpg").read_bytes())
    corners = np.array(TRUTH["hk-macao.jpg"]["fields"]["latin_name"])
    upper, lower = corners[[0, 1]].mean(axis=0), corners[[2, 3]].mean(axis=0)
    height = float(np.linalg.norm(lower - upper))
    cv2.circle(image, tuple(int(v) for v in corners[[1, 2]].mean(axis=0)), round(3 * height), (140, 172, 216), -1)
    reading = PermitReader(rules=Rules(warn_from={})).read(image)
    assert reading.value(Field.LATIN_NAME) == ""
    assert reading.fields[Field.LATIN_NAME].printed


def test_values_that_the_frame_cuts_off_are_empty(reader: PermitReader) -> None:
    """Half a name is a wrong name."""
    image = decode((PHOTOS / "hk-macao.jpg").read_bytes())
    truth = TRUTH["hk-macao.jpg"]
    name = np.array(truth["fields"]["latin_name"])
    reading = reader.read(np.ascontiguousarray(image[:, : int(name[:, 0].mean() + 0.1 * np.ptp(name[:, 0]))]))
    assert reading.value(Field.LATIN_NAME) == ""
    assert {reading.value(Field(field)) for field in truth["expected"]} <= {"", *truth["expected"].values()}


def test_self_check_passes(reader: PermitReader) -> None:
    check(reader)
