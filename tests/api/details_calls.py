"""Calls of the details route, as a program with a key or as the page on this machine makes them."""

from __future__ import annotations

from typing import Any

import httpx
from starlette.testclient import TestClient

from permit_ocr.api.actions import PhotoReader
from permit_ocr.api.app import create_app
from permit_ocr.settings import Settings
from tests.api.calls import KEYRING, NOW, SECRET_ID, SECRET_KEY
from tests.api.readers import PERMIT, MadeUpPhotoReader

HOST = "127.0.0.1:8080"
PERMITS = "/v1/permits"
KEY = {"Authorization": f"Bearer {SECRET_ID}:{SECRET_KEY}"}
OWN_PAGE = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}
FILE = {"image": ("permit.jpg", PERMIT, "image/jpeg")}


def service(reader: PhotoReader | None = None, peer: str = "127.0.0.1", **groups: dict[str, Any]) -> TestClient:
    """A client at ``peer`` of an application with these groups of settings."""
    settings = Settings(**{"rate_limit": {"per_second": 0}, "fetch": {"public": False}} | groups)
    app = create_app(reader or MadeUpPhotoReader(), KEYRING, settings, clock=lambda: NOW)
    return TestClient(app, base_url=f"http://{HOST}", client=(peer, 50_000), follow_redirects=False)


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem that is told as it should be."""
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(told) == {"type", "title", "status", "detail", "code", "request_id"}
    assert told["status"] == answer.status_code
    return answer.status_code, told["code"]
