"""How often is a warning given where it is deserved, and where it is not? ``python -m benchmarks.warnings``."""
