"""The OpenAPI document: valid, true of the answers, and about this route alone."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from permit_ocr.api.details.problems import KINDS
from tests.api.details_calls import FILE, KEY, PERMITS, service


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return service().get("/openapi.json").json()


def check(document: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    Draft202012Validator(schema | {"components": document["components"]}).validate(value)


def test_it_is_valid_and_about_this_route_alone(document: dict[str, Any]) -> None:
    validate(document)
    assert list(document["paths"]) == [PERMITS]


def test_its_examples_and_real_answers_fit_its_schemas(document: dict[str, Any]) -> None:
    operation = document["paths"][PERMITS]["post"]
    content = operation["responses"]["200"]["content"]["application/json"]
    real = service().post(PERMITS, headers=KEY, files=FILE, data={"portrait": "true", "vendor": "true"}).json()
    check(document, content["schema"], content["example"])
    check(document, content["schema"], real)
    request = operation["requestBody"]["content"]["application/json"]
    check(document, request["schema"], request["example"])


def test_it_names_every_way_to_fail(document: dict[str, Any]) -> None:
    responses = document["paths"][PERMITS]["post"]["responses"]
    documented = {
        (int(status), code)
        for status, answer in responses.items()
        for code in answer["content"].get("application/problem+json", {}).get("examples", {})
    }
    assert documented == {(kind.status, kind.code) for kind in KINDS}
