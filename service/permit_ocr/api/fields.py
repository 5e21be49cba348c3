"""Names and values as HTML forms and query strings encode them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from permit_ocr.api.errors import REPEATED_PARAMETER, TOO_MANY_PARAMETERS, ApiError

_MOST_FIELDS = 100
"""Several times what any action has; a body of nothing but ampersands is not worth decoding."""


def decode_fields(encoded: bytes) -> Mapping[str, str]:
    """Decode all fields. A name given twice ends the request: two readers could take different values for it."""
    if encoded.count(b"&") >= _MOST_FIELDS:
        raise ApiError(TOO_MANY_PARAMETERS)
    fields: dict[str, str] = {}
    for pair in filter(None, encoded.split(b"&")):
        name, _, value = map(_decode, pair.partition(b"="))
        if name in fields:
            raise ApiError(REPEATED_PARAMETER, name=name)
        fields[name] = value
    return fields


def _decode(encoded: bytes) -> str:
    # Bytes that are no UTF-8 survive, as the signature is over them.
    return unquote_to_bytes(encoded.replace(b"+", b" ")).decode("utf-8", "surrogateescape")
