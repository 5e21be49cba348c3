"""Cards whose picture was edited, before or after it was photographed, and genuine ones that went through much.

For tuning, print is erased by fast marching, by one colour or by cloned ground, typed in sans and mono faces and
laid by its share; for reporting, it is erased along isophotes, by quilting or by a gradient, typed in other faces,
most of them of another family, and laid by its gradients. Compressions after the edit differ as well.
"""

from __future__ import annotations

from functools import partial

from benchmarks.attacks.attack import Attack
from benchmarks.attacks.tampered import harmless, species
from benchmarks.specimens import Split

_EDITS = tuple(
    Attack(f"{where}_{name}", split, partial(stage, in_photo=where == "photo"))
    for split in Split
    for where in ("photo", "scan")
    for name, stage in (
        ("retyped_digit", species.retyped_digit),
        ("retyped_value", species.retyped_value),
        ("cloned_digit", species.cloned_digit),
        ("pasted_box", species.pasted_box),
    )
)

_PORTRAITS = (
    Attack("photo_exchanged_portrait", Split.TUNING, partial(species.exchanged_portrait, in_photo=True)),
    Attack("scan_exchanged_face", Split.TUNING, partial(species.exchanged_portrait, in_photo=False, oval=True)),
    Attack("photo_exchanged_face", Split.REPORTING, partial(species.exchanged_portrait, in_photo=True, oval=True)),
    Attack("scan_exchanged_portrait", Split.REPORTING, partial(species.exchanged_portrait, in_photo=False)),
)

_HARMLESS = (
    Attack("harmless_resent", Split.TUNING, harmless.resent),
    Attack("harmless_sharpened", Split.TUNING, harmless.sharpened),
    Attack("harmless_median", Split.TUNING, harmless.median_filtered),
    Attack("harmless_turned", Split.TUNING, harmless.quarter_turned),
    Attack("harmless_in_low_light", Split.TUNING, harmless.in_low_light),
    Attack("harmless_resent", Split.REPORTING, harmless.resent),
    Attack("harmless_smoothed", Split.REPORTING, harmless.smoothed),
    Attack("harmless_cropped", Split.REPORTING, harmless.cropped_anew),
    Attack("harmless_enlarged", Split.REPORTING, harmless.enlarged),
    Attack("harmless_in_low_light", Split.REPORTING, harmless.in_low_light),
)

ATTACKS: tuple[Attack, ...] = _EDITS + _PORTRAITS + _HARMLESS
"""All species, for both splits."""
