"""Photos of OLED screens, for reporting: PenTile diamonds, edge-aware demosaicing, a lens that blurs by a disc."""

from __future__ import annotations

from dataclasses import replace

import cv2

from benchmarks.attacks.attack import Case, Severity, Staged
from benchmarks.attacks.recaptured.display import show
from benchmarks.attacks.recaptured.exposure import disc, expose
from benchmarks.attacks.recaptured.lcd import Range, develop
from benchmarks.attacks.recaptured.panels import diamond
from benchmarks.attacks.recaptured.pose import draw_pose
from benchmarks.attacks.recaptured.retaken import as_staged
from benchmarks.attacks.recaptured.sensor import photograph
from benchmarks.attacks.recaptured.surround import flicker, place_screen
from benchmarks.specimens import take_photo

_RANGES = {
    Severity.MILD: Range((0.9, 2.6), (0.7, 1.1), (60, 86), 0.4),
    Severity.PLAIN: Range((1.3, 3.2), (0.5, 0.8), (75, 93), 0.25),
    Severity.STRONG: Range((1.3, 4.0), (0.4, 0.7), (85, 97), 0.0),
}
"""Blurs are radii of a disc here: about twice the standard deviation of a Gaussian that blurs as much."""


def stage_oled(case: Case) -> Staged:
    """Photograph a phone's screen that shows a photo of a card; most such screens pulse."""
    random, bounds = case.random, _RANGES[case.severity]
    first = take_photo(case.specimen(), case.scene(), case.sources)
    pose = draw_pose(bounds.pitches, (4, 30), random)
    shown = show(first, pose.card_width, random)
    to_photo = pose.to_photo(shown)
    radius = float(random.uniform(*bounds.blurs))
    light = expose(shown, diamond(random), to_photo, pose.size, disc(radius))
    place_screen(light, shown, to_photo, random)
    if random.random() < 0.6:
        flicker(light, float(random.uniform(0.02, 0.25)), random)
    way = replace(develop(pose, bounds, random), demosaic=cv2.COLOR_BayerBG2BGR_EA)
    jpeg = photograph(light, way, random)
    notes = {"pitch": f"{pose.pitch:.2f}", "blur": f"{radius:.2f}", "resend": f"{way.resend:.2f}"}
    return as_staged(first, jpeg, to_photo @ shown.from_first, pose.size, way.resend, notes)
