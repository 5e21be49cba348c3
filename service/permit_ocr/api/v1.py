"""Signature version 1, HmacSHA1 and HmacSHA256, as the vendor defines it."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping

DIGESTS: Mapping[str, str] = {"HmacSHA1": "sha1", "HmacSHA256": "sha256"}
"""The values of ``SignatureMethod``."""

DEFAULT_METHOD = "HmacSHA1"
"""What no ``SignatureMethod`` means."""


def string_to_sign(method: str, host: str, parameters: Mapping[str, str]) -> bytes:
    """The text that is signed: all decoded parameters but the Signature, sorted by the bytes of their names."""
    signed = ((_encode(name), _encode(value)) for name, value in parameters.items() if name != "Signature")
    return f"{method}{host}/?".encode("latin-1") + b"&".join(b"%s=%s" % pair for pair in sorted(signed))


def sign(secret_key: str, text: bytes, signature_method: str) -> str:
    """The Signature."""
    return base64.b64encode(hmac.digest(secret_key.encode(), text, DIGESTS[signature_method])).decode()


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
