"""Cards that are not whole in the photo: cut off by its frame, or without a corner."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.specimens import Sample, Specimen, take_photo
from benchmarks.specimens.exif import encode
from benchmarks.specimens.split import pick
from permit_ocr.imaging.decode import decode
from permit_ocr.types import Quad, WarningKind

_COVERED = frozenset({WarningKind.COVERED})
_CUTS = {Severity.MILD: (0.03, 0.06), Severity.PLAIN: (0.06, 0.12), Severity.STRONG: (0.12, 0.25)}
"""Share of the card's extent that is cut off."""
_CORNERS = {Severity.MILD: (0.09, 0.12), Severity.PLAIN: (0.12, 0.17), Severity.STRONG: (0.17, 0.24)}
"""Legs of a missing corner, in card widths: 8 to 20 mm."""


def cropped(case: Case) -> Staged:
    """Crop a finished photo so that it loses a part of the card at one side or at two."""
    random = case.random
    sample = take_photo(case.specimen(), case.scene(), case.sources)
    share = float(random.uniform(*_CUTS[case.severity]))
    corners, size = sample.card.to_array(), np.array(sample.scene.size, np.float32)
    low, high, extent = np.zeros(2), size.copy(), np.ptp(corners, axis=0)
    for axis in pick(random, ((0,), (1,), (0, 1))):
        if random.random() < 0.5:
            low[axis] = max(0, corners[:, axis].min() + share * extent[axis])
        else:
            high[axis] = min(size[axis], corners[:, axis].max() - share * extent[axis])
    return Staged(crop(sample, np.round(low), np.round(high)), _COVERED, hit=frozenset({"frame"}))


def crop(sample: Sample, low: np.ndarray, high: np.ndarray) -> Sample:
    """Cut a photo down to a rectangle, given by its upper-left and lower-right corner."""
    (left, top), (right, bottom) = low.astype(int).tolist(), high.astype(int).tolist()
    photo = np.ascontiguousarray(decode(sample.jpeg)[top:bottom, left:right])
    shift = np.array((left, top), np.float32)
    return replace(
        sample,
        jpeg=encode(photo, 1, max(sample.scene.quality, 80)),
        scene=replace(
            sample.scene, size=(right - left, bottom - top), card=_moved(sample.scene.card, shift), orientation=1
        ),
        card=_moved(sample.card, shift),
        fields={name: _moved(quad, shift) for name, quad in sample.fields.items()},
        portrait=_moved(sample.portrait, shift),
    )


def _moved(quad: Quad, shift: np.ndarray) -> Quad:
    return Quad.from_array(quad.to_array() - shift)


def pushed_out(case: Case) -> Staged:
    """Hold the card so that the frame cuts it off, askew, over a side or a corner of the photo."""
    random, scene = case.random, case.scene()
    share = float(random.uniform(*_CUTS[case.severity]))
    turn = np.radians(float(random.normal(0, 8)))
    rotation = np.array([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    corners = scene.card.to_array()
    corners = (corners - corners.mean(axis=0)) @ rotation + corners.mean(axis=0)
    extent, size = np.ptp(corners, axis=0), np.array(scene.size)
    for axis in pick(random, ((0,), (1,), (0, 1))):
        out = -corners[:, axis].min(), size[axis] - corners[:, axis].max()
        corners[:, axis] += out[0] - share * extent[axis] if random.random() < 0.5 else out[1] + share * extent[axis]
    moved = replace(scene, card=Quad.from_array(corners), photo=None, warp=replace(scene.warp, sagitta=0.0))
    return Staged(take_photo(case.specimen(), moved, case.sources), _COVERED, hit=frozenset({"frame"}))


def corner_missing(case: Case) -> Staged:
    """Cut a corner off the card straight."""
    random = case.random
    specimen, place = case.specimen(), (int(random.integers(2)), int(random.integers(2)))
    leg = float(random.uniform(*_CORNERS[case.severity]))
    damaged = _without(specimen, place, (leg, leg * float(random.uniform(0.8, 1.25))))
    return _corner(case, damaged, place)


def corner_folded(case: Case) -> Staged:
    """Fold a corner over, so that the card's pale back shows beside the crease."""
    random = case.random
    specimen, place = case.specimen(), (int(random.integers(2)), int(random.integers(2)))
    leg = float(random.uniform(*_CORNERS[case.severity]))
    legs = leg, leg * float(random.uniform(0.75, 1.3))
    back = float(random.uniform(170, 245))
    damaged = _without(specimen, place, legs)
    flap = _triangle(specimen.image.shape[1], specimen.image.shape[0], place, legs, folded=True)
    image = damaged.image.copy()
    shadow = cv2.GaussianBlur(_filled(image.shape, flap), (0, 0), 14).astype(np.float32)[..., None] / 255
    image = (image * (1 - 0.4 * shadow)).astype(np.uint8)
    cv2.fillPoly(image, [flap], (back * 0.97, back, back), cv2.LINE_AA)
    return _corner(case, replace(damaged, image=image), place)


def _corner(case: Case, specimen: Specimen, place: tuple[int, int]) -> Staged:
    sample = take_photo(specimen, case.scene(), case.sources)
    return Staged(sample, _COVERED, hit=frozenset({f"corner_{place[1]}{place[0]}"}))


def _without(specimen: Specimen, place: tuple[int, int], legs: tuple[float, float]) -> Specimen:
    """Give a specimen whose outline lacks a corner."""
    mask = specimen.mask.copy()
    triangle = _triangle(mask.shape[1], mask.shape[0], place, legs, folded=False)
    cv2.fillPoly(mask, [triangle], (0,), cv2.LINE_AA)
    return replace(specimen, mask=mask)


def _triangle(
    width: int, height: int, place: tuple[int, int], legs: tuple[float, float], *, folded: bool
) -> np.ndarray:
    """Give the triangle of a corner, or where it lies once folded over; in pixels of the card's picture."""
    tip = np.array((width if place[0] else 0, height if place[1] else 0), np.float64)
    inward = np.array((-1.0 if place[0] else 1.0, -1.0 if place[1] else 1.0))
    across, down = tip + np.array((inward[0] * legs[0] * width, 0)), tip + np.array((0, inward[1] * legs[1] * width))
    if folded:
        line = (down - across) / np.linalg.norm(down - across)
        foot = across + line * ((tip - across) @ line)
        tip = 2 * foot - tip
    return np.round(np.array([tip, across, down])).astype(np.int32)


def _filled(shape: tuple[int, ...], triangle: np.ndarray) -> np.ndarray:
    mask = np.zeros(shape[:2], np.uint8)
    cv2.fillPoly(mask, [triangle], (255,), cv2.LINE_AA)
    return mask
