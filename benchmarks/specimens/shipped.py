"""Renders the photos that are kept in the repository: ``python -m benchmarks.specimens.shipped``.

They are the self-check's photo and those of the tests; all show the face that comes with the package.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.specimens.camera import card_corners
from benchmarks.specimens.card import draw_specimen
from benchmarks.specimens.holders import draw_holder
from benchmarks.specimens.photo import Sample, take_photo
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.split import Split, random_for
from benchmarks.specimens.truth import as_json
from permit_ocr.types import DocumentKind, Field, Quad

_ROOT = Path(__file__).parents[2]
_SELF_CHECK = _ROOT / "service/permit_ocr/selfcheck"
_TESTS = _ROOT / "tests/data/photos"

_FIRST = 900_000
"""The number of the first shipped photo (a hundredth of its card's): far from those that benchmarks draw."""


@dataclass(frozen=True, slots=True)
class _Order:
    """One photo to be taken."""

    name: str
    kind: DocumentKind
    rotation: float
    backdrop: Backdrop = Backdrop.WOOD
    size: tuple[int, int] = (1200, 900)
    width: float = 940
    orientation: int = 1


_SELF_CHECK_ORDER = _Order("photo", DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, 6, width=980)
_TEST_ORDERS = (
    _Order("hk-macao", DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, 3, Backdrop.FABRIC),
    _Order("taiwan-upside-down", DocumentKind.EXIT_ENDORSEMENT_TAIWAN, 178),
    _Order("home-return-sideways", DocumentKind.HOME_RETURN_PERMIT, 91, Backdrop.CLUTTER, size=(900, 1200)),
    _Order("home-return-exif-6", DocumentKind.HOME_RETURN_PERMIT, -4, Backdrop.PLAIN, orientation=6),
    _Order("non-chinese", DocumentKind.HOME_RETURN_PERMIT_NON_CHINESE, -7, Backdrop.PLAIN),
    _Order("compatriot-slanted", DocumentKind.TAIWAN_COMPATRIOT_PERMIT, 43, size=(1200, 1200), width=860),
    _Order("compatriot-same-colour", DocumentKind.TAIWAN_COMPATRIOT_PERMIT, 2, Backdrop.SAME_COLOUR),
)


def main() -> None:
    """Write the photos and what they show."""
    check = _take(_SELF_CHECK_ORDER, _FIRST)
    (_SELF_CHECK / "photo.jpg").write_bytes(check.jpeg)
    _write(_SELF_CHECK / "expected.json", {"kind": check.kind, "fields": dict(check.expected)})
    _TESTS.mkdir(parents=True, exist_ok=True)
    truth: dict[str, object] = {}
    for place, order in enumerate(_TEST_ORDERS):
        sample = _take(order, _FIRST + 1 + place)
        (_TESTS / f"{order.name}.jpg").write_bytes(sample.jpeg)
        truth[f"{order.name}.jpg"] = as_json(sample)
    _write(_TESTS / "truth.json", truth)


def _take(order: _Order, index: int) -> Sample:
    corners = card_corners(order.width, order.rotation, pitch=5, yaw=-4, distance=3.0)
    card = Quad.from_array(corners + np.array(order.size, np.float32) / 2)
    scene = Scene(
        Split.TUNING, index, order.size, card, order.backdrop,
        rotation=order.rotation % 360, tilt=5, noise=1.5, quality=80, orientation=order.orientation,
    )  # fmt: skip
    return take_photo(draw_specimen(order.kind, Split.TUNING, _womans(order.kind, index * 100)), scene)


def _womans(kind: DocumentKind, first: int) -> int:
    """Find the next number whose holder is a woman, as the shipped face is."""
    return next(
        index
        for index in itertools.count(first)
        if draw_holder(kind, random_for(Split.TUNING, index, "holder"), Split.TUNING).values[Field.SEX] == "女"
    )


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
