"""Bent cards and bent lenses: the truth follows the ink, and the way back leads back."""

from __future__ import annotations

import io
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from benchmarks.specimens import Scene, Split, draw_specimen, take_photo
from benchmarks.specimens.camera import card_corners, normal
from benchmarks.specimens.scene import Backdrop
from benchmarks.specimens.warp import FLAT, Warp, box_to_photo, to_card, to_photo
from permit_ocr.types import Box, DocumentKind, Quad

_SIZE = (1400, 1100)
_QUAD = Quad.from_array(card_corners(1000, 12, 30, -20, 2.5) + np.array((700, 550), np.float32))
_BENT = Warp(sagitta=0.012, lean=normal(30, -20), nearness=0.4, frame=_SIZE)
_WARPS = (
    FLAT,
    _BENT,
    replace(_BENT, along_width=False),
    replace(_BENT, barrel=0.015),
    replace(_BENT, sagitta=-0.012, barrel=-0.003),
)


@pytest.mark.parametrize("warp", _WARPS)
def test_the_way_back_leads_back(warp: Warp) -> None:
    points = np.random.default_rng(0).random((50, 2))
    assert np.abs(to_card(to_photo(points, _QUAD, warp), _QUAD, warp) - points).max() < 1e-4


@pytest.mark.parametrize("warp", _WARPS[1:3])
def test_a_bend_leaves_the_corners_but_not_the_middle(warp: Warp) -> None:
    assert np.allclose(box_to_photo(Box(0, 0, 1, 1), _QUAD, warp).to_array(), _QUAD.to_array(), atol=1e-3)
    middle = np.array([(0.5, 0.5)])
    moved = np.linalg.norm(to_photo(middle, _QUAD, warp) - to_photo(middle, _QUAD))
    assert 2 < moved < 0.02 * 1000


def test_a_barrel_draws_the_corners_inwards() -> None:
    straight, bent = _QUAD.to_array(), box_to_photo(Box(0, 0, 1, 1), _QUAD, replace(FLAT, barrel=0.01, frame=_SIZE))
    reach = np.linalg.norm(straight - (700, 550), axis=1)
    assert (np.linalg.norm(bent.to_array() - (700, 550), axis=1) < reach).all()


@pytest.mark.parametrize("warp", _WARPS)
def test_boxes_stand_on_the_ink(warp: Warp) -> None:
    specimen = draw_specimen(DocumentKind.EXIT_ENDORSEMENT_TAIWAN, Split.TUNING, 3)
    marked = replace(specimen, image=np.full_like(specimen.image, 255))
    for box in specimen.boxes.values():
        x, y = np.round(np.array([(box.x0, box.x1), (box.y0, box.y1)]) * [[2022], [1276]]).astype(int)
        marked.image[y[0] : y[1], x[0] : x[1]] = 0
    scene = Scene(Split.TUNING, 3, _SIZE, _QUAD, Backdrop.PLAIN, warp=warp, noise=0.5)
    sample = take_photo(marked, scene)
    grey = np.asarray(Pillow.open(io.BytesIO(sample.jpeg)).convert("L"))
    for quad in sample.fields.values():
        middle = quad.to_array().mean(axis=0)
        for factor, dark in ((0.88, True), (1.12, False)):
            rim = np.zeros(grey.shape, np.uint8)
            outline = np.round(middle + (quad.to_array() - middle) * factor).astype(np.int32)
            cv2.polylines(rim, [outline], isClosed=True, color=(1,))
            assert (np.median(grey[rim > 0]) < 90) == dark
