"""What simulated copies must keep to: the tones that were asked for, the same dots every time, and a fair split."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmarks.attacks.attack import Severity
from benchmarks.attacks.photocopied import ATTACKS, other_printers, printers
from benchmarks.attacks.photocopied.inks import coloured, separated
from benchmarks.attacks.photocopied.paper import Printer
from benchmarks.attacks.photocopied.scatter import diffused, stippled
from benchmarks.attacks.photocopied.screens import Ink, chains, lines, round_dots, screened
from benchmarks.specimens import Split

_TONES = (0.2, 0.5, 0.8)


def _flat(tone: float) -> Ink:
    return np.full((240, 320), tone, np.float32)


@pytest.mark.parametrize("tone", _TONES)
def test_screens_and_scattered_dots_give_the_tone_in_the_mean(tone: float) -> None:
    random = np.random.default_rng(0)
    inks = [screened(_flat(tone), 100, 45, spot) for spot in (round_dots, lines, chains)]
    inks += [diffused(_flat(tone), 1.0, random), stippled(_flat(tone), 1.0, random)]
    assert [float(ink.mean()) for ink in inks] == pytest.approx([tone] * 5, abs=0.03)
    assert all(ink.std() > 0.1 for ink in inks)


def test_bare_paper_stays_bare() -> None:
    assert screened(_flat(0.0), 100, 45).max() == 0
    assert diffused(_flat(0.0), 1.0, np.random.default_rng(0)).max() == 0


def test_inks_on_paper_give_about_the_colour_that_was_separated() -> None:
    colours = np.array([[(240, 235, 230), (60, 60, 200), (200, 90, 60), (70, 160, 80)]], np.uint8)
    again = coloured(separated(colours, 0.5), np.full((1, 4, 3), 255, np.uint8))
    assert np.abs(again.astype(int) - colours).max() < 80
    assert (again.argmax(axis=2) == colours.argmax(axis=2)).all()


@pytest.mark.parametrize("printer", [printers.grey_laser, printers.colour_mezzotint, other_printers.colour_inkjet])
def test_printer_gives_the_same_print_every_time(printer: Printer) -> None:
    original = np.random.default_rng(1).integers(90, 250, (160, 200, 3)).astype(np.uint8)
    paper = np.full_like(original, 245)
    first, second = (printer(original, paper, Severity.PLAIN, np.random.default_rng(2)) for _ in range(2))
    assert (first[0] == second[0]).all()
    assert first[1] == second[1]


def test_no_printer_serves_both_splits() -> None:
    names = {split: {attack.name for attack in ATTACKS if attack.split is split} for split in Split}
    shared = names[Split.TUNING] & names[Split.REPORTING]
    assert all(name.startswith("harmless_") for name in shared)
    assert max(Counter((attack.name, attack.split) for attack in ATTACKS).values()) == 1
