"""The outer form of every answer: ``{"Response": {..., "RequestId": ...}}``."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping

from permit_ocr.api.errors import ApiError
from permit_ocr.api.language import Language


def new_request_id() -> str:
    """A lower-case UUID version 4."""
    return str(uuid.uuid4())


def success(result: Mapping[str, object], request_id: str) -> bytes:
    """Wrap what an action returned."""
    return _encode({**result, "RequestId": request_id})


def failure(error: ApiError, language: Language | None, request_id: str) -> bytes:
    """Wrap an error; nothing stands beside it but the RequestId."""
    details = {"Code": error.code, "Message": error.message(language)}
    return _encode({"Error": details, "RequestId": request_id})


def _encode(response: Mapping[str, object]) -> bytes:
    return json.dumps({"Response": response}, ensure_ascii=False, separators=(",", ":")).encode()
