"""Who asks for details: a key in ``Authorization: Bearer SecretId:SecretKey``, or a TC3-HMAC-SHA256 signature."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from permit_ocr.api.authentication import Proof
from permit_ocr.api.authorization import parse_authorization
from permit_ocr.api.request import required, seconds
from permit_ocr.api.wire import WireRequest

_SCHEME = "bearer"


@dataclass(frozen=True, slots=True)
class KeyProof:
    """The claim to hold a SecretKey, by showing it."""

    secret_id: str
    timestamp: int
    """The time at which it is looked at: a key that is shown was not signed at some other time."""
    secret_key: bytes

    def verdicts(self, secret_keys: tuple[str, ...]) -> tuple[bool, ...]:
        """For each key, whether it is the one shown; compared in constant time."""
        return tuple(hmac.compare_digest(key.encode(), self.secret_key) for key in secret_keys)


def proof_of(wire: WireRequest, now: float) -> Proof:
    """Understand the ``Authorization`` header; raises :class:`ApiError` where it proves nothing."""
    scheme, _, credentials = wire.header("authorization").strip().partition(" ")
    if scheme.lower() != _SCHEME:
        return parse_authorization(wire, seconds(required("Timestamp", wire.header("x-tc-timestamp").strip())))
    secret_id, _, secret_key = credentials.strip().partition(":")
    return KeyProof(secret_id, int(now), secret_key.encode("latin-1"))
