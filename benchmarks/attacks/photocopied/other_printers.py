"""Printers and copiers for reporting: scattered dots, line and chain screens, grey in a tone of its own."""

from __future__ import annotations

import cv2
import numpy as np

from benchmarks.attacks.attack import Severity
from benchmarks.attacks.photocopied.inks import coloured, darkness, moved, printed, separated
from benchmarks.attacks.photocopied.scatter import diffused, stippled
from benchmarks.attacks.photocopied.screens import chains, lines, screened
from permit_ocr.types import Image

_DOTS = {Severity.MILD: 1.0, Severity.PLAIN: 1.67, Severity.STRONG: 2.0}
"""Side of a printed dot in pixels of 42 micrometres: 600, 360 and 300 dots an inch."""
_LPI = {Severity.MILD: (141, 170), Severity.PLAIN: (106, 134), Severity.STRONG: (80, 100)}
_TONERS = ((0.16, 0.13, 0.11), (0.09, 0.11, 0.15), (0.14, 0.14, 0.14))
"""Bluish, brownish and plain toner."""


def grey_inkjet(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Scatter black dots by error diffusion."""
    dot = _DOTS[severity]
    ink = diffused(darkness(original) ** np.float32(random.uniform(0.9, 1.3)), dot, random)
    return printed([(ink, (0.2, 0.19, 0.18))], paper), f"grey inkjet, {600 / dot:.0f} dpi"


def grey_lines(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Print black toner through a line screen at an angle of its own."""
    lpi, angle = float(random.uniform(*_LPI[severity])), float(random.uniform(20, 70))
    tone = np.clip((darkness(original) - 0.06) * 1.15, 0, 1).astype(np.float32)
    return printed([(screened(tone, lpi, angle, lines), _TONERS[2])], paper), f"grey lines, {lpi:.0f} lpi"


def grey_smooth(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Print grey without visible dots, pale or dark, in a toner that is not quite black, with the drum's bands."""
    depth = {Severity.MILD: 0.95, Severity.PLAIN: 0.8, Severity.STRONG: 0.65}[severity]
    tone = darkness(original) ** np.float32(random.uniform(0.7, 1.4)) * np.float32(depth)
    y = np.arange(len(tone), dtype=np.float32)[:, None]
    bands = 1 + 0.04 * np.sin(y * 2 * np.pi / float(random.uniform(60, 300)) + float(random.uniform(0, 6)))
    speckled = np.clip(tone * bands + random.normal(0, 0.03, tone.shape) * np.sqrt(tone), 0, 1).astype(np.float32)
    toner = _TONERS[int(random.integers(len(_TONERS)))]
    return printed([(speckled, toner)], paper), f"grey, {depth:.0%} ink"


def colour_inkjet(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Scatter dots of four inks by error diffusion, each plate by itself."""
    dot = _DOTS[severity]
    plates = [diffused(tone, dot, random) for tone in separated(original, float(random.uniform(0, 0.5)))]
    return coloured(plates, paper), f"colour inkjet, {600 / dot:.0f} dpi"


def colour_stippled(
    original: Image, paper: Image, severity: Severity, random: np.random.Generator
) -> tuple[Image, str]:
    """Place dots of four inks by blue noise, and let them run on plain paper."""
    dot = _DOTS[severity] * 1.2
    plates = [stippled(tone, dot, random) for tone in separated(original, float(random.uniform(0.2, 0.8)))]
    run = [np.asarray(cv2.GaussianBlur(plate, (0, 0), 0.7), np.float32) for plate in plates]
    return coloured(run, paper), f"colour stippled, {600 / dot:.0f} dpi"


def colour_chains(original: Image, paper: Image, severity: Severity, random: np.random.Generator) -> tuple[Image, str]:
    """Print four toners through screens of chained dots, each with a fineness and an angle of its own."""
    lpi = float(random.uniform(*_LPI[severity]))
    turns = (18.4, 71.6, 0.0, 45.0)
    tones = separated(original, float(random.uniform(0.4, 1.0)))
    finer = (1.0, 1.0, 1.06, 0.94)
    plates = [
        moved(screened(tone, lpi * factor, turn, chains), random, 0.7)
        for tone, turn, factor in zip(tones, turns, finer, strict=True)
    ]
    return coloured(plates, paper), f"colour laser, chained dots, {lpi:.0f} lpi"
