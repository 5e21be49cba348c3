from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from permit_ocr.api.authentication import authenticate
from permit_ocr.api.credentials import Keyring
from permit_ocr.api.errors import ApiError
from permit_ocr.api.key_file import KeyPair
from tests.api.calls import IMAGE, NOW, SECRET_ID, Call, Calls, code, envelope

FAILURE = "AuthFailure.SignatureFailure"
MIDNIGHT = 1_700_006_400  # 2023-11-15T00:00:00Z


@pytest.mark.parametrize("seconds", [-300, -299, 0, 299, 300])
def test_a_timestamp_within_five_minutes_is_good(calls: Calls, seconds: int) -> None:
    assert calls.code(timestamp=NOW + seconds) == "OK"


@pytest.mark.parametrize("seconds", [-301, 301, -86_400])
def test_any_other_has_expired(calls: Calls, seconds: int) -> None:
    assert calls.code(timestamp=NOW + seconds) == "AuthFailure.SignatureExpire"


@pytest.mark.parametrize(("host", "signed_host"), [
    ("127.0.0.1:8080", "127.0.0.1"),
    ("ocr.tencentcloudapi.com", "ocr.tencentcloudapi.com"),
    ("ocr.intl.tencentcloudapi.com", "ocr.intl.tencentcloudapi.com"),
    ("ocr.ap-guangzhou.tencentcloudapi.com", "ocr.ap-guangzhou.tencentcloudapi.com"),
    ("[::1]:8080", "[::1]"),
    ("OCR.Corp.LAN:8080", "ocr.corp.lan:8080"),
    ("OCR.Corp.LAN:8080", "OCR.Corp.LAN"),
    ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
])  # fmt: skip
def test_hosts_as_clients_sign_them(calls: Calls, host: str, signed_host: str) -> None:
    assert calls.code(host=host, signed_host=signed_host) == "OK"


def test_another_host_is_not_what_was_signed(calls: Calls) -> None:
    assert calls.code(signed_host="ocr.tencentcloudapi.com") == "AuthFailure.SignatureFailure"


@pytest.mark.parametrize(("host", "service"), [
    ("127.0.0.1:8080", "127"),
    ("localhost:8080", "localhost:8080"),
    ("ocr-gw.corp.lan", "ocr-gw"),
    ("ocr-gw.corp.lan", "ocr"),
])  # fmt: skip
def test_services_as_clients_name_them(calls: Calls, host: str, service: str) -> None:
    assert calls.code(host=host, service=service) == "OK"


def test_another_service_is_refused_in_the_vendors_words(calls: Calls) -> None:
    error = calls.response(service="cvm")["Error"]
    assert error["Code"] == "AuthFailure.InvalidAuthorization"
    assert error["Message"] == (
        "The request `Authorization` header does not conform to tencentcloud standards: "
        "`Service` in Credential not valid."
    )


def test_the_date_is_that_of_the_timestamp_in_utc() -> None:
    with Calls(now=MIDNIGHT) as calls:
        just_before = Call(timestamp=MIDNIGHT - 1, date="2023-11-14")
        assert calls.code(just_before) == "OK"
        assert calls.code(replace(just_before, date="2023-11-15")) == FAILURE
        assert calls.code(timestamp=MIDNIGHT, date="2023-11-15") == "OK"
        assert calls.code(timestamp=MIDNIGHT, date="2023-11-14") == FAILURE


def test_header_values_may_be_signed_in_lower_case(calls: Calls) -> None:
    content_type = "application/json; charset=UTF-8"
    call = Call(content_type=content_type.lower())
    headers = call.signed() | {"Content-Type": content_type}
    assert code(envelope(calls.client.post("/", content=call.content(), headers=headers))) == "OK"


def test_an_unsigned_payload_may_be_announced(calls: Calls) -> None:
    assert calls.code(headers={"X-TC-Content-SHA256": "UNSIGNED-PAYLOAD"}) == "OK"


def test_an_empty_query_may_be_sent(calls: Calls) -> None:
    call = Call()
    answer = calls.client.post("/?", content=call.content(), headers=call.signed())
    assert code(envelope(answer)) == "OK"


def test_the_query_of_a_post_is_neither_signed_nor_read(calls: Calls) -> None:
    call = Call(body={})
    answer = calls.client.post(f"/?ImageBase64={IMAGE}", content=call.content(), headers=call.signed())
    assert code(envelope(answer)) == "InvalidParameterValue.InvalidParameterValueLimit"


def test_a_query_that_was_not_signed_is_noticed(calls: Calls) -> None:
    call = Call(method="GET")
    answer = calls.client.get(call.target() + "&CropPortrait=true", headers=call.signed())
    assert code(envelope(answer)) == FAILURE


@pytest.mark.parametrize("header", ["Authorization", "Host", "Content-Type", "X-TC-Timestamp"])
def test_one_changed_character_anywhere_is_noticed(calls: Calls, header: str) -> None:
    call = Call()
    headers = call.signed()
    for place in range(len(headers[header])):
        forged = headers | {header: _changed(headers[header], place)}
        answer = calls.client.post("/", content=call.content(), headers=forged)
        assert code(envelope(answer)) != "OK", forged[header]


def test_one_flipped_bit_in_the_body_is_noticed(calls: Calls) -> None:
    call = Call()
    for place in range(8 * len(call.content())):
        body = bytearray(call.content())
        body[place // 8] ^= 1 << place % 8
        answer = calls.client.post("/", content=bytes(body), headers=call.signed())
        assert code(envelope(answer)) == FAILURE


@pytest.mark.parametrize("secret_id", ["AKID with blanks", " ", "", "None"])
def test_a_secret_id_that_cannot_be_one_is_not_found(calls: Calls, secret_id: str) -> None:
    assert calls.code(secret_id=secret_id) == "AuthFailure.SecretIdNotFound"


@pytest.mark.parametrize("authorization", [
    "SKIP",
    "Bearer token",
    "TC3-HMAC-SHA256 Credential=a/b/ocr, SignedHeaders=content-type;host, Signature=" + "0" * 64,
    "TC3-HMAC-SHA256 Credential=a/2023-11-14/ocr/tc3_request, SignedHeaders=host, Signature=" + "0" * 64,
    "TC3-HMAC-SHA256 Credential=a/2023-11-14/ocr/tc3_request, SignedHeaders=content-type;host, Signature=xyz",
])  # fmt: skip
def test_an_authorization_of_another_form_is_refused(calls: Calls, authorization: str) -> None:
    assert calls.code(headers={"Authorization": authorization}) == "AuthFailure.InvalidAuthorization"


def test_both_active_keys_of_a_secret_id_sign() -> None:
    keyring = Keyring([KeyPair(SECRET_ID, "old"), KeyPair(SECRET_ID, "new")])
    with Calls(keyring=keyring) as calls:
        assert [calls.code(secret_key=key) for key in ("old", "new", "older")] == ["OK", "OK", FAILURE]


def test_an_empty_key_opens_nothing(calls: Calls) -> None:
    assert calls.code(secret_key="") == FAILURE
    assert calls.code(secret_key="", secret_id="AKIDunknown") == "AuthFailure.SecretIdNotFound"


@pytest.mark.parametrize("known", [(), ("one",), ("one", "two")])
def test_the_same_work_is_done_whether_a_secret_id_exists_or_not(known: tuple[str, ...]) -> None:
    proof = _CountingProof()
    with pytest.raises(ApiError):
        asyncio.run(authenticate(proof, _Known(known), NOW))
    assert proof.keys_tried == 2


class _CountingProof:
    secret_id = SECRET_ID
    timestamp = NOW
    keys_tried = 0

    def verdicts(self, secret_keys: tuple[str, ...], /) -> tuple[bool, ...]:
        self.keys_tried = len(secret_keys)
        return (False,) * len(secret_keys)


class _Known:
    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = keys

    def secrets(self, _: str) -> tuple[str, ...]:
        return self._keys


def _changed(text: str, place: int) -> str:
    return text[:place] + ("b" if text[place] == "a" else "a") + text[place + 1 :]
