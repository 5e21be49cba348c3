"""What an action is, and how a request finds its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from permit_ocr.api.errors import INVALID_ACTION, NO_SUCH_VERSION, ApiError
from permit_ocr.api.language import Language
from permit_ocr.api.parameters import Parameter
from permit_ocr.api.status import ReaderStatus
from permit_ocr.types import PermitReading


class PhotoReader(Protocol):
    """Reads photos; the pool of worker processes, or a stand-in."""

    @property
    def status(self) -> ReaderStatus:
        """How they are doing at this moment."""
        ...

    def admit(self) -> None:
        """Raise :class:`OverloadedError` where a photo given now would be refused."""
        ...

    async def read(self, photo: bytes, /) -> PermitReading:
        """Read one encoded photo."""
        ...


Fetch = Callable[[str], Awaitable[bytes]]
"""Gives the encoded photo that is at a URL, or ends the request."""


@dataclass(frozen=True, slots=True)
class ActionContext:
    """What an action may use besides its parameters."""

    reader: PhotoReader
    fetch: Fetch
    language: Language | None
    max_base64_characters: int


Handler = Callable[[Mapping[str, Any], ActionContext], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of the table of actions."""

    name: str
    version: str
    parameters: tuple[Parameter, ...]
    handler: Handler


def find_action(actions: Iterable[Action], name: str, version: str) -> Action:
    """Find an action by name and version; a wrong version is told before a wrong name."""
    of_version = {action.name: action for action in actions if action.version == version}
    if not of_version:
        raise ApiError(NO_SUCH_VERSION, version=version)
    if name not in of_version:
        raise ApiError(INVALID_ACTION, action=name, version=version)
    return of_version[name]
