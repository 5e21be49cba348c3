"""What looks like tampering and is not: genuine cards whose photos were handed on, cleaned or taken in the dark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from benchmarks.attacks.attack import Case, Staged
from benchmarks.attacks.tampered.resave import cropped, turned, written
from benchmarks.specimens import Sample, Scene, take_photo
from permit_ocr.imaging.decode import decode
from permit_ocr.types import Image


def resent(case: Case) -> Staged:
    """A photo that a messenger shrank and compressed, as often as not twice."""
    random, sample = case.random, _genuine(case)
    qualities = [int(random.integers(40, 92)) for _ in range(int(random.integers(1, 3)))]
    return _harmless(written(sample, decode(sample.jpeg), qualities, float(random.uniform(0.6, 1.0))))


def sharpened(case: Case) -> Staged:
    """A photo sharpened in an editor and saved anew."""
    return _filtered(case, lambda image, random: _unsharp(image, float(random.uniform(0.4, 1.2)), 1.2))


def smoothed(case: Case) -> Staged:
    """A photo from which a filter took the noise."""
    return _filtered(case, lambda image, _: np.asarray(cv2.bilateralFilter(image, 5, 18, 3), np.uint8))


def median_filtered(case: Case) -> Staged:
    """A photo cleaned by a median."""
    return _filtered(case, lambda image, _: np.asarray(cv2.medianBlur(image, 3), np.uint8))


def quarter_turned(case: Case) -> Staged:
    """A photo that was turned and saved anew."""
    return _harmless(turned(_genuine(case), int(case.random.integers(70, 96))))


def cropped_anew(case: Case) -> Staged:
    """A photo that was cut by a few pixels and saved anew: the grid of the first compression lies askew."""
    random = case.random
    corner = int(random.integers(1, 8)), int(random.integers(1, 8))
    return _harmless(cropped(_genuine(case), int(random.integers(60, 96)), corner))


def in_low_light(case: Case) -> Staged:
    """A photo taken in the dark, with the noise of a high gain."""
    random = case.random
    dark = {"exposure": float(random.uniform(0.35, 0.6)), "noise": float(random.uniform(5, 9))}
    return _harmless(_genuine(case, lambda scene: replace(scene, **dark)))


def enlarged(case: Case) -> Staged:
    """A photo that was enlarged and saved anew."""
    sample = _genuine(case)
    return _harmless(written(sample, decode(sample.jpeg), (int(case.random.integers(75, 95)),), 1.3))


def _genuine(case: Case, change: Callable[[Scene], Scene] = lambda scene: scene) -> Sample:
    return take_photo(case.specimen(), change(case.scene()), case.sources)


def _filtered(case: Case, change: Callable[[Image, np.random.Generator], Image]) -> Staged:
    random, sample = case.random, _genuine(case)
    return _harmless(written(sample, change(decode(sample.jpeg), random), (int(random.integers(75, 96)),)))


def _unsharp(image: Image, amount: float, reach: float) -> Image:
    soft = cv2.GaussianBlur(image, (0, 0), reach)
    return np.asarray(cv2.addWeighted(image, 1 + amount, soft, -amount, 0), np.uint8)


def _harmless(sample: Sample) -> Staged:
    return Staged(sample, frozenset())
