"""The ``Authorization`` header of a TC3-HMAC-SHA256 request, and whether a secret made it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from permit_ocr.api import tc3
from permit_ocr.api.errors import INVALID_AUTHORIZATION, ApiError
from permit_ocr.api.wire import WireRequest

SERVICE = "ocr"

_AUTHORIZATION = re.compile(
    r"TC3-HMAC-SHA256 +"
    r"Credential=(?P<secret_id>[^/,]*)/(?P<date>[0-9-]+)/(?P<service>[^/,\s]+)/tc3_request *, *"
    r"SignedHeaders=(?P<signed_headers>[^,\s]+) *, *"
    r"Signature=(?P<signature>[0-9a-f]{64})"
)
_ALWAYS_SIGNED = frozenset({"content-type", "host"})


@dataclass(frozen=True, slots=True)
class Tc3Proof:
    """The claim that the holder of ``secret_id`` made this request."""

    secret_id: str
    scope: tc3.CredentialScope
    signed_headers: tuple[str, ...]
    signature: str
    timestamp: int
    wire: WireRequest

    def verdicts(self, secret_keys: tuple[str, ...]) -> tuple[bool, ...]:
        """For each key, whether it gives the signature; every key costs the same. Blocks while it hashes."""
        requests = tuple(self._canonical_requests())
        dated = self._date_is_right()
        return tuple(self._signed_by(key, requests) and dated for key in secret_keys)

    def _signed_by(self, secret_key: str, requests: tuple[bytes, ...]) -> bool:
        key = tc3.signing_key(secret_key, self.scope)
        texts = [tc3.string_to_sign(str(self.timestamp), self.scope, request) for request in requests]
        matches = [hmac.compare_digest(tc3.sign(key, text), self.signature) for text in texts]
        return any(matches)

    def _date_is_right(self) -> bool:
        return datetime.fromtimestamp(self.timestamp, UTC).strftime("%Y-%m-%d") == self.scope.date

    def _canonical_requests(self) -> Iterator[bytes]:
        # A GET has no payload and a POST no query, whatever else is sent along.
        query = self.wire.query if self.wire.method == "GET" else ""
        payload_hash = self._payload_hash()
        for headers in dict.fromkeys(self._header_variants()):
            yield tc3.canonical_request(self.wire.method, query, headers, payload_hash, self.wire.path)

    def _payload_hash(self) -> str:
        if self.wire.header("x-tc-content-sha256") == tc3.UNSIGNED_PAYLOAD:
            return tc3.sha256_hex(tc3.UNSIGNED_PAYLOAD.encode())
        return tc3.sha256_hex(b"" if self.wire.method == "GET" else self.wire.body)

    def _header_variants(self) -> Iterator[tuple[tuple[str, str], ...]]:
        # The documents lower header values, the SDKs do not.
        values = {name: self.wire.header(name).strip() for name in self.signed_headers}
        for host in self.wire.hosts():
            variant = values | {"host": host}
            yield tuple((name, _lower(value)) for name, value in variant.items())
            yield tuple(variant.items())


def parse_authorization(wire: WireRequest, timestamp: int) -> Tc3Proof:
    """Understand the header, or end the request with ``AuthFailure.InvalidAuthorization``."""
    match = _AUTHORIZATION.fullmatch(wire.header("authorization").strip())
    if match is None:
        raise ApiError(INVALID_AUTHORIZATION, problem="`Credential`, `SignedHeaders` or `Signature`")
    if match["service"] not in {SERVICE, wire.header("host").split(".")[0]}:
        raise ApiError(INVALID_AUTHORIZATION, problem="`Service` in Credential")
    signed_headers = tuple(match["signed_headers"].split(";"))
    if not _ALWAYS_SIGNED.issubset(signed_headers):
        raise ApiError(INVALID_AUTHORIZATION, problem="`SignedHeaders` without `content-type` and `host`")
    scope = tc3.CredentialScope(match["date"], match["service"])
    return Tc3Proof(match["secret_id"], scope, signed_headers, match["signature"], timestamp, wire)


def _lower(value: str) -> str:
    # ASCII letters alone, as the value is bytes in Latin-1 clothes.
    return value.encode("latin-1").lower().decode("latin-1")
