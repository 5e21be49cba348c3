"""The details route: everything that is known, for who has a key, and a problem with a stable code for all else."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from permit_ocr.errors import (
    DeadlineExceededError,
    ImageTooLargeError,
    MemoryExceededError,
    NoPermitFoundError,
    OverloadedError,
    UndecodableImageError,
    WorkerCrashedError,
)
from tests.api.calls import IMAGE, NOW, SECRET_ID, SECRET_KEY, Call, Calls, envelope
from tests.api.details_calls import FILE, KEY, PERMITS, problem, service
from tests.api.readers import CARD, PERMIT, PORTRAIT_JPEG, VALUES, MadeUpPhotoReader
from tests.api.test_overload import FullReader


def read(**request: Any) -> dict[str, Any]:
    answer = service().post(PERMITS, headers=KEY, **request)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()


def refusal(reader: MadeUpPhotoReader | None = None, headers: dict[str, str] = KEY, **request: Any) -> tuple[int, str]:
    return problem(service(reader).post(PERMITS, headers=headers, **(request or {"files": FILE})))


def test_a_file_is_read_with_everything_that_is_known() -> None:
    permit = read(files=FILE)
    assert permit["version"] == 1
    assert {name: field["value"] for name, field in permit["fields"].items()} == VALUES
    assert permit["card"] == [list(corner) for corner in CARD.corners]
    assert permit["portrait"]["jpeg_base64"] is None
    assert permit["vendor"] is None


def test_json_is_read_the_same() -> None:
    ways = (read(files=FILE), read(json={"image_base64": IMAGE}))
    first, second = ({name: part for name, part in way.items() if name != "request_id"} for way in ways)
    assert first == second


def test_the_portrait_comes_when_it_is_asked_for() -> None:
    for permit in (read(files=FILE, data={"portrait": "true"}), read(json={"image_base64": IMAGE, "portrait": True})):
        assert base64.b64decode(permit["portrait"]["jpeg_base64"]) == PORTRAIT_JPEG


def test_the_vendors_answer_is_what_the_vendors_route_answers() -> None:
    permit = read(files=FILE, data={"portrait": "true", "vendor": "true"})
    for language in ("zh-CN", "en-US"):
        with Calls() as calls:
            call = Call(body={"ImageBase64": IMAGE, "CropPortrait": True}, headers={"X-TC-Language": language})
            expected = calls.response(call) | {"RequestId": permit["request_id"]}
        assert permit["vendor"][language] == expected


def test_a_signature_over_this_path_is_as_good_as_a_key() -> None:
    answer = service().post(PERMITS, **signed(PERMITS))
    assert answer.status_code == 200


def test_a_signature_made_for_the_vendors_route_is_not() -> None:
    assert refusal(**signed("/")) == (401, "unauthorized")


def signed(path: str) -> dict[str, Any]:
    from datetime import UTC, datetime

    from permit_ocr.api import tc3

    body = json.dumps({"image_base64": IMAGE}).encode()
    headers = {"content-type": "application/json", "host": "127.0.0.1:8080"}
    scope = tc3.CredentialScope(datetime.fromtimestamp(NOW, UTC).strftime("%Y-%m-%d"), "ocr")
    request = tc3.canonical_request("POST", "", headers.items(), tc3.sha256_hex(body), path)
    signature = tc3.sign(tc3.signing_key(SECRET_KEY, scope), tc3.string_to_sign(str(NOW), scope, request))
    proof = f"TC3-HMAC-SHA256 Credential={SECRET_ID}/{scope}, SignedHeaders=content-type;host, Signature={signature}"
    return {"content": body, "headers": headers | {"Authorization": proof, "X-TC-Timestamp": str(NOW)}}


@pytest.mark.parametrize("authorization", [
    "", "Bearer", "Bearer :", f"Bearer {SECRET_ID}", f"Bearer {SECRET_ID}:", f"Bearer {SECRET_ID}:wrong",
    f"Bearer nobody:{SECRET_KEY}", f"Bearer {SECRET_ID}:{SECRET_KEY}x", f"Basic {SECRET_ID}:{SECRET_KEY}",
])  # fmt: skip
def test_without_a_valid_key_nothing_is_read(authorization: str) -> None:
    answer = service(peer="10.0.0.9").post(PERMITS, headers={"Authorization": authorization}, files=FILE)
    assert problem(answer) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("request_", "expected"), [
    ({"json": {}}, (400, "no_image")),
    ({"json": {"image_base64": IMAGE, "image_url": "http://x/"}}, (400, "no_image")),
    ({"json": {"image_base64": IMAGE, "crop": True}}, (400, "invalid_request")),
    ({"json": {"image_base64": IMAGE, "portrait": "yes"}}, (400, "invalid_request")),
    ({"json": [1]}, (400, "invalid_request")),
    ({"content": b"{", "headers": {"Content-Type": "application/json"}}, (400, "invalid_request")),
    ({"json": {"image_base64": "not base64!"}}, (422, "undecodable_image")),
    ({"json": {"image_url": "http://10.0.0.1/permit.jpg"}}, (422, "download_failed")),
    ({"files": FILE, "data": {"portrait": "perhaps"}}, (400, "invalid_request")),
    ({"files": FILE, "data": {"crop": "true"}}, (400, "invalid_request")),
    ({"files": [*FILE.items(), *FILE.items()]}, (400, "invalid_request")),
    ({"files": {"photo": PERMIT}}, (400, "invalid_request")),
    ({"content": PERMIT, "headers": {"Content-Type": "image/jpeg"}}, (415, "unsupported_media_type")),
    ({"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, (400, "invalid_request")),
    ({"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data"}}, (400, "invalid_request")),
    ({"content": b"x" * 3000, "headers": {"Content-Type": "application/json"}}, (413, "too_large")),
    ({"json": {"image_base64": "A" * 400}}, (413, "too_large")),
])  # fmt: skip
def test_each_mistake_has_its_status_and_code(request_: dict[str, Any], expected: tuple[int, str]) -> None:
    client = service(limits={"body_bytes": 2000, "base64_characters": 100})
    headers = KEY | request_.pop("headers", {})
    assert problem(client.post(PERMITS, headers=headers, **request_)) == expected


@pytest.mark.parametrize(("failure", "expected"), [
    (UndecodableImageError(""), (422, "undecodable_image")),
    (ImageTooLargeError(""), (422, "too_many_pixels")),
    (NoPermitFoundError(""), (422, "no_permit_found")),
    (MemoryExceededError(""), (422, "read_memory")),
    (WorkerCrashedError(""), (500, "reader_crashed")),
    (ValueError("unforeseen"), (500, "internal_error")),
    (OverloadedError("", 3), (503, "overloaded")),
    (DeadlineExceededError(""), (504, "read_timeout")),
])  # fmt: skip
def test_each_failure_of_reading_has_its_status_and_code(failure: Exception, expected: tuple[int, str]) -> None:
    assert refusal(MadeUpPhotoReader(failure)) == expected


def test_another_method_is_refused_in_the_same_form() -> None:
    answer = service().get(PERMITS)
    assert problem(answer) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


def test_a_full_queue_is_told_before_a_key_is_looked_at() -> None:
    answer = service(FullReader()).post(PERMITS, files=FILE)
    assert problem(answer) == (503, "overloaded")
    assert answer.headers["retry-after"] == "7"


def test_the_rate_limit_counts_both_routes_together() -> None:
    client = service(rate_limit={"per_second": 2})
    call = Call()
    assert "Error" not in envelope(client.post("/", content=call.content(), headers=call.signed()))
    assert client.post(PERMITS, headers=KEY, files=FILE).status_code == 200
    answer = client.post(PERMITS, headers=KEY, files=FILE)
    assert problem(answer) == (429, "rate_limited")
    assert answer.headers["retry-after"] == "1"


def test_the_log_tells_who_and_how_it_ended_and_nothing_of_the_card(logs: list[dict[str, Any]]) -> None:
    client = service()
    client.post(PERMITS, headers=KEY, files=FILE)
    client.post(PERMITS, headers={"Authorization": f"Bearer {SECRET_ID}:wrong"}, files=FILE)
    lines = [line for line in logs if line["event"] == "request"]
    assert [(line["action"], line["secret_id"], line["code"]) for line in lines] == [
        ("ReadPermit", SECRET_ID, "OK"),
        ("ReadPermit", None, "unauthorized"),
    ]
    assert not any(value in str(logs) for value in (*VALUES.values(), SECRET_KEY, "wrong"))
