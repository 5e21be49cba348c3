"""Calls signed with HmacSHA1 or HmacSHA256, from the vendor's description and independently of the code under test."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.api.calls import IMAGE, NOW, SECRET_ID, SECRET_KEY

HASHES = {"HmacSHA1": hashlib.sha1, "HmacSHA256": hashlib.sha256}


@dataclass
class V1Call:
    """A correct call; a test changes what it is about."""

    method: str = "POST"
    body: dict[str, Any] = field(default_factory=lambda: {"ImageBase64": IMAGE})
    signature_method: str = "HmacSHA256"
    """``""`` leaves the parameter out."""
    action: str = "PermitOCR"
    version: str = "2018-11-19"
    secret_id: str = SECRET_ID
    secret_key: str = SECRET_KEY
    timestamp: int = NOW
    host: str = "127.0.0.1:8080"
    signed_host: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    """More common parameters, signed."""
    forged: dict[str, Any] = field(default_factory=dict)
    """What is changed after signing."""
    without: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/x-www-form-urlencoded"
    padding: str = ""

    def fields(self) -> dict[str, Any]:
        fields = {
            "Action": self.action,
            "Version": self.version,
            "Timestamp": self.timestamp,
            "Nonce": 9223372036854775807,
            "SecretId": self.secret_id,
            "RequestClient": "SDK_NODEJS_INTL_EN3.0.1335",
            **({"SignatureMethod": self.signature_method} if self.signature_method else {}),
            **self.extra,
            **self.body,
        }
        fields |= {"Signature": self.signature(fields)} | self.forged
        return {name: value for name, value in fields.items() if name not in self.without}

    def signature(self, fields: dict[str, Any]) -> str:
        joined = "&".join(f"{name}={fields[name]}" for name in sorted(fields))
        text = f"{self.method}{self.signed_host or self.host}/?{joined}"
        digest = HASHES.get(self.signature_method, hashlib.sha1)
        return base64.b64encode(hmac.new(self.secret_key.encode(), text.encode(), digest).digest()).decode()

    def encoded(self) -> str:
        return urlencode(self.fields()) + self.padding

    def target(self) -> str:
        return f"/?{self.encoded()}" if self.method == "GET" else "/"

    def content(self) -> bytes:
        return self.encoded().encode() if self.method == "POST" else b""

    def signed(self) -> dict[str, str]:
        content_type = {"Content-Type": self.content_type} if self.method == "POST" else {}
        return {"Host": self.host, **content_type, **self.headers}
