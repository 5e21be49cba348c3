"""Highlights over what is to be read or seen, and such as leave it alone."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.attacks.attack import Attack, Case, Severity, Staged
from benchmarks.attacks.glare.flashes import flash, hologram, tube
from benchmarks.attacks.glare.lights import lamp, window
from benchmarks.attacks.glare.staging import beside_print, evenly_bright, over_print, veiled
from benchmarks.specimens import Split, take_photo

_ONE = (Severity.PLAIN,)


def _sheen(case: Case) -> Staged:
    """Take the ordinary fault of a card's gloss: it pales text, and leaves it at least half its contrast."""
    random = case.random
    strength, exposure = float(random.uniform(0.45, 0.85)), float(random.uniform(0.65, 0.85))
    scene = replace(case.scene(), sheen=strength, exposure=exposure)
    return Staged(take_photo(case.specimen(), scene, case.sources), frozenset())


ATTACKS: tuple[Attack, ...] = (
    Attack("glare_lamp", Split.TUNING, over_print(lamp)),
    Attack("glare_window", Split.TUNING, over_print(window)),
    Attack("glare_flash", Split.REPORTING, over_print(flash)),
    Attack("glare_tube", Split.REPORTING, over_print(tube)),
    Attack("glare_hologram", Split.REPORTING, over_print(hologram)),
    Attack("harmless_lamp_beside", Split.TUNING, beside_print(lamp), _ONE),
    Attack("harmless_lamp_soft", Split.TUNING, veiled(lamp), _ONE),
    Attack("harmless_sheen_bands", Split.TUNING, _sheen, _ONE),
    Attack("harmless_bright", Split.TUNING, evenly_bright, _ONE),
    Attack("harmless_flash_beside", Split.REPORTING, beside_print(flash), _ONE),
    Attack("harmless_hologram_beside", Split.REPORTING, beside_print(hologram), _ONE),
    Attack("harmless_tube_soft", Split.REPORTING, veiled(tube), _ONE),
    Attack("harmless_sheen_pools", Split.REPORTING, _sheen, _ONE),
    Attack("harmless_overexposed", Split.REPORTING, evenly_bright, _ONE),
)
