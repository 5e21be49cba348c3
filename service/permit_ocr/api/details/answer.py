"""A reading, or the lack of one, as the body of an answer."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from permit_ocr.api.details.models import PermitDetails, ProblemDetails
from permit_ocr.api.details.problems import ProblemKind
from permit_ocr.api.language import Language
from permit_ocr.api.permit_ocr import WARNING_CODES, portrait_base64, vendor_answer
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.records import to_plain
from permit_ocr.types import PermitReading, WarningKind


def permit_details(reading: PermitReading, request_id: str, *, portrait: bool, vendor: bool) -> PermitDetails:
    """All that is known of a permit; the portrait's picture and the vendor's answer where they are asked for."""
    plain = to_plain(reading)
    return PermitDetails.model_validate(
        plain
        | {
            "request_id": request_id,
            "english_type": DOCUMENTS[reading.kind].english_title,
            "portrait": _portrait(reading, plain["portrait"], pictured=portrait),
            "scores": {
                kind: {"code": WARNING_CODES[WarningKind(kind)]} | plain["scores"][kind] for kind in plain["scores"]
            },
            "stages": {name: round(seconds, 4) for name, seconds in reading.stages.items()},
            "vendor": _vendor(reading, request_id, portrait=portrait) if vendor else None,
        }
    )


def problem_details(kind: ProblemKind, request_id: str) -> ProblemDetails:
    """Why there is no reading."""
    return ProblemDetails(
        type=f"urn:permit-ocr:problem:{kind.code}",
        title=HTTPStatus(kind.status).phrase,
        status=kind.status,
        detail=kind.detail,
        code=kind.code,
        request_id=request_id,
    )


def _portrait(reading: PermitReading, quad: Any, *, pictured: bool) -> dict[str, Any] | None:
    if reading.portrait is None:
        return None
    return {"quad": quad, "jpeg_base64": portrait_base64(reading) if pictured else None}


def _vendor(reading: PermitReading, request_id: str, *, portrait: bool) -> dict[str, Any]:
    return {
        language.value: {**vendor_answer(reading, language, portrait=portrait), "RequestId": request_id}
        for language in Language
    }
