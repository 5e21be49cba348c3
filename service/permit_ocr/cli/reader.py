"""The reader of the command line: the service's, but free to use every core for one photo."""

from __future__ import annotations

from permit_ocr.serving.readers import load_reader
from permit_ocr.serving.worker import Reader
from permit_ocr.settings import load_settings, usable_cpus


def open_reader() -> Reader:
    """Load the models that the settings name."""
    settings = load_settings()
    return load_reader(settings.models.dir, settings.limits.pixels, usable_cpus())
