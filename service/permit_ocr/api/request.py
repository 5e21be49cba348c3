"""What every form of request gives: common parameters, a proof of who made it, the action's own parameters.

Each is asked for in its turn and not before, because the first thing that is wrong decides the error code.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from permit_ocr.api.authentication import Proof
from permit_ocr.api.error_entry import ErrorEntry
from permit_ocr.api.errors import (
    INVALID_PARAMETER,
    MISSING_PARAMETER,
    QUERY_TOO_LONG,
    REQUEST_SIZE_LIMIT_EXCEEDED,
    ApiError,
)
from permit_ocr.api.language import Language
from permit_ocr.api.parameters import Parameter
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
    """How large it may be (API 3.0, "Request structure")."""
    too_large: ClassVar[ErrorEntry] = REQUEST_SIZE_LIMIT_EXCEEDED
    """What it gets when it is larger."""

    def __init__(self, wire: WireRequest) -> None:
        self._wire = wire

    def check_size(self) -> None:
        """End the request when it is larger than its form allows."""
        if self._wire.oversized or len(self._payload) > self.max_bytes:
            raise ApiError(self.too_large)

    @property
    def _payload(self) -> bytes:
        """Where the parameters are."""
        return self._wire.body

    @property
    @abstractmethod
    def language(self) -> Language | None:
        """The language asked for."""

    @abstractmethod
    def common(self) -> CommonParams:
        """The common parameters; ends the request when one is missing. Blocks while it parses."""

    @abstractmethod
    def proof(self, common: CommonParams) -> Proof:
        """The claim of who made the request; ends the request when it cannot be understood."""

    @abstractmethod
    def parameters(self, allowed: Sequence[Parameter]) -> Mapping[str, Any]:
        """The action's own parameters, unchecked; blocks while it parses."""


class InQuery(RequestForm):
    """A GET: what a POST has in its body is in the query."""

    max_bytes = 32 * 1024
    too_large = QUERY_TOO_LONG

    @property
    def _payload(self) -> bytes:
        return self._wire.query.encode("latin-1")


def required(name: str, value: str) -> str:
    """Give the value of a common parameter, or end the request where there is none."""
    if not value:
        raise ApiError(MISSING_PARAMETER, name=name)
    return value


def seconds(text: str) -> int:
    """Understand a Timestamp."""
    if not _SECONDS.fullmatch(text):
        raise ApiError(INVALID_PARAMETER, name="Timestamp", type="integer")
    return int(text)
