"""The vendor's own Python SDKs, unmodified, against a really started service."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.readers import DEFECT, PERMIT, PORTRAIT_JPEG, VALUES
from tests.conformance.client import Client
from tests.conformance.environments import CLIENTS, INTERNATIONAL, MAINLAND, Package, python_with
from tests.conformance.photos import MISTAKES, expected, photo
from tests.conformance.service import Service

SIGN_METHODS = ["TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"]


@pytest.fixture(scope="session", params=[MAINLAND, INTERNATIONAL], ids=lambda sdk: sdk.name)
def sdk(request: pytest.FixtureRequest) -> Package:
    return request.param


@pytest.fixture(scope="session")
def client(sdk: Package, service: Service) -> Iterator[Client]:
    with Client([python_with(sdk) / "python", CLIENTS / "python_sdk.py"], service) as client:
        yield client


def language_of(sdk: Package) -> str:
    """What its clients ask for by default."""
    return "en-US" if sdk is INTERNATIONAL else "zh-CN"


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("sign", SIGN_METHODS)
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_permit_is_read(  # noqa: PLR0913, PLR0917 - pytest hands over by name
    service: Service, client: Client, sdk: Package, asynchronous: bool, sign: str, method: str
) -> None:
    response = client.call(
        parameters=photo(PERMIT), asynchronous=asynchronous, method=method, profile={"signMethod": sign}
    )
    assert response.pop("RequestId") in service.log
    assert response == expected(language_of(sdk), warnings=sdk is INTERNATIONAL)


@pytest.mark.parametrize("sign", SIGN_METHODS)
@pytest.mark.parametrize(("language", "sex"), [("zh-CN", "女"), ("en-US", "Female")])
def test_the_language_can_be_chosen(client: Client, sign: str, language: str, sex: str) -> None:
    profile = {"language": language, "signMethod": sign}
    assert client.call(parameters=photo(PERMIT), profile=profile)["Sex"] == sex


@pytest.mark.parametrize(("asynchronous", "sign", "method"), [
    *itertools.product([False], SIGN_METHODS, ["POST", "GET"]),
    *itertools.product([True], SIGN_METHODS, ["POST"]),
    # With the old signatures the asynchronous client signs "True" in a query and sends "true": nobody can verify that.
    (True, "TC3-HMAC-SHA256", "GET"),
])  # fmt: skip
def test_the_portrait_is_cut_out(client: Client, asynchronous: bool, sign: str, method: str) -> None:
    for wanted, portrait in [(True, PORTRAIT_JPEG), (False, b"")]:
        response = client.call(
            parameters=photo(PERMIT) | {"CropPortrait": wanted},
            asynchronous=asynchronous,
            method=method,
            profile={"signMethod": sign},
        )
        assert base64.b64decode(response["PortraitImage"]) == portrait


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_an_unsigned_payload_is_accepted(client: Client, asynchronous: bool, method: str) -> None:
    response = client.call(
        parameters=photo(PERMIT), asynchronous=asynchronous, method=method, profile={"unsignedPayload": True}
    )
    assert response["Number"] == "C87654321"


@pytest.mark.parametrize("sign", SIGN_METHODS)
def test_region_and_token_do_no_harm(client: Client, sign: str) -> None:
    profile = {"signMethod": sign}
    response = client.call(parameters=photo(PERMIT), region="ap-guangzhou", token="token", profile=profile)
    assert response["Number"] == "C87654321"


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(("changes", "code", "words"), [
    *MISTAKES,
    ({"parameters": photo(DEFECT)}, "FailedOperation.UnKnowError", ("未知错误", "Unknown error")),
])  # fmt: skip
def test_errors_become_exceptions_with_the_right_code(  # noqa: PLR0913, PLR0917 - pytest hands over by name
    service: Service,
    client: Client,
    sdk: Package,
    asynchronous: bool,
    changes: dict[str, Any],
    code: str,
    words: tuple[str, str],
) -> None:
    error = client.call(asynchronous=asynchronous, **changes)
    assert error["code"] == code
    assert words[sdk is INTERNATIONAL] in error["message"]
    assert error["request_id"] in service.log


@pytest.mark.parametrize("form", ["octet_stream", "multipart"])
def test_forms_that_the_action_does_not_take(client: Client, form: str) -> None:
    error = client.call(parameters=photo(PERMIT), **{form: True})
    assert error["code"] == "UnsupportedProtocol"


def test_too_large_a_photo_for_the_old_signature_is_told_the_new_one(client: Client) -> None:
    error = client.call(parameters=photo(bytes(1_000_000)), profile={"signMethod": "HmacSHA1"})
    assert error["code"] == "AuthFailure.SignatureFailure"
    assert "TC3-HMAC-SHA256" in error["message"]


def test_nothing_private_is_logged(service: Service, client: Client) -> None:
    client.call(parameters=photo(PERMIT))
    client.call(parameters=photo(DEFECT))
    private = [*VALUES.values(), service.pair.secret_key]
    assert [value for value in private if value in service.log] == []
