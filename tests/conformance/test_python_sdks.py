"""The vendor's own Python SDKs, unmodified, against a really started service."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.api.readers import CAT, DEFECT, PERMIT, PORTRAIT_JPEG, VALUES
from tests.api.test_permit_ocr import CHINESE, ENGLISH
from tests.conformance.client import Client
from tests.conformance.environments import INTERNATIONAL, Sdk
from tests.conformance.service import Service


def photo(content: bytes) -> dict[str, Any]:
    return {"photo": content.decode("latin-1")}


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_permit_is_read(service: Service, client: Client, sdk: Sdk, asynchronous: bool) -> None:
    response = client.call(parameters=photo(PERMIT), asynchronous=asynchronous)
    assert response.pop("RequestId") in service.log
    expected = dict(ENGLISH if sdk.language == "en-US" else CHINESE)
    if sdk is not INTERNATIONAL:
        del expected["WarnCardInfos"]  # its model does not know the field
    assert response == expected


@pytest.mark.parametrize(("language", "sex"), [("zh-CN", "女"), ("en-US", "Female")])
def test_the_language_can_be_chosen(client: Client, language: str, sex: str) -> None:
    response = client.call(parameters=photo(PERMIT), profile={"language": language})
    assert response["Sex"] == sex


def test_the_portrait_is_cut_out(client: Client) -> None:
    response = client.call(parameters=photo(PERMIT) | {"CropPortrait": True})
    assert base64.b64decode(response["PortraitImage"]) == PORTRAIT_JPEG


def test_an_unsigned_payload_is_accepted(client: Client) -> None:
    response = client.call(parameters=photo(PERMIT), profile={"unsignedPayload": True})
    assert response["Number"] == CHINESE["Number"]


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(("changes", "code", "words"), [
    ({"parameters": photo(CAT)}, "FailedOperation.OcrFailed", ("未找到", "No permit was found")),
    ({"parameters": photo(b"GIF89a")}, "FailedOperation.ImageDecodeFailed", ("图片解码", "decoding failed")),
    ({"parameters": photo(DEFECT)}, "FailedOperation.UnKnowError", ("未知错误", "Unknown error")),
    ({"parameters": {}}, "InvalidParameterValue.InvalidParameterValueLimit", ("必须提供", "provided")),
    (
        {"parameters": photo(PERMIT), "secret_key": "wrong"},
        "AuthFailure.SignatureFailure",
        ("签名验证失败", "could not be validated"),
    ),
    (
        {"parameters": photo(PERMIT), "secret_id": "AKIDnobody"},
        "AuthFailure.SecretIdNotFound",
        ("密钥不存在", "SecretId is not found"),
    ),
])  # fmt: skip
def test_errors_become_exceptions_with_the_right_code(  # noqa: PLR0913, PLR0917 - pytest hands over by name
    service: Service,
    client: Client,
    sdk: Sdk,
    asynchronous: bool,
    changes: dict[str, Any],
    code: str,
    words: tuple[str, str],
) -> None:
    error = client.call(asynchronous=asynchronous, **changes)
    assert error["code"] == code
    assert words[sdk.language == "en-US"] in error["message"]
    assert error["request_id"] in service.log


def test_nothing_private_is_logged(service: Service, client: Client) -> None:
    client.call(parameters=photo(PERMIT))
    client.call(parameters=photo(DEFECT))
    private = [*VALUES.values(), service.pair.secret_key]
    assert [value for value in private if value in service.log] == []
