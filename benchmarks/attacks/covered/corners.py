"""Corners that are torn off or rolled up, for tuning."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.specimens import Specimen, take_photo
from benchmarks.specimens.split import pick
from permit_ocr.types import WarningKind

_REACH = {Severity.MILD: (0.095, 0.12), Severity.PLAIN: (0.12, 0.17), Severity.STRONG: (0.17, 0.24)}
"""How far along its edges a corner is lost, in card widths: 8 to 20 mm."""
_COVERED = frozenset({WarningKind.COVERED})
_BACKS = ((225, 232, 232), (206, 190, 168), (170, 196, 186), (196, 200, 226), (150, 130, 116))
"""What the back of a card may be printed in, in full light."""

Depth = NDArray[np.float64]


def torn(case: Case) -> Staged:
    """Tear a corner off along a ragged, bowed line that leaves a pale rim of the card's core."""
    specimen, random, place = case.specimen(), case.random, _place(case)
    inward, along = _lines(specimen, place, float(random.uniform(*_REACH[case.severity])), random)
    ragged = np.interp(along, np.linspace(-0.4, 0.4, 81), random.normal(0, 0.0012, 81).cumsum())
    depth = inward + ragged + float(random.normal(0, 0.5)) * (along**2 - 0.004)
    rim = float(random.uniform(0.001, 0.008)) * (1 + np.interp(along, np.linspace(-0.4, 0.4, 60), random.random(60)))
    image = specimen.image.copy()
    image[(depth > 0) & (depth < rim)] = float(random.uniform(215, 250))
    return _photographed(case, replace(specimen, image=image), depth < 0, place)


def rolled(case: Case) -> Staged:
    """Roll a corner up towards the camera: its printed back shows, shaded as a cylinder."""
    specimen, random, place = case.specimen(), case.random, _place(case)
    inward, along = _lines(specimen, place, float(random.uniform(*_REACH[case.severity])), random)
    roll = float(random.uniform(0.02, 0.06)) * (1 + 1.5 * along)
    angle = np.arccos(np.clip(1 - 2 * inward / np.maximum(roll, 1e-3), -1, 1))
    light = 0.62 + 0.42 * np.sin(angle + float(random.uniform(-0.5, 0.5)))
    back = np.array(pick(random, _BACKS)) * (1 + 0.05 * np.sin(along * 700) * float(random.random() < 0.5))[..., None]
    shade = 1 - 0.4 * np.exp(-np.clip(inward - roll, 0, None) / 0.012) * (inward > 0)
    image = np.where((inward < roll)[..., None], back * light[..., None], specimen.image * shade[..., None])
    return _photographed(case, replace(specimen, image=np.clip(image, 0, 255).astype(np.uint8)), inward < 0, place)


def _place(case: Case) -> tuple[bool, bool]:
    """Choose a corner: whether it is at the right, and whether below; another one in each severity."""
    number = case.index + list(Severity).index(case.severity)
    return bool(number & 1), bool(number & 2)


def _lines(
    specimen: Specimen, place: tuple[bool, bool], reach: float, random: np.random.Generator
) -> tuple[Depth, Depth]:
    """Give how far each place lies inwards of a line across a corner, and how far along it, in card widths."""
    rows, columns = specimen.mask.shape
    across, down = np.arange(columns, dtype=np.float64) / columns, np.arange(rows, dtype=np.float64) / columns
    x, y = across[::-1] if place[0] else across, down[::-1] if place[1] else down
    turn = np.pi / 4 + float(random.normal(0, 0.12))
    inward = x[None, :] * np.cos(turn) + y[:, None] * np.sin(turn)
    return inward - reach * np.cos(np.pi / 4), x[None, :] * np.sin(turn) - y[:, None] * np.cos(turn)


def _photographed(case: Case, specimen: Specimen, lost: NDArray[np.bool_], place: tuple[bool, bool]) -> Staged:
    kept = cv2.GaussianBlur(np.where(lost, 0, specimen.mask).astype(np.uint8), (0, 0), 0.7)
    sample = take_photo(replace(specimen, mask=np.asarray(kept, np.uint8)), case.scene(), case.sources)
    return Staged(sample, _COVERED, hit=frozenset({f"corner_{int(place[1])}{int(place[0])}"}))
