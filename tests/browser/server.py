"""The real service, as a program that the tests start."""

from __future__ import annotations

if __name__ == "__main__":
    # In here, because every worker process imports this file again.
    from permit_ocr.serving.server import serve
    from permit_ocr.settings import load_settings

    serve(load_settings())
