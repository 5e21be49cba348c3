"""Draws specimens of the permit cards and photographs of them, with the full truth about each.

All persons are invented. The same split and number always give the same picture.
"""

from benchmarks.specimens.card import Sources, Specimen, draw_specimen
from benchmarks.specimens.photo import Sample, samples, take_photo
from benchmarks.specimens.scene import Backdrop, Scene
from benchmarks.specimens.scenery import draw_scene
from benchmarks.specimens.split import Split

__all__ = [
    "Backdrop",
    "Sample",
    "Scene",
    "Sources",
    "Specimen",
    "Split",
    "draw_scene",
    "draw_specimen",
    "samples",
    "take_photo",
]
