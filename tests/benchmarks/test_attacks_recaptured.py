"""What the simulated photos of screens must hold to."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.attacks.recaptured import ATTACKS
from benchmarks.attacks.recaptured.display import Shown
from benchmarks.attacks.recaptured.exposure import disc, expose, gaussian
from benchmarks.attacks.recaptured.panels import Tile, diamond, stripe
from benchmarks.specimens import Split
from permit_ocr.imaging.geometry import rectangle
from permit_ocr.types import Quad

MASKS = {"stripe": stripe(np.random.default_rng(1)), "diamond": diamond(np.random.default_rng(1))}


def shown() -> Shown:
    raster = np.zeros((40, 60, 3), np.uint8)
    raster[10:30, 20:50] = 255
    return Shown(raster, np.eye(3), Quad.from_array(rectangle(60, 40)))


@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS.keys())
def test_what_is_shown_lies_where_the_truth_says_at_its_own_brightness(mask: Tile) -> None:
    light = expose(shown(), mask, np.diag([2.5, 2.5, 1]), (150, 100), gaussian(0.4))
    assert light[30:70, 55:120].mean() == pytest.approx(1, abs=0.05)
    assert light[:20].max() < 0.02
    assert light[:, :45].max() < 0.02


def test_a_mask_that_the_lens_does_not_resolve_is_not_seen() -> None:
    flat = expose(shown(), MASKS["stripe"], np.diag([2.5, 2.5, 1]), (150, 100), disc(4))[45:55, 70:105]
    sharp = expose(shown(), MASKS["stripe"], np.diag([2.5, 2.5, 1]), (150, 100), disc(0.5))[45:55, 70:105]
    assert flat.std(axis=(0, 1)).max() < 0.2 * sharp.std(axis=(0, 1)).max()


def test_colours_of_a_stripe_stand_beside_each_other() -> None:
    light = expose(shown(), MASKS["stripe"], np.diag([6.0, 6.0, 1]), (360, 240), gaussian(0.4))
    profile = light[100:140, 150:282].mean(axis=0).reshape(-1, 6, 3).mean(axis=0)
    assert sorted(profile.argmax(axis=0).tolist()) == sorted(set(profile.argmax(axis=0).tolist()))


def test_no_way_of_taking_such_photos_serves_both_splits() -> None:
    ways = {split: {a.stage for a in ATTACKS if a.split is split and "harmless" not in a.name} for split in Split}
    assert not ways[Split.TUNING] & ways[Split.REPORTING]
