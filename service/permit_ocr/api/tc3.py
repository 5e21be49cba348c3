"""Signature version 3, TC3-HMAC-SHA256, as the vendor defines it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

ALGORITHM = "TC3-HMAC-SHA256"
TERMINATOR = "tc3_request"
UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"


@dataclass(frozen=True, slots=True)
class CredentialScope:
    """What a signing key is good for."""

    date: str
    service: str

    def __str__(self) -> str:
        return f"{self.date}/{self.service}/{TERMINATOR}"


def sha256_hex(data: bytes) -> str:
    """The hash that stands for a payload or a request."""
    return hashlib.sha256(data).hexdigest()


def canonical_request(
    method: str, query: str, headers: Iterable[tuple[str, str]], payload_hash: str, path: str = "/"
) -> bytes:
    """The CanonicalRequest. ``headers`` are the signed ones, in order of their lower-case names.

    The vendor's path is always ``/``.
    """
    signed = tuple(headers)
    lines = (
        method,
        path,
        query,
        *(f"{name}:{value}" for name, value in signed),
        "",
        ";".join(name for name, _ in signed),
        payload_hash,
    )
    return "\n".join(lines).encode("latin-1")


def string_to_sign(timestamp: str, scope: CredentialScope, request: bytes) -> bytes:
    """The StringToSign."""
    return "\n".join((ALGORITHM, timestamp, str(scope), sha256_hex(request))).encode()


def signing_key(secret_key: str, scope: CredentialScope) -> bytes:
    """The key that a SecretKey gives for one scope."""
    key = f"TC3{secret_key}".encode()
    for part in (scope.date, scope.service, TERMINATOR):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def sign(key: bytes, text: bytes) -> str:
    """The Signature."""
    return hmac.digest(key, text, "sha256").hex()
