"""The forms in which a request may come, besides those of signature version 1."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.api.calls import IMAGE, Call, Calls, code, envelope
from tests.api.readers import PORTRAIT_JPEG
from tests.api.v1_calls import V1Call

FORM = "application/x-www-form-urlencoded"
JSON_LIMIT, QUERY_LIMIT = 10 * 1024 * 1024, 32 * 1024


@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=utf-8", "application/json"])
def test_get_with_tc3(calls: Calls, content_type: str) -> None:
    assert calls.code(method="GET", content_type=content_type) == "OK"


@pytest.mark.parametrize(("text", "asked"), [
    ("True", True), ("true", True), ("1", True), ("False", False), ("false", False), ("0", False), ("", False),
])  # fmt: skip
def test_booleans_in_a_query(calls: Calls, text: str, asked: bool) -> None:
    response = calls.response(method="GET", body={"ImageBase64": IMAGE, "CropPortrait": text})
    assert base64.b64decode(response["PortraitImage"]) == (PORTRAIT_JPEG if asked else b"")


@pytest.mark.parametrize("query", [
    "CropPortrait=true&ImageBase64={image}",
    "ImageBase64={image}&CropPortrait=%74rue",
    "&ImageBase64={image}&&",
])  # fmt: skip
def test_the_query_is_signed_as_it_was_sent(calls: Calls, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = query.format(image=IMAGE.replace("=", "%3d"))
    monkeypatch.setattr(Call, "query", lambda _: raw)
    assert calls.code(method="GET") == "OK"


def test_a_get_signs_an_empty_payload_whatever_body_comes_along(calls: Calls) -> None:
    call = Call(method="GET")
    answer = calls.client.request("GET", call.target(), content=b"{}", headers=call.signed())
    assert code(envelope(answer)) == "OK"


def test_a_get_may_announce_an_unsigned_payload(calls: Calls) -> None:
    assert calls.code(method="GET", headers={"X-TC-Content-SHA256": "UNSIGNED-PAYLOAD"}) == "OK"


def test_common_parameters_in_headers_are_not_looked_for_in_the_query(calls: Calls) -> None:
    assert calls.code(method="GET", body={"ImageBase64": IMAGE, "Action": "PermitOCR"}) == "UnknownParameter"


@pytest.mark.parametrize("signer", [Call, V1Call])
def test_a_query_may_have_32_kilobytes(calls: Calls, signer: type[Call | V1Call]) -> None:
    spare = QUERY_LIMIT - len(signer(method="GET", body={"ImageBase64": ""}).target()) - 20
    assert calls.code(signer(method="GET", body={"ImageBase64": "A" * spare})) == "FailedOperation.ImageDecodeFailed"
    error = calls.response(signer(method="GET", body={"ImageBase64": "A" * QUERY_LIMIT}))["Error"]
    assert error["Code"] == "RequestSizeLimitExceeded"
    assert "POST" in error["Message"]


def test_a_json_body_may_have_ten_megabytes(calls: Calls) -> None:
    body = b'{"ImageBase64":"AAAA"}'.ljust(JSON_LIMIT)
    assert calls.code(body=body) == "FailedOperation.ImageDecodeFailed"
    assert calls.code(body=body + b" ") == "RequestSizeLimitExceeded"


@pytest.mark.parametrize(("content_type", "words"), [
    ("multipart/form-data; boundary=x", "neither multipart/form-data nor application/octet-stream"),
    ("application/octet-stream", "neither multipart/form-data nor application/octet-stream"),
    ("application/octet-stream; charset=utf-8", "neither multipart/form-data nor application/octet-stream"),
    (FORM, "needs Content-Type application/json"),
    ("text/plain", "send a POST with Content-Type application/json"),
    ("application/json+x", "send a POST with Content-Type application/json"),
])  # fmt: skip
def test_other_content_types_are_told_which_to_use(calls: Calls, content_type: str, words: str) -> None:
    error = calls.response(content_type=content_type)["Error"]
    assert error["Code"] == "UnsupportedProtocol"
    assert words in error["Message"]


def test_a_post_without_content_type(calls: Calls) -> None:
    assert calls.code(without=("Content-Type",)) == "UnsupportedProtocol"


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", "Application/JSON", "application/json ;x"])
def test_json_by_other_names(calls: Calls, content_type: str) -> None:
    assert calls.code(content_type=content_type) == "OK"


def test_headers_of_proxies_do_not_make_a_form_something_else(calls: Calls) -> None:
    headers = {"X-TC-TraceId": "abc", "Authorization": "Basic eDp5"}
    assert calls.code(V1Call(headers=headers)) == "OK"
    assert calls.code(V1Call("GET", headers=headers)) == "OK"


@pytest.mark.parametrize("value", ["null", "", "ap-guangzhou", "nowhere"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_region_takes_no_effect(calls: Calls, method: str, value: str) -> None:
    assert calls.code(method=method, headers={"X-TC-Region": value}) == "OK"
    assert calls.code(V1Call(method, extra={"Region": value})) == "OK"


@pytest.mark.parametrize("call", [Call(headers={"X-TC-Token": "t"}), V1Call(extra={"Token": "t"})])
def test_a_token_beside_a_permanent_key_is_not_looked_at(calls: Calls, call: Any) -> None:
    assert calls.code(call) == "OK"
