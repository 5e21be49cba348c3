"""Where the photo of a request comes from."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from permit_ocr.api.errors import (
    DOWNLOAD_SWITCHED_OFF,
    IMAGE_DECODE_FAILED,
    NO_IMAGE_GIVEN,
    TOO_LARGE_FILE,
    ApiError,
)

_DATA_URL = re.compile(r"\s*data:[^,]{0,200};base64,", re.IGNORECASE)
_URL_SAFE = str.maketrans("-_", "+/")


def photo_of(parameters: Mapping[str, Any], max_characters: int) -> bytes:
    """The encoded photo; ImageUrl wins over ImageBase64. Blocks while it decodes."""
    if parameters.get("ImageUrl"):
        raise ApiError(DOWNLOAD_SWITCHED_OFF)
    if not parameters.get("ImageBase64"):
        raise ApiError(NO_IMAGE_GIVEN)
    return decode_base64(parameters["ImageBase64"], max_characters)


def decode_base64(text: str, max_characters: int) -> bytes:
    """Decode; a ``data:`` prefix, white space and the URL-safe alphabet are tolerated."""
    characters = "".join(_DATA_URL.sub("", text, count=1).split())
    if len(characters) > max_characters:
        raise ApiError(TOO_LARGE_FILE)
    unpadded = characters.translate(_URL_SAFE).rstrip("=")
    try:
        return base64.b64decode(unpadded + "=" * (-len(unpadded) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ApiError(IMAGE_DECODE_FAILED) from None
