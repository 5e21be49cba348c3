"""Photos whose print is blurred, and sharp ones that a careless measure takes for blurred."""

from benchmarks.attacks.blurred.species import ATTACKS

__all__ = ["ATTACKS"]
