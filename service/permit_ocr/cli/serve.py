"""``permit-ocr serve``: the service."""

from __future__ import annotations

from typing import Annotated, Any

import typer

Host = Annotated[str | None, typer.Option(help="Address to listen on. Default: 127.0.0.1.")]
Port = Annotated[int | None, typer.Option(help="TCP port to listen on. Default: 8080.")]
Workers = Annotated[int | None, typer.Option(help="Processes that read. Default: one a core.")]


def serve(host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Start the service. Options win over the PERMIT_OCR_* variables."""
    from permit_ocr.settings import load_settings

    # Before the service itself is imported, so that a mistake is told at once.
    settings = load_settings(_overrides(host=host, port=port, workers=workers))

    from permit_ocr.serving.server import serve as serve_forever

    serve_forever(settings)


def _overrides(**options: str | int | None) -> dict[str, Any]:
    server = {name: value for name, value in options.items() if value is not None}
    return {"server": server} if server else {}
