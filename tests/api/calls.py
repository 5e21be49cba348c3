"""Signed calls to an application around a made-up reader.

The signer is written from the vendor's description, independently of the code under test.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, Self
from urllib.parse import urlencode

import httpx
from starlette.testclient import TestClient

from permit_ocr.api.actions import PhotoReader
from permit_ocr.api.app import create_app
from permit_ocr.api.credentials import Keyring
from permit_ocr.api.key_file import KeyPair
from permit_ocr.settings import FetchSettings, LimitSettings, RateLimitSettings, Settings
from tests.api.readers import PERMIT, MadeUpPhotoReader

SECRET_ID, SECRET_KEY = "AKID" + "i" * 32, "k" * 32
NOW = 1_700_000_000
KEYRING = Keyring([KeyPair(SECRET_ID, SECRET_KEY)])
NO_FETCH = FetchSettings(public=False)
"""No test asks a name server."""
NO_LIMIT = RateLimitSettings(per_second=0)
IMAGE = base64.b64encode(PERMIT).decode()


class Sendable(Protocol):
    method: str

    def target(self) -> str: ...

    def content(self) -> bytes: ...

    def signed(self) -> dict[str, str]: ...


@dataclass
class Call:
    """A correct call signed with TC3-HMAC-SHA256; a test changes what it is about."""

    method: str = "POST"

    body: Any = field(default_factory=lambda: {"ImageBase64": IMAGE})
    """JSON, or with GET the names and values of the query."""
    action: str = "PermitOCR"
    version: str = "2018-11-19"
    secret_id: str = SECRET_ID
    secret_key: str = SECRET_KEY
    timestamp: int = NOW
    date: str = ""
    service: str = "ocr"
    host: str = "127.0.0.1:8080"
    signed_host: str = ""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        by_method = {"GET": "application/x-www-form-urlencoded"}
        self.content_type = self.content_type or by_method.get(self.method, "application/json")

    def target(self) -> str:
        return f"/?{self.query()}" if self.method == "GET" else "/"

    def query(self) -> str:
        return urlencode(self.body) if self.method == "GET" else ""

    def content(self) -> bytes:
        if self.method == "GET":
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()

    def signed(self) -> dict[str, str]:
        headers = {
            "Host": self.host,
            "Content-Type": self.content_type,
            "X-TC-Action": self.action,
            "X-TC-Version": self.version,
            "X-TC-Timestamp": str(self.timestamp),
            "Authorization": self.authorization(),
            **self.headers,
        }
        return {name: value for name, value in headers.items() if name not in self.without}

    def authorization(self) -> str:
        date = self.date or datetime.fromtimestamp(self.timestamp, UTC).strftime("%Y-%m-%d")
        payload = b"UNSIGNED-PAYLOAD" if "X-TC-Content-SHA256" in self.headers else self.content()
        canonical = (
            f"{self.method}\n/\n{self.query()}\n"
            f"content-type:{self.content_type}\nhost:{self.signed_host or self.host}\n\n"
            f"content-type;host\n{hashlib.sha256(payload).hexdigest()}"
        )
        scope = f"{date}/{self.service}/tc3_request"
        hashed = hashlib.sha256(canonical.encode()).hexdigest()
        text = f"TC3-HMAC-SHA256\n{self.timestamp}\n{scope}\n{hashed}"
        key = ("TC3" + self.secret_key).encode()
        for part in (date, self.service, "tc3_request"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        return (
            f"TC3-HMAC-SHA256 Credential={self.secret_id}/{scope}, "
            f"SignedHeaders=content-type;host, Signature={signature}"
        )


class Calls:
    """Sends calls to an application whose clock stands still."""

    def __init__(
        self,
        reader: PhotoReader | None = None,
        keyring: Keyring = KEYRING,
        now: float = NOW,
        fetch: FetchSettings = NO_FETCH,
        rate_limit: RateLimitSettings = NO_LIMIT,
        **limits: float,
    ) -> None:
        settings = Settings(limits=LimitSettings(**limits), fetch=fetch, rate_limit=rate_limit)
        app = create_app(reader or MadeUpPhotoReader(), keyring, settings, clock=lambda: now)
        self.client = TestClient(app)

    def __enter__(self) -> Self:
        self.client.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.client.__exit__()

    def send(self, call: Sendable | None = None, **changes: Any) -> httpx.Response:
        call = call or Call(**changes)
        return self.client.request(call.method, call.target(), content=call.content(), headers=call.signed())

    def response(self, call: Sendable | None = None, **changes: Any) -> dict[str, Any]:
        return envelope(self.send(call, **changes))

    def code(self, call: Sendable | None = None, **changes: Any) -> str:
        return code(self.response(call, **changes))


def envelope(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert list(body) == ["Response"]
    return body["Response"]


def code(response: dict[str, Any]) -> str:
    return response.get("Error", {}).get("Code", "OK")
