"""The service with readers that do what the photo says, as a program."""

from __future__ import annotations

if __name__ == "__main__":
    # In here, because every worker process imports this file again.
    from permit_ocr.serving.server import serve_reader
    from permit_ocr.settings import load_settings
    from tests.serving.readers import ScriptedReader, trust

    serve_reader(load_settings(), ScriptedReader, trust)
