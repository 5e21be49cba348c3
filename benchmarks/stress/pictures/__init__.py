"""Pictures that nobody takes with a camera: damaged, lying, bottomless."""

from benchmarks.stress.pictures.make import KINDS, Hostile, hostile_pictures

__all__ = ["KINDS", "Hostile", "hostile_pictures"]
