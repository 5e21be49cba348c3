"""The forms in which a request may come, and which of them a request has."""

from __future__ import annotations

from collections.abc import Mapping

from permit_ocr.api.error_entry import ErrorEntry
from permit_ocr.api.errors import NO_FILES_TAKEN, TC3_NEEDS_JSON, TC3_ONLY, UNSUPPORTED_PROTOCOL, ApiError
from permit_ocr.api.request import RequestForm
from permit_ocr.api.tc3_request import Tc3Json, Tc3Query, Tc3Request
from permit_ocr.api.v1_request import V1Form, V1Query
from permit_ocr.api.wire import WireRequest

_REFUSED: Mapping[str, ErrorEntry] = {
    "multipart/form-data": NO_FILES_TAKEN,
    "application/octet-stream": NO_FILES_TAKEN,
}
_TC3_HEADERS = ("x-tc-action", "x-tc-version", "x-tc-timestamp")
"""One of these is enough. Others tell nothing: TraceId comes with signature v1 too, Authorization from proxies."""


def choose_form(wire: WireRequest, *, tc3_only: bool = False) -> RequestForm:
    """Tell the form from the method, the content type and where the common parameters are."""
    form = _form(wire)
    if tc3_only and not isinstance(form, Tc3Request):
        raise ApiError(TC3_ONLY)
    return form


def _form(wire: WireRequest) -> RequestForm:
    match wire.method:
        case "GET":
            return Tc3Query(wire) if _speaks_tc3(wire) else V1Query(wire)
        case "POST":
            return _of_post(wire)
        case _:
            raise ApiError(UNSUPPORTED_PROTOCOL)


def _of_post(wire: WireRequest) -> RequestForm:
    media_type = wire.header("content-type").partition(";")[0].strip().lower()
    if media_type == "application/json":
        return Tc3Json(wire)
    if media_type != "application/x-www-form-urlencoded":
        raise ApiError(_REFUSED.get(media_type, UNSUPPORTED_PROTOCOL))
    if _speaks_tc3(wire):
        raise ApiError(TC3_NEEDS_JSON)
    return V1Form(wire)


def _speaks_tc3(wire: WireRequest) -> bool:
    return any(wire.header(name) for name in _TC3_HEADERS)
