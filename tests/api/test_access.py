"""Ways around the signature, none of which leads anywhere: every row is a request that must not be read."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import httpx
import pytest

from permit_ocr.api.credentials import Keyring
from permit_ocr.api.key_file import CredentialsError, KeyPair, write_pairs
from permit_ocr.settings import Settings
from tests.api.calls import IMAGE, KEYRING, NO_FETCH, NO_LIMIT, NOW, SECRET_ID, SECRET_KEY, Call, Calls, code
from tests.api.v1_calls import V1Call

FAILURE, NOT_FOUND, EXPIRED = (
    "AuthFailure.SignatureFailure",
    "AuthFailure.SecretIdNotFound",
    "AuthFailure.SignatureExpire",
)
INVALID, MISSING = "AuthFailure.InvalidAuthorization", "MissingParameter"
ZEROS = "0" * 64
SCOPE = f"{SECRET_ID}/2023-11-14/ocr/tc3_request"


def authorization(
    credential: str = SCOPE, headers: str = "content-type;host", signature: str = ZEROS
) -> dict[str, str]:
    value = f"TC3-HMAC-SHA256 Credential={credential}, SignedHeaders={headers}, Signature={signature}"
    return {"headers": {"Authorization": value}}


ATTEMPTS: dict[str, tuple[dict[str, Any], str]] = {
    "no authorization": ({"without": ("Authorization",)}, MISSING),
    "an empty one": ({"headers": {"Authorization": ""}}, MISSING),
    "SKIP, as some requests of the vendor have": ({"headers": {"Authorization": "SKIP"}}, INVALID),
    "a token": ({"headers": {"Authorization": f"Bearer {SECRET_KEY}"}}, INVALID),
    "basic": ({"headers": {"Authorization": "Basic " + base64.b64encode(b"a:b").decode()}}, INVALID),
    "another algorithm": ({"headers": {"Authorization": f"TC3-HMAC-NONE Credential={SCOPE}"}}, INVALID),
    "no signature": (authorization(signature=""), INVALID),
    "a signature of zeros": (authorization(), FAILURE),
    "a signature too short": (authorization(signature="0" * 63), INVALID),
    "a signature in capitals": ({"headers": {"Authorization": Call().authorization()[:-64] + "A" * 64}}, INVALID),
    "two signatures": (authorization(signature=f"{ZEROS}, Signature={ZEROS}"), INVALID),
    "two credentials": (authorization(f"{SCOPE}, Credential={SCOPE}"), INVALID),
    "nothing is signed": (authorization(headers=""), INVALID),
    "the host is not signed": (authorization(headers="content-type"), INVALID),
    "the type is not signed": (authorization(headers="host"), INVALID),
    "another key": ({"secret_key": "another"}, FAILURE),
    "an empty key": ({"secret_key": ""}, FAILURE),
    "the SecretId as the key": ({"secret_key": SECRET_ID}, FAILURE),
    "an empty SecretId": ({"secret_id": "", "secret_key": ""}, NOT_FOUND),
    "an unknown SecretId": ({"secret_id": "AKIDunknown"}, NOT_FOUND),
    "the key as the SecretId": ({"secret_id": SECRET_KEY}, NOT_FOUND),
    "the SecretId in other letters": ({"secret_id": SECRET_ID.swapcase()}, NOT_FOUND),
    "a pattern as the SecretId": ({"secret_id": "*"}, NOT_FOUND),
    "a SecretId and a blank": ({"secret_id": f"{SECRET_ID} "}, NOT_FOUND),
    "signed yesterday": ({"timestamp": NOW - 86_400}, EXPIRED),
    "replayed after five minutes": ({"timestamp": NOW - 301}, EXPIRED),
    "signed for tomorrow": ({"timestamp": NOW + 86_400}, EXPIRED),
    "no timestamp": ({"without": ("X-TC-Timestamp",)}, MISSING),
    "a timestamp that is none": ({"headers": {"X-TC-Timestamp": "now"}}, "InvalidParameter"),
    "a timestamp below zero": ({"headers": {"X-TC-Timestamp": "-1"}}, "InvalidParameter"),
    "a timestamp that was not signed": ({"headers": {"X-TC-Timestamp": str(NOW + 1)}}, FAILURE),
    "another day in the scope": ({"date": "2023-11-13"}, FAILURE),
    "another service in the scope": ({"service": "cvm"}, INVALID),
    "another host": ({"signed_host": "ocr.tencentcloudapi.com"}, FAILURE),
    "a payload that claims to be unsigned": ({"headers": {"X-TC-Content-SHA256": ZEROS}}, FAILURE),
}


@pytest.mark.parametrize(("changes", "expected"), ATTEMPTS.values(), ids=ATTEMPTS)
def test_nothing_but_the_signature_opens(calls: Calls, changes: dict[str, Any], expected: str) -> None:
    assert calls.code(**changes) == expected


@pytest.mark.parametrize("name", ["Authorization", "Content-Type", "Host", "X-TC-Timestamp"])
def test_a_second_header_changes_nothing(calls: Calls, name: str) -> None:
    """The first counts, for the check as for all else."""
    good, bad = Call(), Call(secret_key="another")
    genuine = [*good.signed().items(), (name, "other")]
    assert code(post(calls, good, genuine)) == "OK"
    forged = [*bad.signed().items(), *good.signed().items()]
    assert code(post(calls, good, forged)) == FAILURE


@pytest.mark.parametrize("name", [
    "X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP",
    "Forwarded", "X-TC-Token", "X-TC-Requestclient", "Cookie", "X-Api-Key",
])  # fmt: skip
def test_no_other_header_opens(calls: Calls, name: str) -> None:
    for value in ("127.0.0.1", "GET", "/livez", SECRET_KEY):
        assert calls.code(secret_key="another", headers={name: value}) == FAILURE


@pytest.mark.parametrize("path", [
    "//", "/.", "/./", "/../", "/%2e", "/livez/..", "/readyz/../", "/;a", "/?x#", "/index.html", "/PermitOCR", "/admin",
    "/v1/permits/../../", "/%2f", "/\\", "/metrics/..;/",
])  # fmt: skip
def test_no_path_opens(calls: Calls, path: str) -> None:
    bad = Call(secret_key="another")
    for method in ("GET", "POST", "PUT", "HEAD", "OPTIONS", "TRACE"):
        answer = calls.client.request(method, path, content=bad.content(), headers=bad.signed())
        assert "C87654321" not in answer.text


def test_a_signature_is_for_one_method_one_body_and_one_query(calls: Calls) -> None:
    good = Call()
    other = Call(body={"ImageBase64": IMAGE, "CropPortrait": True})
    assert code(post(calls, other, list(good.signed().items()))) == FAILURE
    got = calls.client.get(Call(method="GET").target(), headers=good.signed())
    assert code(got.json()["Response"]) == FAILURE


def test_a_request_of_version_3_cannot_be_passed_off_as_version_1(calls: Calls) -> None:
    fields = {
        "SecretId": SECRET_ID,
        "Signature": "",
        "SignatureMethod": "HmacSHA1",
        "Nonce": "1",
        "Timestamp": str(NOW),
    }
    common = {"Action": "PermitOCR", "Version": "2018-11-19", "ImageBase64": IMAGE}
    answers = [calls.client.get("/", params={**fields, **common, "Signature": s}) for s in ("", "AAAA", ZEROS, "\x00")]
    assert [code(answer.json()["Response"]) for answer in answers] == [MISSING, FAILURE, FAILURE, FAILURE]
    none = calls.client.get("/", params={**fields, **common, "Signature": "AAAA", "SignatureMethod": "none"})
    assert code(none.json()["Response"]) == "InvalidParameterValue"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_version_1_can_be_switched_off(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Calls() as calls:
        assert calls.code(V1Call(method=method)) == "OK"
    monkeypatch.setenv("PERMIT_OCR_TC3_ONLY", "true")
    assert Settings(fetch=NO_FETCH, rate_limit=NO_LIMIT).tc3_only
    with Calls() as calls:
        assert calls.code(V1Call(method=method)) == FAILURE
        assert calls.code() == "OK"


def test_where_there_are_no_keys_nobody_has_one() -> None:
    with Calls(keyring=Keyring()) as calls:
        assert calls.code() == NOT_FOUND
        assert calls.code(secret_id="", secret_key="") == NOT_FOUND


@pytest.mark.parametrize("inline", [":", "id:", ":key", "id", ",", "id:key,:", " : "])
def test_a_pair_without_id_or_key_is_no_pair(inline: str, tmp_path: Path) -> None:
    try:
        keyring = Keyring.load(tmp_path / "none.json", inline)
    except CredentialsError:
        return
    assert len(keyring) == 0


@pytest.mark.parametrize("pair", [KeyPair(SECRET_ID, ""), KeyPair("", SECRET_KEY), KeyPair("", "")])
def test_a_file_with_an_empty_key_is_refused(pair: KeyPair, tmp_path: Path) -> None:
    """Anybody could sign with it."""
    write_pairs(tmp_path / "credentials.json", [KeyPair("good", "key"), pair])
    with pytest.raises(CredentialsError, match="empty"):
        Keyring.load(tmp_path / "credentials.json")


def test_the_table_means_what_it_says() -> None:
    with Calls(keyring=KEYRING) as calls:
        assert calls.code() == "OK"


def post(calls: Calls, call: Call, headers: list[tuple[str, str]]) -> dict[str, Any]:
    answer: httpx.Response = calls.client.post("/", content=call.content(), headers=headers)
    return answer.json()["Response"]
