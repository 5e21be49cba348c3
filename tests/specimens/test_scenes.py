"""Scenes are balanced, of one level each, and put nothing where it must not be."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import cv2
import numpy as np
import pytest

from benchmarks.specimens import Scene, Specimen, Split, draw_specimen, samples
from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.card import SHIPPED
from benchmarks.specimens.faults import AFTERWARDS, MISPLACED
from benchmarks.specimens.fingers import place_fingers
from benchmarks.specimens.keepout import printed_boxes
from benchmarks.specimens.placement import CLEAN_WIDTHS, HARD_WIDTHS
from benchmarks.specimens.scene import Backdrop, conditions, level_of, shrunk
from benchmarks.specimens.scenery import draw_scene
from benchmarks.specimens.sheen import glossed
from benchmarks.specimens.split import random_for
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, DocumentKind, Field

_LEVELS = ("clean", "phone", "hard")


@lru_cache
def _scenes(split: Split) -> tuple[Scene, ...]:
    return tuple(draw_scene(split, index) for index in range(400))


@lru_cache
def _specimen(kind: DocumentKind) -> Specimen:
    return draw_specimen(kind, Split.REPORTING, 4)


def _first(fault: str, split: Split = Split.REPORTING) -> Scene:
    return next(scene for scene in _scenes(split) if scene.faults == (fault,))


@pytest.mark.parametrize("split", Split)
def test_levels_are_balanced(split: Split) -> None:
    seen = [shrunk(scene) for scene in _scenes(split)]
    levels = Counter(level_of(scene, scene.card, edge_width(scene.card.to_array())) for scene in seen)
    assert abs(levels["clean"] - 140) < 15
    assert abs(levels["phone"] - 160) < 25
    assert abs(levels["hard"] - 100) < 25


@pytest.mark.parametrize("split", Split)
def test_every_scene_is_of_one_level(split: Split) -> None:
    for scene in _scenes(split):
        names = conditions(scene, scene.card, edge_width(scene.card.to_array()))
        assert [name for name in names if name in _LEVELS] == [names[0]]
        assert scene.backdrop.value in names


def test_scenes_are_varied() -> None:
    scenes = _scenes(Split.REPORTING)
    assert sum(not scene.faults for scene in scenes) == 140
    turned = sum(abs((scene.rotation + 180) % 360 - 180) > 15 for scene in scenes)
    assert 190 < turned < 320
    assert {scene.orientation for scene in scenes} == set(range(1, 9))
    assert {fault for scene in scenes for fault in scene.faults} == {*AFTERWARDS, *MISPLACED, "deep_cut", "steep"}
    assert 0.01 < sum(scene.second is not None for scene in scenes) / 400 < 0.06


def test_splits_lie_on_different_cloths() -> None:
    grounds = [{scene.backdrop for scene in _scenes(split)} for split in Split]
    both = {Backdrop.PLAIN, Backdrop.CLUTTER, Backdrop.SAME_COLOUR, Backdrop.SAME_PATTERN, Backdrop.SCAN}
    assert grounds[0] & grounds[1] == both


@pytest.mark.parametrize(("fault", "low", "high"), [("cut", 0.015, 0.085), ("deep_cut", 0.075, 0.185)])
def test_a_cut_card_leaves_the_frame(fault: str, low: float, high: float) -> None:
    cut = [scene for scene in _scenes(Split.TUNING) if fault in scene.faults]
    assert cut
    for scene in cut:
        corners = scene.card.to_array()
        over = np.maximum(-corners.min(axis=0), corners.max(axis=0) - scene.size)
        assert low < (over / np.ptp(corners, axis=0)).max() < high


@pytest.mark.parametrize("split", Split)
def test_faults_of_place_are_what_their_names_say(split: Split) -> None:
    for scene in _scenes(split):
        width = edge_width(scene.card.to_array())
        assert scene.backdrop != Backdrop.SCAN or 660 < width < 2100
        assert "steep" not in scene.faults or 32 <= scene.tilt <= 45
        assert "far" not in scene.faults or width < 0.45 * max(scene.size)
        assert "small" not in scene.faults or HARD_WIDTHS[0] <= width <= 560
        assert scene.faults or width > 0.99 * CLEAN_WIDTHS[0]


def test_some_scans_are_cropped_to_the_card() -> None:
    scans = [scene for scene in _scenes(Split.TUNING) if scene.backdrop is Backdrop.SCAN]
    cropped = [scene for scene in scans if np.allclose(np.ptp(scene.card.to_array(), axis=0), scene.size, atol=0.1)]
    assert 5 < len(cropped) < len(scans)
    for scene in cropped:
        assert conditions(scene, scene.card, edge_width(scene.card.to_array()))[0] == "clean"


@pytest.mark.parametrize("split", Split)
def test_the_second_permit_is_smaller_and_apart(split: Split) -> None:
    pairs = [scene for scene in _scenes(split) if "two_permits" in scene.faults]
    assert pairs
    for scene in pairs:
        assert scene.second is not None
        first, second = scene.card.to_array(), scene.second.to_array()
        assert 0.49 < edge_width(second) / edge_width(first) < 0.81
        assert cv2.intersectConvexConvex(first, second)[0] == 0
        for corners in (first, second):
            assert (corners >= 0).all()
            assert (corners <= scene.size).all()


def test_the_truth_of_two_permits_is_the_larger() -> None:
    scene = _first("two_permits")
    (sample,) = samples(Split.REPORTING, 1, first=scene.index)
    assert scene.second is not None
    assert sample.card_width > edge_width(scene.second.to_array())
    assert sample.values == draw_specimen(sample.kind, Split.REPORTING, scene.index, SHIPPED).values


@pytest.mark.parametrize("kind", DocumentKind)
def test_fingers_cover_nothing_that_is_read(kind: DocumentKind) -> None:
    boxes = printed_boxes(_specimen(kind))
    for seed in range(12):
        fingers = place_fingers(1 + seed % 3, boxes, np.random.default_rng(seed))
        assert fingers
        for finger in fingers:
            outline = (finger.outline() * (1, CARD_ASPECT)).astype(np.float32)
            assert all(cv2.intersectConvexConvex(outline, _corners(box))[0] == 0 for box in boxes)
            assert cv2.intersectConvexConvex(outline, _corners(Box(0, 0, 1, 1)))[0] > 0


def _corners(box: Box) -> np.ndarray:
    return np.array([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)], np.float32)


@pytest.mark.parametrize("seed", range(6))
def test_sheen_leaves_text_its_contrast(seed: int) -> None:
    specimen = _specimen(DocumentKind.HOME_RETURN_PERMIT)
    shining = glossed(specimen, 0.85, np.random.default_rng(seed))
    height, width = specimen.image.shape[:2]
    for box in specimen.boxes.values():
        part = (
            slice(round(box.y0 * height), round(box.y1 * height)),
            slice(round(box.x0 * width), round(box.x1 * width)),
        )
        assert shining.image[part].std() > 0.45 * specimen.image[part].std()
    assert shining.image.mean() > specimen.image.mean()


def test_fields_outside_the_frame_are_not_visible() -> None:
    hidden = 0
    for scene in (scene for scene in _scenes(Split.TUNING) if "deep_cut" in scene.faults):
        (sample,) = samples(Split.TUNING, 1, first=scene.index)
        assert sample.visible <= set(sample.fields)
        assert set(sample.expected) == set(sample.fields)
        for name, quad in sample.fields.items():
            corners = quad.to_array()
            inside = (corners >= 0).all() and (corners <= sample.scene.size).all()
            assert (name in sample.visible) == inside
        hidden += len(sample.fields) - len(sample.visible)
        if hidden:
            return
    pytest.fail("no field of any deeply cut card is outside the frame")


def test_all_of_a_clean_card_is_visible() -> None:
    scene = next(scene for scene in _scenes(Split.TUNING) if not scene.faults)
    (sample,) = samples(Split.TUNING, 1, first=scene.index)
    assert sample.conditions[0] == "clean"
    assert sample.visible == frozenset(Field) & set(sample.fields)


@pytest.mark.parametrize("fault", ["fingers", "company", "sheen", "sent"])
def test_a_photo_with_a_fault_depends_on_its_number_alone(fault: str) -> None:
    index = _first(fault).index
    alone, again = (next(samples(Split.REPORTING, 1, first=index)) for _ in range(2))
    assert alone == again
    assert fault in alone.conditions


def test_what_was_sent_on_is_smaller_and_so_is_its_truth() -> None:
    scene = _first("sent")
    (sample,) = samples(Split.REPORTING, 1, first=scene.index)
    picture = cv2.imdecode(np.frombuffer(sample.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape[1::-1] == sample.scene.size != scene.size
    shrinkage = sample.scene.size[0] / scene.size[0]
    assert sample.card_width == pytest.approx(edge_width(scene.card.to_array()) * shrinkage, rel=0.02)


def test_streams_of_aspects_are_apart() -> None:
    assert random_for(Split.TUNING, 1, "fingers").random() != random_for(Split.TUNING, 1, "sheen").random()
