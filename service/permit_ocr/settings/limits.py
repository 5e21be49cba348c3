"""The settings about what one request, or one client, may cost."""

from __future__ import annotations

from pydantic import Field, PositiveFloat, PositiveInt

from permit_ocr.settings.group import Group


class LimitSettings(Group):
    """What one request may cost."""

    body_bytes: PositiveInt = 10 * 1024 * 1024
    """Largest request body (Tencent Cloud API 3.0: 10 MB with TC3-HMAC-SHA256)."""
    bodies_mb: PositiveInt = 512
    """Bodies of all requests in progress together, in units of 1,048,576 bytes. One more is refused as when too many
    photos wait, unless there is one that has been on its way for five seconds: that one is thrown away for it."""
    body_seconds: PositiveFloat = 60.0
    """How long a request body may take to arrive, in total; then the connection is closed."""
    head_seconds: PositiveFloat = 10.0
    """How long a TLS handshake, and the line and headers of a request, may take; then the connection is closed."""
    idle_seconds: PositiveInt = 100
    """How long a connection may wait for the next request. Longer than clients and proxies keep one that they do not
    use (nginx 60 s, Go 90 s), or now and then a request is lost that they send while the service closes."""
    answer_seconds: PositiveFloat = 30.0
    """How long a client may leave an answer unread before the connection is closed."""
    base64_characters: PositiveInt = 7 * 1024 * 1024
    """Largest ImageBase64 (PermitOCR: 7 MB after encoding)."""
    pixels: PositiveInt = 64_000_000
    """Largest picture, width times height, found from its header before it is decoded."""
    queue: int = Field(default=64, ge=0)
    """Photos that may wait for a free worker; one more is refused at once."""
    standing_queue: PositiveInt = 2
    """Photos for each worker that may wait once there has been a queue for half a second: it takes up bursts, and where
    more photos come than can be read it would only make everybody late."""
    queue_seconds: PositiveFloat = 20.0
    """How long a photo may wait for a free worker; one that would wait longer is refused at once."""
    read_seconds: PositiveFloat = 30.0
    """How long reading one photo may take before it is given up and its worker replaced."""
    read_memory_mb: int = Field(default=4096, ge=0)
    """Memory that a worker may take at any moment, its models included, in units of 1,048,576 bytes; 0 is no limit.
    The largest picture that ``pixels`` allows takes 2.7 GB with ONNX Runtime, 3.5 GB with PaddlePaddle (RGBA)."""
