"""The vendor's own Node SDKs, unmodified, against a really started service."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.readers import PERMIT, PORTRAIT_JPEG
from tests.conformance.client import Client
from tests.conformance.environments import (
    CLIENTS,
    NODE_INTERNATIONAL,
    NODE_MAINLAND,
    Package,
    node_modules_with,
)
from tests.conformance.photos import MISTAKES, expected, photo
from tests.conformance.service import Service

TC3 = "TC3-HMAC-SHA256"
FORMS = [
    {},
    *({"sign": sign, "method": method} for sign in (TC3, "HmacSHA1", "HmacSHA256") for method in ("POST", "GET")),
]
"""The default of each SDK and every way to choose another."""


@pytest.fixture(scope="session", params=[NODE_MAINLAND, NODE_INTERNATIONAL], ids=lambda sdk: sdk.name)
def sdk(request: pytest.FixtureRequest) -> Package:
    return request.param


@pytest.fixture(scope="session")
def client(sdk: Package, service: Service) -> Iterator[Client]:
    modules = node_modules_with(sdk)
    kind = "international" if sdk is NODE_INTERNATIONAL else "mainland"
    with Client(["node", CLIENTS / "node_sdk.js", kind], service, NODE_PATH=str(modules)) as client:
        yield client


def language_of(sdk: Package, form: dict[str, str]) -> str:
    """The international SDK asks for English, but in the old forms alone; the other for nothing."""
    return "en-US" if sdk is NODE_INTERNATIONAL and form.get("sign") != TC3 else ""


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(form.values()) or "default")
def test_a_permit_is_read(service: Service, client: Client, sdk: Package, form: dict[str, str]) -> None:
    response = client.call(parameters=photo(PERMIT), **form)
    assert response.pop("RequestId") in service.log
    assert response == expected(language_of(sdk, form), warnings=sdk is NODE_MAINLAND)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(form.values()) or "default")
def test_the_portrait_is_cut_out(client: Client, form: dict[str, str]) -> None:
    for wanted, portrait in [(True, PORTRAIT_JPEG), (False, b"")]:
        response = client.call(parameters=photo(PERMIT) | {"CropPortrait": wanted}, **form)
        assert base64.b64decode(response["PortraitImage"]) == portrait


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(form.values()) or "default")
def test_region_token_and_null_do_no_harm(client: Client, form: dict[str, str]) -> None:
    parameters = photo(PERMIT) | {"ImageUrl": None}
    response = client.call(parameters=parameters, region="ap-guangzhou", token="token", **form)
    assert response["Number"] == "C87654321"


@pytest.mark.parametrize("form", [{}, {"sign": TC3}], ids=["default", TC3])
@pytest.mark.parametrize(("changes", "code", "words"), MISTAKES)
def test_errors_become_exceptions_with_the_right_code(  # noqa: PLR0913, PLR0917 - pytest hands over by name
    service: Service,
    client: Client,
    form: dict[str, str],
    changes: dict[str, Any],
    code: str,
    words: tuple[str, str],
) -> None:
    error = client.call(**form, **changes)
    assert error["code"] == code
    assert any(word in error["message"] for word in words)
    assert error["request_id"] in service.log
    assert error["trace_id"]


def test_the_default_of_one_sdk_cannot_carry_a_large_photo_and_says_so(client: Client, sdk: Package) -> None:
    error = client.call(parameters=photo(bytes(1_000_000)))
    if sdk is NODE_INTERNATIONAL:
        assert error["code"] == "AuthFailure.SignatureFailure"
        assert "TC3-HMAC-SHA256" in error["message"]
    else:
        assert error["code"] == "FailedOperation.ImageDecodeFailed"
