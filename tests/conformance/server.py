"""The service with a made-up reader, as a program: everything but the models is real."""

from __future__ import annotations

if __name__ == "__main__":
    # In here, because every worker process imports this file again.
    from permit_ocr.serving.server import serve_reader
    from permit_ocr.settings import load_settings
    from tests.api.readers import MadeUpReader, trust

    serve_reader(load_settings(), MadeUpReader, trust)
