"""All species of attacks and of their harmless likenesses."""

from __future__ import annotations

from benchmarks.attacks import blurred, covered, glare, photocopied, recaptured, tampered
from benchmarks.attacks.attack import Attack

ATTACKS: tuple[Attack, ...] = (
    *covered.ATTACKS,
    *photocopied.ATTACKS,
    *recaptured.ATTACKS,
    *tampered.ATTACKS,
    *glare.ATTACKS,
    *blurred.ATTACKS,
)
