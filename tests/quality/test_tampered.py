"""What the detector of tampering has to tell apart: edits of all kinds, and genuine cards in poor photos."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.tampered import ATTACKS
from benchmarks.attacks.views import true_view
from benchmarks.specimens import Sample, Split, draw_scene, draw_specimen, take_photo
from permit_ocr.imaging.geometry import polygon_area
from permit_ocr.permits import machine_code
from permit_ocr.quality import tampered
from permit_ocr.quality.edits.reasons import TamperReason
from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.quality.view import CardView, Region, look
from permit_ocr.types import Box, DocumentKind, Field, FieldReading, Finding, Image, Quad, Score, WarningKind

KIND = DocumentKind.EXIT_ENDORSEMENT_HK_MACAO
WARNED = thresholds(Policy.STANDARD)[WarningKind.TAMPERED]


@cache
def clean_sample(index: int) -> Sample:
    kind = tuple(DocumentKind)[index % 5]
    return take_photo(draw_specimen(kind, Split.TUNING, index), draw_scene(Split.TUNING, index))


@cache
def clean(index: int) -> CardView:
    return true_view(clean_sample(index), np.random.default_rng(0))


@cache
def staged(name: str, index: int, severity: Severity) -> Staged:
    attack = next(each for each in ATTACKS if each.name == name and each.split is Split.TUNING)
    return attack.stage(Case(Split.TUNING, index, severity))


def test_clean_cards_score_low() -> None:
    assert max(tampered.score(clean(index)).value for index in (0, 4)) < 0.5


def test_style_alone_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tampered, "odds", lambda evidence, features: 1.0 if evidence == "date_type" else 0.0)
    assert 0.4 < tampered.score(clean(0)).value < WARNED


def test_what_is_not_issued_so_as_far_as_is_known_is_no_proof_even_along_with_strange_style(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = replace(clean(0), code=None)
    early = replace(view.fields[Field.VALIDITY], printed="2009.01.18-2019.01.17", value="2009.01.18-2019.01.17")
    monkeypatch.setattr(tampered, "odds", lambda evidence, features: 1.0 if evidence == "date_type" else 0.0)
    score = tampered.score(replace(view, fields={**view.fields, Field.VALIDITY: early}))
    assert TamperReason.ISSUE_DATE in {finding.reason for finding in score.findings}
    assert 0.5 < score.value < WARNED


def test_pixels_of_an_illegible_photo_tell_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tampered, "odds", lambda evidence, features: 0.95)
    assert tampered.score(clean(0)).value > 0.95
    monkeypatch.setattr(tampered.blurred, "score", lambda view: Score(1.0))
    assert tampered.score(clean(0)).value < 0.05


def overlap(one: Quad | None, other: Quad) -> float:
    assert one is not None
    area, _ = cv2.intersectConvexConvex(one.to_array(), other.to_array())
    return area / max(abs(polygon_area(one.to_array())), abs(polygon_area(other.to_array())))


def test_a_number_that_contradicts_its_code_is_found_whatever_the_pixels_say() -> None:
    view = clean(0)
    number = view.fields[Field.NUMBER]
    other = number.printed[:-1] + str((int(number.printed[-1]) + 1) % 10)
    edited = replace(view, fields={**view.fields, Field.NUMBER: replace(number, printed=other)})
    score = tampered.score(edited)
    assert score.value > 0.95
    assert score.findings[0].reason == TamperReason.CHECK_DIGIT
    assert overlap(score.findings[0].quad, clean_sample(0).fields[Field.NUMBER]) > 0.8


def test_the_same_view_always_gets_the_same_score() -> None:
    assert tampered.score(clean(0)) == tampered.score(clean(0))


SQUARE = Quad.from_array(np.array([(40, 30), (280, 30), (280, 180), (40, 180)], np.float32))
OUTSIDE = Quad.from_array(np.array([(-200, -90), (220, -80), (230, 140), (-190, 150)], np.float32))
TINY = Quad.from_array(np.array([(5, 5), (25, 5), (25, 18), (5, 18)], np.float32))
REGIONS = [Region("portrait", Box(0.06, 0.23, 0.33, 0.83)), Region("number", Box(0.68, 0.12, 0.94, 0.19)),
           Region("validity", Box(0.36, 0.62, 0.75, 0.68)), Region("name", Box(0.9, 0.9, 1.4, 1.6))]  # fmt: skip


def plain(level: int) -> Image:
    return np.full((200, 320, 3), level, np.uint8)


@pytest.mark.parametrize("photo", [plain(0), plain(128), plain(255)])
@pytest.mark.parametrize("quad", [SQUARE, OUTSIDE, TINY])
@pytest.mark.parametrize("regions", [[], REGIONS])
@pytest.mark.parametrize("kind", [None, KIND])
def test_no_picture_makes_it_fail(photo: Image, quad: Quad, regions: list[Region], kind: DocumentKind | None) -> None:
    read = {Field.NUMBER: "CA3273201", Field.VALIDITY: "2019.01.18-2029.01.17", Field.NAME: "证件样本"}
    fields = {field: FieldReading(value, 0.9, printed=value) for field, value in read.items()} if kind else {}
    score = tampered.score(CardView(photo, quad, look(photo, quad), regions, kind, fields, None))
    assert 0 <= score.value <= 1
    assert score.value < 0.5


def test_edits_tell_what_is_printed_now_and_leave_the_code_as_it_was() -> None:
    attack = staged("photo_pasted_box", 100, Severity.STRONG)
    changed = Field(attack.notes["field"])
    assert attack.sample.values[changed] == attack.notes["new"] != attack.notes["old"]
    assert attack.hit == {changed.value}
    assert machine_code.parse(attack.sample.machine_code)


def test_doubtful_contradictions_are_of_one_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    def score(*strengths: float) -> float:
        reasons = (TamperReason.CHECK_DIGIT, TamperReason.DATES, TamperReason.TERM)
        found = [Finding(reason.value, each) for reason, each in zip(reasons, strengths, strict=False)]
        monkeypatch.setattr(tampered, "contradictions", lambda *_: found)
        monkeypatch.setattr(tampered, "_pixels", lambda _: ())
        return tampered.score(clean(0)).value

    assert score(0.6, 0.6, 0.6) == pytest.approx(0.6)
    assert score(0.9, 0.9, 0.6) == pytest.approx(1 - 0.1 * 0.1 * 0.4)


def test_a_box_on_ground_of_another_colour_is_warned_of_by_that_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tampered, "odds", lambda evidence, features: 0.0)
    attack = staged("scan_pasted_box", 101, Severity.PLAIN)
    score = tampered.score(replace(true_view(attack.sample, np.random.default_rng(0)), code=None))
    strongest = next(finding for finding in score.findings if finding.reason == TamperReason.TINT)
    assert score.value > WARNED
    assert strongest.field is not None
    assert {strongest.field.value} == attack.hit
