"""The locator of cards, from verified weights."""

from __future__ import annotations

from pathlib import Path

from permit_ocr.card.proposals import CardLocator
from permit_ocr.text.models import load_manifest, verified_folder

LOCATOR, WEIGHTS = "permit-locator", "locator.onnx"
"""Its name in the manifest, and its one file."""


def load_locator(models: Path | None = None) -> CardLocator:
    """Load it from ``models`` (default: this installation's), after checking the file.

    Raises :class:`ModelFileError` when the file is missing or altered.
    """
    return CardLocator(verified_folder(load_manifest(models), LOCATOR) / WEIGHTS)
