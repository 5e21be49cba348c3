"""Requests signed with TC3-HMAC-SHA256: common parameters in headers, the action's own in a JSON body or the query."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

from pydantic_core import from_json

from permit_ocr.api.authentication import Proof
from permit_ocr.api.authorization import parse_authorization
from permit_ocr.api.errors import MALFORMED_BODY, ApiError
from permit_ocr.api.fields import decode_fields
from permit_ocr.api.language import Language, parse_language
from permit_ocr.api.parameters import Parameter, from_text
from permit_ocr.api.request import CommonParams, InQuery, RequestForm, required, seconds


class Tc3Request(RequestForm):
    """What both forms have in common: the headers."""

    @property
    def language(self) -> Language | None:
        """From ``X-TC-Language``."""
        return parse_language(self._wire.header("x-tc-language"))

    def common(self) -> CommonParams:
        """From the ``X-TC-*`` headers. The vendor misses Timestamp first."""
        timestamp = seconds(self._required("Timestamp", "x-tc-timestamp"))
        action = self._required("Action", "x-tc-action")
        version = self._required("Version", "x-tc-version")
        self._required("Authorization", "authorization")
        return CommonParams(action, version, timestamp)

    def proof(self, common: CommonParams) -> Proof:
        """From the ``Authorization`` header."""
        return parse_authorization(self._wire, common.timestamp)

    def _required(self, name: str, header: str) -> str:
        return required(name, self._wire.header(header).strip())


class Tc3Json(Tc3Request):
    """POST with a JSON body."""

    max_bytes = 10 * 1024 * 1024

    def parameters(self, allowed: Sequence[Parameter]) -> Mapping[str, Any]:  # noqa: ARG002 - JSON has types of its own
        """From the body; an empty one has no parameters."""
        body = _parse(self._payload or b"{}")
        if not isinstance(body, dict):
            raise ApiError(MALFORMED_BODY)
        return cast("Mapping[str, Any]", body)


def _parse(text: bytes) -> Any:
    """Understand JSON, or end the request.

    Pydantic's parser is twenty times as fast on a picture as Python's, which takes some that it does not: halves of
    surrogate pairs, and what is nested more than 200 deep.
    """
    with suppress(ValueError):
        return from_json(text)
    try:
        return json.loads(text.decode())
    except (ValueError, RecursionError):
        raise ApiError(MALFORMED_BODY) from None


class Tc3Query(InQuery, Tc3Request):
    """GET with the parameters in the query."""

    def parameters(self, allowed: Sequence[Parameter]) -> Mapping[str, Any]:
        """From the query."""
        return from_text(decode_fields(self._payload), allowed)
