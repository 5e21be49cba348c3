"""The photo and the wishes of a request, out of its body. Nothing is written to disk on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from multipart import (
    MultipartError,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,  # pyright: ignore[reportUnknownVariableType] - it is not annotated
)
from pydantic import ValidationError

from permit_ocr.api.details.models import PhotoRequest
from permit_ocr.api.details.problems import (
    INVALID_REQUEST,
    MALFORMED_JSON,
    MALFORMED_MULTIPART,
    NO_IMAGE,
    UNSUPPORTED_TYPE,
    ProblemError,
)
from permit_ocr.api.image_source import decode_base64

_PARTS = frozenset({"image", "image_url", "portrait", "vendor"})
_CHUNK = 256 * 1024
_BOOLEANS: Mapping[bytes, bool] = {b"true": True, b"1": True, b"false": False, b"0": False, b"": False}


@dataclass(frozen=True, slots=True)
class Upload:
    """What a request asks for."""

    photo: bytes
    url: str
    """Where the photo is, where it is not in the request."""
    portrait: bool
    vendor: bool

    def __post_init__(self) -> None:
        """End the request where there is no photo, or two."""
        if bool(self.photo) == bool(self.url):
            raise ProblemError(NO_IMAGE)


def check_type(content_type: str) -> None:
    """End a request whose body nobody could understand before anything is done with it."""
    if _media_type(content_type)[0] not in {"application/json", "multipart/form-data"}:
        raise ProblemError(UNSUPPORTED_TYPE)


def parse_upload(content_type: str, body: bytes, max_base64_characters: int) -> Upload:
    """Understand a body, blocking; raises :class:`ProblemError`, or :class:`ApiError` for the base64 in it."""
    media_type, boundary = _media_type(content_type)
    if media_type == "application/json":
        return _of_json(body, max_base64_characters)
    return _of_parts(_parts(body, boundary))


def _media_type(content_type: str) -> tuple[str, str]:
    """The media type, and the boundary of what has parts."""
    media_type, options = cast("tuple[str, dict[str, str]]", parse_options_header(content_type))
    return media_type, options.get("boundary", "")


def _of_json(body: bytes, max_base64_characters: int) -> Upload:
    try:
        request = PhotoRequest.model_validate_json(body)
    except ValidationError:
        raise ProblemError(MALFORMED_JSON) from None
    photo = decode_base64(request.image_base64, max_base64_characters) if request.image_base64 else b""
    return Upload(photo, request.image_url or "", request.portrait, request.vendor)


def _of_parts(parts: Mapping[str, bytes]) -> Upload:
    try:
        url = parts.get("image_url", b"").decode()
        portrait, vendor = (_BOOLEANS[parts.get(name, b"").lower()] for name in ("portrait", "vendor"))
    except (UnicodeDecodeError, KeyError):
        raise ProblemError(INVALID_REQUEST) from None
    return Upload(parts.get("image", b""), url, portrait, vendor)


def _parts(body: bytes, boundary: str) -> Mapping[str, bytes]:
    parts: dict[str, bytearray] = {}
    name = ""
    try:
        with PushMultipartParser(boundary, max_segment_count=len(_PARTS), strict=True) as parser:
            for start in range(0, len(body), _CHUNK):
                for event in parser.parse(body[start : start + _CHUNK]):
                    if isinstance(event, MultipartSegment):
                        name = _new_name(event, parts)
                        parts[name] = bytearray()
                    elif event:
                        parts[name] += event
    except MultipartError:
        raise ProblemError(MALFORMED_MULTIPART) from None
    return {name: bytes(content) for name, content in parts.items()}


def _new_name(segment: MultipartSegment, parts: Mapping[str, bytearray]) -> str:
    if segment.name not in _PARTS or segment.name in parts:
        raise ProblemError(INVALID_REQUEST)
    return segment.name
