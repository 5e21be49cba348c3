"""Draws pictures that hold no permit card and must be refused: other documents, backs, pages, and nothing at all.

All persons are invented. The same split and number always give the same picture.
"""

from benchmarks.negatives.photo import Negative, negatives
from benchmarks.negatives.species import SPECIES

__all__ = ["SPECIES", "Negative", "negatives"]
