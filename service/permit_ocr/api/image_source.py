"""Where the photo of a request comes from."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pybase64

from permit_ocr.api.actions import Fetch
from permit_ocr.api.errors import NO_IMAGE_GIVEN, NOT_BASE64, TOO_LARGE_FILE, ApiError

_DATA_URL = re.compile(r"\s*data:[^,]{0,200};base64,", re.IGNORECASE)
_URL_SAFE = str.maketrans("-_", "+/")


async def photo_of(parameters: Mapping[str, Any], fetch: Fetch, max_characters: int) -> bytes:
    """The encoded photo; ImageUrl wins over ImageBase64."""
    if parameters.get("ImageUrl"):
        return await fetch(parameters["ImageUrl"])
    if not parameters.get("ImageBase64"):
        raise ApiError(NO_IMAGE_GIVEN)
    return await asyncio.to_thread(decode_base64, parameters["ImageBase64"], max_characters)


def decoded_bytes(characters: int) -> int:
    """The size of the largest picture whose base64 has no more than so many characters."""
    return characters // 4 * 3


def decode_base64(text: str, max_characters: int) -> bytes:
    """Decode, blocking; a ``data:`` prefix, white space and the URL-safe alphabet are tolerated.

    A picture is megabytes, and while it is searched or copied nobody else is served: what is as it should be is
    decoded as it is.
    """
    prefix = _DATA_URL.match(text)
    given = text[prefix.end() :] if prefix else text
    if len(given) <= max_characters:
        with suppress(ValueError):
            return pybase64.b64decode(given, validate=True)
    return _decode_leniently("".join(given.split()), max_characters)


def _decode_leniently(characters: str, max_characters: int) -> bytes:
    if len(characters) > max_characters:
        raise ApiError(TOO_LARGE_FILE)
    unpadded = characters.translate(_URL_SAFE).rstrip("=")
    try:
        return pybase64.b64decode(unpadded + "=" * (-len(unpadded) % 4), validate=True)
    except ValueError:  # the decoder's own, or characters that no base64 has
        raise ApiError(NOT_BASE64) from None
