"""Things over a card, and cards that are not whole in the photo; and such as only seem so."""

from __future__ import annotations

from benchmarks.attacks.attack import Attack, Severity
from benchmarks.attacks.covered import corners, counter, desk, frame, pockets
from benchmarks.attacks.covered.staging import close_cropped, held_by_the_rim, in_company, over_print, shadowed
from benchmarks.attacks.glare.flashes import flash
from benchmarks.attacks.glare.lights import lamp
from benchmarks.attacks.glare.staging import beside_print
from benchmarks.specimens import Split

_ONE = (Severity.PLAIN,)

ATTACKS: tuple[Attack, ...] = (
    Attack("covered_finger", Split.TUNING, over_print(desk.finger)),
    Attack("covered_note", Split.TUNING, over_print(desk.note)),
    Attack("covered_pen", Split.TUNING, over_print(desk.pen)),
    Attack("covered_card", Split.TUNING, over_print(desk.card)),
    Attack("covered_key", Split.TUNING, over_print(pockets.key)),
    Attack("covered_cap", Split.TUNING, over_print(pockets.cap)),
    Attack("covered_slip", Split.TUNING, over_print(pockets.slip)),
    Attack("covered_correction", Split.TUNING, over_print(pockets.correction)),
    Attack("incomplete_cropped", Split.TUNING, frame.cropped),
    Attack("incomplete_corner_missing", Split.TUNING, frame.corner_missing),
    Attack("incomplete_corner_torn", Split.TUNING, corners.torn),
    Attack("incomplete_corner_rolled", Split.TUNING, corners.rolled),
    Attack("covered_thumb", Split.REPORTING, over_print(counter.thumb)),
    Attack("covered_coin", Split.REPORTING, over_print(counter.coin)),
    Attack("covered_receipt", Split.REPORTING, over_print(counter.receipt)),
    Attack("covered_tape", Split.REPORTING, over_print(counter.tape)),
    Attack("covered_sticker", Split.REPORTING, over_print(counter.sticker)),
    Attack("incomplete_pushed_out", Split.REPORTING, frame.pushed_out),
    Attack("incomplete_corner_folded", Split.REPORTING, frame.corner_folded),
    Attack("harmless_rim", Split.TUNING, held_by_the_rim, _ONE),
    Attack("harmless_shadow", Split.TUNING, shadowed, _ONE),
    Attack("harmless_close_crop", Split.TUNING, close_cropped, _ONE),
    Attack("harmless_highlight", Split.TUNING, beside_print(lamp), _ONE),
    Attack("harmless_rim_other_hands", Split.REPORTING, held_by_the_rim, _ONE),
    Attack("harmless_company", Split.REPORTING, in_company, _ONE),
    Attack("harmless_close_crop_other", Split.REPORTING, close_cropped, _ONE),
    Attack("harmless_flash", Split.REPORTING, beside_print(flash), _ONE),
)
