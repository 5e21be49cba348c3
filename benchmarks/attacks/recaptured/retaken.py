"""The truth about a photo of a photo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from benchmarks.attacks.attack import Staged
from benchmarks.attacks.recaptured.display import Matrix
from benchmarks.specimens import Sample
from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.processing import UNPROCESSED, shrunk_size
from benchmarks.specimens.warp import FLAT
from permit_ocr.imaging.geometry import project_quad
from permit_ocr.types import WarningKind

EXCUSED = frozenset({WarningKind.BLURRED, WarningKind.GLARE, WarningKind.COVERED, WarningKind.PHOTOCOPIED})
"""A screen may be out of focus, mirror a lamp, or be cut off by its bezel or the frame; it is a copy, too."""


def as_staged(
    first: Sample, jpeg: bytes, moved: Matrix, size: tuple[int, int], resend: float, notes: Mapping[str, str]
) -> Staged:
    """Describe a photo of a first photo, whose pixels ``moved`` takes to the new one's before it is shrunk."""
    final = shrunk_size(size, resend)
    to_final = np.diag([final[0] / size[0], final[1] / size[1], 1.0]) @ moved
    card = project_quad(to_final, first.card)
    scene = replace(first.scene, size=final, card=card, warp=FLAT, orientation=1, processing=UNPROCESSED, photo=None)
    sample = replace(
        first,
        scene=scene,
        jpeg=jpeg,
        card=card,
        fields={name: project_quad(to_final, quad) for name, quad in first.fields.items()},
        portrait=project_quad(to_final, first.portrait),
        card_width=edge_width(card.to_array()),
    )
    return Staged(sample, frozenset({WarningKind.RECAPTURED}), EXCUSED, notes=notes)
