"""The OpenAPI document of the details route: the vendor's route is described by the vendor.

The schemas are those of models.py, by which every answer is checked; this file adds the ways to send a photo, the
ways to fail and examples.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from permit_ocr.api.details.answer import problem_details
from permit_ocr.api.details.examples import PERMIT, PHOTO, REQUEST_ID
from permit_ocr.api.details.models import PermitDetails, PhotoRequest, ProblemDetails
from permit_ocr.api.details.problems import KINDS, MEDIA_TYPE
from permit_ocr.version import installed_version

_REF = "#/components/schemas/{model}"

_PARTS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "image": {"type": "string", "contentMediaType": "image/jpeg", "description": "A PNG or JPEG file."},
        "image_url": {"type": "string", "description": "Where the service is to fetch it, in place of image."},
        "portrait": {"type": "string", "enum": ["true", "false"], "default": "false"},
        "vendor": {"type": "string", "enum": ["true", "false"], "default": "false"},
    },
    "additionalProperties": False,
}

_SECURITY: dict[str, Any] = {
    "key": {"type": "http", "scheme": "bearer", "description": "SecretId:SecretKey"},
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "TC3-HMAC-SHA256 as for the vendor's route, over the path /v1/permits, with X-TC-Timestamp.",
    },
}


@cache
def openapi_document(path: str) -> dict[str, Any]:
    """The document, OpenAPI 3.1, with the route at ``path``; made when it is first asked for."""
    shapes = [(PhotoRequest, "validation"), (PermitDetails, "serialization"), (ProblemDetails, "serialization")]
    _, schemas = models_json_schema(shapes, ref_template=_REF)  # pyright: ignore[reportArgumentType]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "permit-ocr: details",
            "version": installed_version(),
            "description": "Everything that is known of a permit card in a photo. The drop-in route for Tencent Cloud's"
            " PermitOCR is at `/`, and is described by the vendor.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {path: {"post": _operation()}},
        "components": {"schemas": schemas["$defs"], "securitySchemes": _SECURITY},
    }


def _operation() -> dict[str, Any]:
    return {
        "operationId": "readPermit",
        "summary": "Read the permit in a photo.",
        "security": [{"key": []}, {"signature": []}],
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {"schema": _PARTS},
                "application/json": {"schema": _ref(PhotoRequest), "example": PHOTO},
            },
        },
        "responses": {
            "200": {
                "description": "What was read.",
                "content": {"application/json": {"schema": _ref(PermitDetails), "example": PERMIT}},
            },
            **{str(status): _failures(status) for status in sorted({kind.status for kind in KINDS})},
        },
    }


def _failures(status: int) -> dict[str, Any]:
    kinds = [kind for kind in KINDS if kind.status == status]
    examples = {kind.code: {"value": problem_details(kind, REQUEST_ID).model_dump()} for kind in kinds}
    answer: dict[str, Any] = {
        "description": ", ".join(examples),
        "content": {MEDIA_TYPE: {"schema": _ref(ProblemDetails), "examples": examples}},
    }
    if status in {429, 503}:
        schema = {"type": "integer", "minimum": 1}
        answer["headers"] = {"Retry-After": {"description": "Seconds to wait for.", "schema": schema}}
    return answer


def _ref(model: type) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}
