"""Which version this is. ``pyproject.toml`` says it; the installed package remembers."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "permit-ocr"


def installed_version() -> str:
    """The version of the installed package, ``"unknown"`` where the source runs without being installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
