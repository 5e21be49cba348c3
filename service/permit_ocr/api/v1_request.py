"""Requests signed with HmacSHA1 or HmacSHA256: everything in one form or query, common parameters included."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from permit_ocr.api import v1
from permit_ocr.api.authentication import Proof
from permit_ocr.api.errors import FORM_TOO_LARGE, INVALID_PARAMETER, INVALID_PARAMETER_VALUE, ApiError
from permit_ocr.api.fields import decode_fields
from permit_ocr.api.language import Language, parse_language
from permit_ocr.api.parameters import Parameter, from_text
from permit_ocr.api.request import CommonParams, InQuery, RequestForm, required, seconds
from permit_ocr.api.wire import WireRequest

_REQUIRED = ("Timestamp", "Action", "Version", "Nonce", "SecretId", "Signature")
"""In the order in which they are missed."""
_OPTIONAL = ("SignatureMethod", "Region", "Token", "Language", "RequestClient")
_COMMON = frozenset({*_REQUIRED, *_OPTIONAL})
_NONCE = re.compile(r"[0-9]{1,20}")
_LANGUAGE = re.compile(rb"&?Language=([A-Za-z-]+)")


@dataclass(frozen=True, slots=True)
class V1Proof:
    """The claim that the holder of ``secret_id`` made this request."""

    secret_id: str
    timestamp: int
    signature_method: str
    signature: str
    fields: Mapping[str, str]
    wire: WireRequest

    def verdicts(self, secret_keys: tuple[str, ...]) -> tuple[bool, ...]:
        """For each key, whether it gives the signature; every key costs the same. Blocks while it hashes."""
        texts = [v1.string_to_sign(self.wire.method, host, self.fields) for host in self.wire.hosts()]
        return tuple(self._signed_by(key, texts) for key in secret_keys)

    def _signed_by(self, secret_key: str, texts: Sequence[bytes]) -> bool:
        given = self.signature.encode("utf-8", "surrogateescape")
        signatures = [v1.sign(secret_key, text, self.signature_method).encode() for text in texts]
        matches = [hmac.compare_digest(signature, given) for signature in signatures]
        return any(matches)


class V1Request(RequestForm):
    """The fields of a form or a query, whichever the request has."""

    @property
    def language(self) -> Language | None:
        """From the field ``Language``, found without decoding: the form may yet turn out too large."""
        # Not by searching for the pattern, which takes a hundred times as long, and nobody is served meanwhile.
        payload = self._payload
        match = _LANGUAGE.match(payload, max(0, payload.find(b"&Language=")))
        return parse_language(match[1].decode()) if match else None

    def common(self) -> CommonParams:
        """From the fields."""
        given = {name: required(name, self._field(name)) for name in _REQUIRED}
        timestamp = seconds(given["Timestamp"])
        if not _NONCE.fullmatch(given["Nonce"]):
            raise ApiError(INVALID_PARAMETER, name="Nonce", type="integer")
        return CommonParams(given["Action"], given["Version"], timestamp)

    def proof(self, common: CommonParams) -> Proof:
        """From the fields."""
        method = self._field("SignatureMethod") or v1.DEFAULT_METHOD
        if method not in v1.DIGESTS:
            raise ApiError(INVALID_PARAMETER_VALUE, name="SignatureMethod")
        secret_id, signature = self._field("SecretId"), self._field("Signature")
        return V1Proof(secret_id, common.timestamp, method, signature, self._fields, self._wire)

    def parameters(self, allowed: Sequence[Parameter]) -> Mapping[str, Any]:
        """The fields that are not common parameters."""
        own = {name: value for name, value in self._fields.items() if name not in _COMMON}
        return from_text(own, allowed)

    @cached_property
    def _fields(self) -> Mapping[str, str]:
        return decode_fields(self._payload)

    def _field(self, name: str) -> str:
        return self._fields.get(name, "")


class V1Form(V1Request):
    """POST with a form as the body. One that is too large the vendor calls a wrong signature, and names the way out."""

    max_bytes = 1024 * 1024
    too_large = FORM_TOO_LARGE


class V1Query(InQuery, V1Request):
    """GET with everything in the query."""
