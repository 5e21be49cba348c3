from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest

from permit_ocr import errors as domain
from permit_ocr.errors import ReaderDefectError
from tests.api.calls import IMAGE, Call, Calls, code, envelope
from tests.api.readers import CAT, VALUES, MadeUpPhotoReader

UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_timestamp_is_missed_first_then_action_version_and_authorization(calls: Calls) -> None:
    names = ["X-TC-Timestamp", "X-TC-Action", "X-TC-Version", "Authorization"]
    for missing in range(len(names)):
        error = calls.response(without=tuple(names[missing:]))["Error"]
        name = names[missing].removeprefix("X-TC-")
        assert error["Message"] == f"The request is missing a required parameter `{name}`."


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
def test_other_methods_are_answered_in_the_envelope(calls: Calls, method: str) -> None:
    answer = calls.client.request(method, "/")
    assert answer.headers["content-type"] == "application/json"
    assert answer.status_code == 200
    if method != "HEAD":
        assert code(envelope(answer)) == "UnsupportedProtocol"


@pytest.mark.parametrize("path", ["/v1/ocr", "/docs", "/openapi.json", "//", "/livez/"])
def test_other_paths_are_answered_in_the_envelope(calls: Calls, path: str) -> None:
    answer = calls.client.post(f"http://testserver{path}", json={})
    assert code(envelope(answer)) == "ResourceNotFound"


def test_request_ids_are_lower_case_uuids_and_never_repeat(calls: Calls) -> None:
    responses = [calls.response(), calls.response(), calls.response(action="X")]
    ids = [response["RequestId"] for response in responses]
    assert all(UUID4.fullmatch(request_id) for request_id in ids)
    assert len(set(ids)) == len(ids)


def test_an_error_stands_alone_beside_the_request_id(calls: Calls) -> None:
    response = calls.response(action="X")
    assert response.keys() == {"Error", "RequestId"}
    assert response["Error"].keys() == {"Code", "Message"}


def test_the_trace_id_is_echoed(calls: Calls) -> None:
    assert calls.send(headers={"X-TC-TraceId": "abc-1"}).headers["x-tc-traceid"] == "abc-1"
    assert "x-tc-traceid" not in calls.send().headers


@pytest.mark.parametrize("trace_id", [b"\x80", b"a b", b"a" * 129, b"\tx"])
def test_a_trace_id_that_is_none_is_not_echoed(calls: Calls, trace_id: bytes) -> None:
    answer = calls.client.post("/", headers={"X-TC-TraceId": trace_id}, json={})
    assert "x-tc-traceid" not in answer.headers


@pytest.mark.parametrize("headers", [
    {"X-TC-Region": "null"},
    {"X-TC-Region": "ap-guangzhou"},
    {"X-TC-RequestClient": "SDK_NODEJS_4.1.220"},
    {"X-TC-Token": "token"},
])  # fmt: skip
def test_optional_headers_do_no_harm(calls: Calls, headers: dict[str, str]) -> None:
    assert calls.code(headers=headers) == "OK"


@pytest.mark.parametrize(("language", "message"), [
    ("en-US", "The provided credentials could not be validated. Please check your signature is correct."),
    ("zh-CN", "请求签名验证失败，请检查您的签名计算是否正确。"),
    (None, "The provided credentials could not be validated. Please check your signature is correct."),
])  # fmt: skip
def test_gateway_errors_speak_english_unless_asked(calls: Calls, language: str | None, message: str) -> None:
    headers = {"X-TC-Language": language} if language else {}
    assert calls.response(secret_key="wrong", headers=headers)["Error"]["Message"] == message


@pytest.mark.parametrize(("language", "message"), [
    ("en-US", "Image decoding failed. Send a whole PNG or JPEG picture."),
    ("zh-CN", "图片解码失败。请上传完整的 PNG 或 JPG 图片。"),
    (None, "图片解码失败。请上传完整的 PNG 或 JPG 图片。"),
    ("fr", "图片解码失败。请上传完整的 PNG 或 JPG 图片。"),
])  # fmt: skip
def test_ocr_errors_speak_chinese_unless_asked(calls: Calls, language: str | None, message: str) -> None:
    headers = {"X-TC-Language": language} if language else {}
    assert calls.response(body={"ImageBase64": "AAAA"}, headers=headers)["Error"]["Message"] == message


def test_what_is_no_base64_is_told_apart_from_a_broken_picture(calls: Calls) -> None:
    error = calls.response(body={"ImageBase64": "no base64!"}, headers={"X-TC-Language": "en-US"})["Error"]
    assert error["Code"] == "FailedOperation.ImageDecodeFailed"
    assert error["Message"] == "Image decoding failed. ImageBase64 must be a picture in Base64."


@pytest.mark.parametrize(("failure", "expected"), [
    (domain.UndecodableImageError("x"), "FailedOperation.ImageDecodeFailed"),
    (domain.ImageTooLargeError("x"), "FailedOperation.ImageDecodeFailed"),
    (domain.NoPermitFoundError("x"), "FailedOperation.OcrFailed"),
    (domain.OverloadedError("x"), "RequestLimitExceeded"),
    (domain.DeadlineExceededError("x"), "FailedOperation.OcrFailed"),
    (domain.WorkerCrashedError("x"), "FailedOperation.OcrFailed"),
    (ReaderDefectError("x"), "FailedOperation.UnKnowError"),
    (ValueError("x"), "FailedOperation.UnKnowError"),
])  # fmt: skip
def test_what_goes_wrong_inside_has_a_documented_code(failure: Exception, expected: str) -> None:
    with Calls(MadeUpPhotoReader(failure)) as calls:
        assert calls.code() == expected


def test_a_picture_without_a_permit_is_told_apart(calls: Calls) -> None:
    cat = {"ImageBase64": base64.b64encode(CAT).decode()}
    message = calls.response(body=cat, headers={"X-TC-Language": "en-US"})["Error"]["Message"]
    assert "No permit was found in the picture" in message


def test_names_that_come_from_the_client_are_made_harmless(calls: Calls) -> None:
    name = "x\n\ud800{}`" + "y" * 500
    message = calls.response(body=json.dumps({name: 1}).encode())["Error"]["Message"]
    assert message == "The parameter `x{}`" + "y" * 60 + "` is not recognized."


def test_the_audit_line_tells_who_what_and_how(calls: Calls, logs: list[dict[str, Any]]) -> None:
    response = calls.response()
    (line,) = logs
    assert line.pop("seconds") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "request_id": response["RequestId"],
        "secret_id": Call.secret_id,
        "action": "PermitOCR",
        "code": "OK",
        "bytes": len(Call().content()),
    }


@pytest.mark.parametrize("failure", [
    None,
    ValueError(f"could not use {VALUES}"),
    domain.NoPermitFoundError(f"not {VALUES}"),
])  # fmt: skip
def test_nothing_of_the_card_or_the_secrets_is_logged(failure: Exception | None, logs: list[Any]) -> None:
    with Calls(MadeUpPhotoReader(failure)) as calls:
        answers = [calls.send(), calls.send(secret_id=Call.secret_key, secret_key="wrong")]
    logged = json.dumps(logs, ensure_ascii=False)
    private = [*VALUES.values(), IMAGE, Call.secret_key, Call().authorization()[-64:]]
    assert [value for value in private if value in logged] == []
    if failure:
        assert [value for value in VALUES.values() if value in answers[0].text] == []
