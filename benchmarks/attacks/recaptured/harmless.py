"""Photos without a screen, or with one that does not show the card, in which something fine repeats all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.attack import Case, Staged
from benchmarks.specimens import Sample, Scene, Split, take_photo
from benchmarks.specimens.card import Specimen
from benchmarks.specimens.processing import Processing
from benchmarks.specimens.split import pick
from benchmarks.specimens.warp import box_to_photo
from permit_ocr.types import Box, Image, WarningKind

Cover = NDArray[np.float32]
"""``HxW``: share of a second colour, 0..1."""

_PROCESSED = frozenset({WarningKind.BLURRED})


def stage_cloth(case: Case) -> Staged:
    """Lay the card on a fine weave: for tuning plain or twill, for reporting mesh or corduroy."""
    random = case.random
    draw = pick(random, (_weave, _twill) if case.split is Split.TUNING else (_mesh, _cord))
    return _on(case, draw, random)


def stage_newspaper(case: Case) -> Staged:
    """Lay the card on a printed photo: dots of a screen of 65 to 150 lines an inch, larger where it is darker."""
    return _on(case, _halftone, case.random)


def stage_keyboard(case: Case) -> Staged:
    """Lay the card on rows of keys."""
    return _on(case, _keys, case.random)


def stage_ruled(case: Case) -> Staged:
    """Print straight fine lines over the card's ground, as on many cards, but not on its portrait."""
    random, specimen = case.random, case.specimen()
    return _plain(take_photo(_ruled(specimen, random), case.scene(), case.sources))


def stage_processed(case: Case) -> Staged:
    """Sharpen, shrink and compress hard, as careless programs do."""
    random, scene = case.random, case.scene()
    harsh = Processing(
        sharpening=float(random.uniform(0.8, 2)),
        halo=float(random.uniform(0.6, 1.6)),
        resend=max(float(random.uniform(0.4, 0.9)), 500 / _width(scene)),
        resend_quality=int(random.integers(35, 75)),
    )
    tired = replace(scene, processing=harsh, quality=int(random.integers(30, 75)), noise=float(random.uniform(1, 7)))
    return _plain(take_photo(case.specimen(), tired, case.sources))


def _plain(sample: Sample) -> Staged:
    return Staged(sample, frozenset(), _PROCESSED)


def _on(case: Case, draw: Callable[[Image, float, np.random.Generator], Cover], random: np.random.Generator) -> Staged:
    """Take a photo of the card on a ground of two colours, in the card's own plane."""

    def ground(picture: Image, scene: Scene) -> None:
        pair = [np.array(random.uniform(20, 235, 3), np.float32) for _ in range(2)]
        cover = draw(picture, _width(scene), random)[..., None] * np.float32(random.uniform(0.3, 1))
        drawn = np.clip(pair[0] + cover * (pair[1] - pair[0]), 0, 255).astype(np.uint8)
        outline = box_to_photo(Box(0, 0, 1, 1), scene.card, scene.warp).to_array()
        inside = np.zeros(picture.shape[:2], np.uint8)
        cv2.fillConvexPoly(inside, np.round(outline * 16).astype(np.int32), (255,), cv2.LINE_AA, 4)
        cv2.copyTo(drawn, 255 - inside, picture)

    scene = replace(case.scene(), fingers=0)
    return _plain(take_photo(case.specimen(), scene, case.sources, ground))


def _width(scene: Scene) -> float:
    corners = scene.card.to_array()
    return float(np.linalg.norm(corners[1] - corners[0]))


def _phases(picture: Image, period: float, random: np.random.Generator) -> tuple[Cover, Cover]:
    """Give two phases (in turns) that grow along two directions at right angles, turned anyhow."""
    angle = float(random.uniform(0, np.pi))
    y, x = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32) / np.float32(period)
    sine, cosine = np.float32(np.sin(angle)), np.float32(np.cos(angle))
    return x * cosine + y * sine, y * cosine - x * sine


def _wave(phase: NDArray[np.floating]) -> Cover:
    return np.asarray(0.5 + 0.5 * np.sin(2 * np.pi * phase), np.float32)


def _weave(picture: Image, width: float, random: np.random.Generator) -> Cover:
    along, across = _phases(picture, max(2.1, width * float(random.uniform(0.004, 0.02))), random)
    above = np.sin(np.pi * along) * np.sin(np.pi * across) > 0
    return np.where(above, _wave(along), _wave(across)).astype(np.float32)


def _twill(picture: Image, width: float, random: np.random.Generator) -> Cover:
    along, across = _phases(picture, max(2.1, width * float(random.uniform(0.004, 0.02))), random)
    return np.asarray(_wave(along + across) * (0.6 + 0.4 * _wave(across * 2)), np.float32)


def _mesh(picture: Image, width: float, random: np.random.Generator) -> Cover:
    along, across = _phases(picture, max(3.0, width * float(random.uniform(0.006, 0.03))), random)
    return (_wave(along) * _wave(across + 0.5 * np.floor(along)) > 0.45).astype(np.float32)


def _cord(picture: Image, width: float, random: np.random.Generator) -> Cover:
    along, across = _phases(picture, max(2.5, width * float(random.uniform(0.006, 0.03))), random)
    return np.sqrt(_wave(along + 0.1 * np.sin(across)))


def _halftone(picture: Image, width: float, random: np.random.Generator) -> Cover:
    along, across = _phases(picture, max(2.2, width / (3.37 * float(random.uniform(65, 150)))), random)
    tone = cv2.resize(random.random((7, 9), np.float32), picture.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return np.clip((np.asarray(tone) - (_wave(along) + _wave(across)) / 2) * 3 + 0.5, 0, 1).astype(np.float32)


def _keys(picture: Image, width: float, random: np.random.Generator) -> Cover:
    along, across = _phases(picture, width * float(random.uniform(0.15, 0.25)), random)
    return ((np.abs(along % 1 - 0.5) < 0.42) & (np.abs(across % 1 - 0.5) < 0.42)).astype(np.float32)


def _ruled(specimen: Specimen, random: np.random.Generator) -> Specimen:
    """Darken straight lines 0.25 to 0.6 mm apart."""
    height, width = specimen.image.shape[:2]
    along, _ = _phases(specimen.image, width / 85.6 * float(random.uniform(0.25, 0.6)), random)
    lines = _wave(along) * np.float32(random.uniform(10, 40))
    box = specimen.portrait
    lines[int(box.y0 * height) : int(box.y1 * height), int(box.x0 * width) : int(box.x1 * width)] = 0
    ruled = np.clip(specimen.image.astype(np.float32) - lines[..., None], 0, 255).astype(np.uint8)
    return replace(specimen, image=ruled)
