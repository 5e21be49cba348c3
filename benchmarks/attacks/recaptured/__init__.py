"""Photos of screens that show a card, and photos that only look like it."""

from __future__ import annotations

from benchmarks.attacks.attack import Attack, Severity
from benchmarks.attacks.recaptured.fringes import stage_fringes
from benchmarks.attacks.recaptured.grating import stage_grating
from benchmarks.attacks.recaptured.harmless import (
    stage_cloth,
    stage_keyboard,
    stage_newspaper,
    stage_processed,
    stage_ruled,
)
from benchmarks.attacks.recaptured.lcd import stage_lcd
from benchmarks.attacks.recaptured.oled import stage_oled
from benchmarks.specimens import Split

_ONCE = (Severity.PLAIN,)

ATTACKS = (
    Attack("recaptured_lcd", Split.TUNING, stage_lcd),
    Attack("recaptured_fringes", Split.TUNING, stage_fringes),
    Attack("recaptured_oled", Split.REPORTING, stage_oled),
    Attack("recaptured_grating", Split.REPORTING, stage_grating),
    Attack("harmless_cloth", Split.TUNING, stage_cloth, _ONCE),
    Attack("harmless_newspaper", Split.TUNING, stage_newspaper, _ONCE),
    Attack("harmless_ruled", Split.TUNING, stage_ruled, _ONCE),
    Attack("harmless_fine_cloth", Split.REPORTING, stage_cloth, _ONCE),
    Attack("harmless_keyboard", Split.REPORTING, stage_keyboard, _ONCE),
    Attack("harmless_processed", Split.REPORTING, stage_processed, _ONCE),
)
