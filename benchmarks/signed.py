"""Calls of PermitOCR as the vendor's SDKs send them: JSON, signed with TC3-HMAC-SHA256."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from permit_ocr.api import tc3

_SIGNED = ("content-type", "host")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and where."""

    host: str
    secret_id: str
    secret_key: str

    def headers(self, body: bytes) -> Mapping[str, str]:
        """The headers that sign a body; good for five minutes."""
        now = int(time.time())
        headers = {"content-type": "application/json", "host": self.host}
        return {
            **headers,
            "x-tc-action": "PermitOCR",
            "x-tc-version": "2018-11-19",
            "x-tc-timestamp": str(now),
            "authorization": self._authorization(body, headers, now),
        }

    def _authorization(self, body: bytes, headers: Mapping[str, str], now: int) -> str:
        scope = tc3.CredentialScope(datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d"), "ocr")
        request = tc3.canonical_request("POST", "", headers.items(), tc3.sha256_hex(body))
        key = tc3.signing_key(self.secret_key, scope)
        signature = tc3.sign(key, tc3.string_to_sign(str(now), scope, request))
        credential = f"Credential={self.secret_id}/{scope}"
        return f"{tc3.ALGORITHM} {credential}, SignedHeaders={';'.join(_SIGNED)}, Signature={signature}"


def body_of(photo: bytes) -> bytes:
    """The body that sends a photo and asks for everything."""
    return json.dumps({"ImageBase64": base64.b64encode(photo).decode(), "CropPortrait": True}).encode()
