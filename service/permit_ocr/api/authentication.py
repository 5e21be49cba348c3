"""Who made a request: SecretId, then Timestamp, then Signature, in the vendor's order of errors."""

from __future__ import annotations

import asyncio
from typing import Protocol

from permit_ocr.api.errors import SECRET_ID_NOT_FOUND, SIGNATURE_EXPIRE, SIGNATURE_FAILURE, ApiError

WINDOW_SECONDS = 300
"""How far the Timestamp may be from the server's time (API 3.0, Signature v3)."""

ACTIVE_KEYS = 2
"""How many SecretKeys one SecretId may have at a time, so that a key can be exchanged without an outage."""

_DECOYS = ("",) * ACTIVE_KEYS
"""Computed with, never believed."""


class Secrets(Protocol):
    """Where SecretKeys are looked up."""

    def secrets(self, secret_id: str) -> tuple[str, ...]:
        """The active SecretKeys of a SecretId; none when it is unknown."""
        ...


class Proof(Protocol):
    """A request's claim to come from the holder of a SecretId."""

    @property
    def secret_id(self) -> str:
        """Whose request it claims to be."""
        ...

    @property
    def timestamp(self) -> int:
        """When it claims to have been signed."""
        ...

    def verdicts(self, secret_keys: tuple[str, ...], /) -> tuple[bool, ...]:
        """For each key, whether it gives the signature; blocks while it hashes."""
        ...


async def authenticate(proof: Proof, keyring: Secrets, now: float) -> None:
    """Believe the proof or end the request.

    The signature is computed first and always with the same number of keys, so that the time an answer takes
    does not tell whether a SecretId exists.
    """
    known = keyring.secrets(proof.secret_id)
    verdicts = await asyncio.to_thread(proof.verdicts, (known + _DECOYS)[:ACTIVE_KEYS])
    if not known:
        raise ApiError(SECRET_ID_NOT_FOUND)
    if abs(now - proof.timestamp) > WINDOW_SECONDS:
        raise ApiError(SIGNATURE_EXPIRE)
    if not any(verdicts[: len(known)]):
        raise ApiError(SIGNATURE_FAILURE)
