"""Whatever the OpenAPI document allows, and much that it does not, is answered as the document says."""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.calls import IMAGE
from tests.api.details_calls import HOST, KEY, service

DOCUMENT = schemathesis.openapi.from_asgi("/openapi.json", service().app)
HEADERS = {**KEY, "Host": HOST}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


fuzz = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@DOCUMENT.parametrize()
@fuzz
def test_any_request(case: schemathesis.Case) -> None:
    case.call_and_validate(headers=HEADERS, checks=CHECKS)


@DOCUMENT.parametrize()
@fuzz
def test_any_request_about_a_permit(case: schemathesis.Case) -> None:
    assume(case.media_type == "application/json" and isinstance(case.body, dict))
    case.body.pop("image_url", None)
    case.body["image_base64"] = IMAGE
    case.call_and_validate(headers=HEADERS, checks=CHECKS)
