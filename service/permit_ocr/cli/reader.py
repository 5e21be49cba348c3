"""The reader of the command line: the service's, but free to use every core for one photo."""

from __future__ import annotations

from permit_ocr.serving.environment import prepare_environment
from permit_ocr.serving.held import Reader
from permit_ocr.serving.loading import load_reader
from permit_ocr.serving.readers import reader_options
from permit_ocr.settings import load_settings, usable_cpus


def open_reader() -> Reader:
    """Load the models that the settings name."""
    threads = usable_cpus()
    prepare_environment(threads)
    return load_reader(reader_options(load_settings()), threads)
