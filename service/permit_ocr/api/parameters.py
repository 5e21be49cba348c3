"""What parameters an action takes, and the check of those that came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from permit_ocr.api.errors import INVALID_PARAMETER, UNKNOWN_PARAMETER, ApiError


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter's name, as the vendor writes it, and its type."""

    name: str
    type: type[str | bool]

    @property
    def type_name(self) -> str:
        """The type in the vendor's words."""
        return {str: "string", bool: "boolean"}[self.type]


_BOOLEANS: Mapping[str, bool | None] = {"true": True, "1": True, "false": False, "0": False, "": None}
"""As the SDKs write them into forms and queries, in any case; the Node SDKs write ``undefined`` as nothing."""


def from_text(given: Mapping[str, str], allowed: Iterable[Parameter]) -> Mapping[str, Any]:
    """Give the texts of a form or query their types; what has no meaning stays text, for :func:`check` to refuse."""
    booleans = {parameter.name for parameter in allowed if parameter.type is bool}
    return {name: _BOOLEANS.get(text.lower(), text) if name in booleans else text for name, text in given.items()}


def check(given: Mapping[str, Any], allowed: Iterable[Parameter]) -> Mapping[str, Any]:
    """Give the parameters that are present; ends the request at an unknown name or a wrong type.

    ``null`` counts as absent: that is what the SDKs mean by it.
    """
    by_name = {parameter.name: parameter for parameter in allowed}
    present = {name: value for name, value in given.items() if value is not None}
    for name in given:
        if name not in by_name:
            raise ApiError(UNKNOWN_PARAMETER, name=name)
    for name, value in present.items():
        if not isinstance(value, by_name[name].type):
            raise ApiError(INVALID_PARAMETER, name=name, type=by_name[name].type_name)
    return present
