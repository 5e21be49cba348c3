"""Printers and copiers for tuning: round-dot screens, thresholds, and blurred dark copies."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from benchmarks.attacks.attack import Severity
from benchmarks.attacks.photocopied.inks import coloured, contrasted, darkness, moved, printed, separated, toner_faults
from benchmarks.attacks.photocopied.screens import Ink, screened
from permit_ocr.types import Image

TONER = (0.12, 0.11, 0.11)
"""Blue, green and red that black toner lets through."""

_LPI: Mapping[Severity, tuple[float, float]] = {
    Severity.MILD: (133, 175),
    Severity.PLAIN: (100, 141),
    Severity.STRONG: (71, 106),
}
"""Lines an inch of office printers: 106 and 141 are those of 600-dpi lasers, 71 and 85 of 300-dpi ones."""
_STEEPNESS = {Severity.MILD: 1.0, Severity.PLAIN: 1.7, Severity.STRONG: 2.6}
_FAULTS = {Severity.MILD: 0.15, Severity.PLAIN: 0.5, Severity.STRONG: 1.0}
_GRAINS = {Severity.MILD: 1.0, Severity.PLAIN: 1.4, Severity.STRONG: 1.8}
"""Side of a grain in pixels of 42 micrometres."""
_ANGLES = (15.0, 75.0, 0.0, 45.0)


def soft(image: Image, random: np.random.Generator, worst: float = 1.2) -> Image:
    """Blur a picture as the copier's lens does; sigma in pixels of 42 micrometres."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), float(random.uniform(0.5, worst))), np.uint8)


def grey_laser(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Print black toner through a round-dot screen at 45 degrees."""
    lpi = float(random.uniform(*_LPI[severity]))
    tone = contrasted(darkness(soft(original, random)), _STEEPNESS[severity], float(random.uniform(0.35, 0.55)))
    ink = _gained(screened(tone, lpi, 45 + float(random.normal(0, 0.5))), random)
    ink = toner_faults(ink, random, _FAULTS[severity])
    return printed([(ink, TONER)], paper), f"grey laser, {lpi:.0f} lpi"


def threshold(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Print black or nothing, as a fax does at 100 to 300 dots an inch."""
    dpi = {Severity.MILD: 300, Severity.PLAIN: 200, Severity.STRONG: 100}[severity]
    tone = darkness(original)
    size = round(tone.shape[1] * dpi / 600), round(tone.shape[0] * dpi / 600)
    small = np.asarray(cv2.resize(tone, size, interpolation=cv2.INTER_AREA), np.float32)
    local = cv2.GaussianBlur(small, (0, 0), 0.05 * size[0])
    level = 0.5 * float(random.uniform(0.42, 0.55)) + 0.5 * (np.asarray(local) + 0.1)
    black = (small > level).astype(np.float32)
    ink = np.asarray(cv2.resize(black, tone.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    ink = toner_faults(np.asarray(cv2.GaussianBlur(ink, (0, 0), 0.8), np.float32), random, _FAULTS[severity])
    return printed([(ink, TONER)], paper), f"threshold, {dpi} dpi"


def grey_again(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Copy a copy, two to four times, without a screen that could still be seen."""
    rounds = {Severity.MILD: 2, Severity.PLAIN: 3, Severity.STRONG: 4}[severity]
    tone = darkness(original)
    for _ in range(rounds):
        blurred = cv2.GaussianBlur(tone, (0, 0), float(random.uniform(0.8, 1.6)))
        tone = contrasted(np.asarray(blurred, np.float32), 1.2, float(random.uniform(0.4, 0.6)))
    ink = toner_faults(tone, random, _FAULTS[severity])
    return printed([(ink, TONER)], paper), f"copied {rounds} times"


def colour_laser(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Print four toners through round-dot screens at 15, 75, 0 and 45 degrees, not quite in register."""
    lpi = float(random.uniform(*_LPI[severity]))
    steepness = {Severity.MILD: 0.6, Severity.PLAIN: 1.0, Severity.STRONG: 1.6}[severity]
    tones = separated(soft(original, random), float(random.uniform(0.3, 0.9)))
    plates = [
        moved(_gained(screened(contrasted(tone, steepness), lpi, angle), random), random, 1.0)
        for tone, angle in zip(tones, _ANGLES, strict=True)
    ]
    return coloured(plates, paper), f"colour laser, {lpi:.0f} lpi"


def colour_mezzotint(
    original: Image, paper: Image, severity: Severity, random: np.random.Generator
) -> tuple[Image, str]:
    """Print four inks in grains that fall by chance, as in mezzotint and in the coarse modes of old inkjets."""
    dot = _GRAINS[severity]
    tones = separated(soft(original, random), float(random.uniform(0, 0.6)))
    plates = [_gained(_grained(tone, dot, random), random) for tone in tones]
    return coloured(plates, paper), f"colour mezzotint, {600 / dot:.0f} dpi"


def _grained(tone: Ink, dot: float, random: np.random.Generator) -> Ink:
    size = round(tone.shape[1] / dot), round(tone.shape[0] / dot)
    small = np.asarray(cv2.resize(tone, size, interpolation=cv2.INTER_AREA))
    grains = (small > random.random(small.shape, np.float32)).astype(np.float32)
    return np.asarray(cv2.resize(grains, tone.shape[::-1], interpolation=cv2.INTER_NEAREST), np.float32)


def _gained(ink: Ink, random: np.random.Generator) -> Ink:
    """Let dots spread as toner does when it is fused."""
    spread = np.asarray(cv2.GaussianBlur(ink, (0, 0), float(random.uniform(0.5, 0.9))), np.float32)
    return np.clip(spread * float(random.uniform(1.05, 1.2)), 0, 1).astype(np.float32)
