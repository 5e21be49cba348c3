"""The forms in which a request may come. All give the same: common parameters, proof, parameters.

Each is asked for in its turn and not before, because the first thing that is wrong decides the error code.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from permit_ocr.api.authentication import Proof
from permit_ocr.api.authorization import parse_authorization
from permit_ocr.api.errors import (
    INVALID_PARAMETER,
    MALFORMED_BODY,
    MISSING_PARAMETER,
    REQUEST_SIZE_LIMIT_EXCEEDED,
    UNSUPPORTED_PROTOCOL,
    ApiError,
)
from permit_ocr.api.language import Language, parse_language
from permit_ocr.api.wire import WireRequest

_SECONDS = re.compile(r"[0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class CommonParams:
    """The common parameters that every request must have."""

    action: str
    version: str
    timestamp: int


class RequestForm(ABC):
    """One request, read step by step."""

    max_bytes: ClassVar[int]

    def __init__(self, wire: WireRequest) -> None:
        self._wire = wire

    def check_size(self) -> None:
        """End the request when it is larger than its form allows."""
        if self._wire.oversized or len(self._wire.body) > self.max_bytes:
            raise ApiError(REQUEST_SIZE_LIMIT_EXCEEDED)

    @property
    @abstractmethod
    def language(self) -> Language | None:
        """The language asked for."""

    @abstractmethod
    def common(self) -> CommonParams:
        """The common parameters; ends the request when one is missing."""

    @abstractmethod
    def proof(self) -> Proof:
        """The claim of who made the request; ends the request when it cannot be understood."""

    @abstractmethod
    def parameters(self) -> Mapping[str, Any]:
        """The action's own parameters, unchecked; blocks while it parses."""


class Tc3Json(RequestForm):
    """POST with a JSON body, common parameters in headers, TC3-HMAC-SHA256."""

    max_bytes = 10 * 1024 * 1024

    @property
    def language(self) -> Language | None:
        """From ``X-TC-Language``."""
        return parse_language(self._wire.header("x-tc-language"))

    def common(self) -> CommonParams:
        """From the ``X-TC-*`` headers. The vendor misses Timestamp first."""
        timestamp = _seconds(self._required("Timestamp", "x-tc-timestamp"))
        action = self._required("Action", "x-tc-action")
        version = self._required("Version", "x-tc-version")
        self._required("Authorization", "authorization")
        return CommonParams(action, version, timestamp)

    def proof(self) -> Proof:
        """From the ``Authorization`` header."""
        return parse_authorization(self._wire, self.common().timestamp)

    def parameters(self) -> Mapping[str, Any]:
        """From the body; an empty one has no parameters."""
        try:
            body: Any = json.loads(self._wire.body.decode() or "{}")
        except (ValueError, RecursionError):
            raise ApiError(MALFORMED_BODY) from None
        if not isinstance(body, dict):
            raise ApiError(MALFORMED_BODY)
        return cast("Mapping[str, Any]", body)

    def _required(self, name: str, header: str) -> str:
        value = self._wire.header(header).strip()
        if not value:
            raise ApiError(MISSING_PARAMETER, name=name)
        return value


def _seconds(text: str) -> int:
    if not _SECONDS.fullmatch(text):
        raise ApiError(INVALID_PARAMETER, name="Timestamp", type="integer")
    return int(text)


def choose_form(wire: WireRequest) -> RequestForm:
    """Tell the form from method and content type."""
    media_type = wire.header("content-type").partition(";")[0].strip().lower()
    form = _FORMS.get((wire.method, media_type))
    if form is None:
        raise ApiError(UNSUPPORTED_PROTOCOL)
    return form(wire)


_FORMS: Mapping[tuple[str, str], type[RequestForm]] = {("POST", "application/json"): Tc3Json}
