from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

import pytest

from permit_ocr.api.credentials import Keyring
from permit_ocr.api.key_file import KeyPair
from tests.api.calls import IMAGE, NOW, SECRET_ID, Calls, code, envelope
from tests.api.readers import PORTRAIT_JPEG
from tests.api.v1_calls import V1Call

FAILURE = "AuthFailure.SignatureFailure"
TOO_LARGE = (
    "The provided credentials could not be validated because of exceeding request size limit, "
    "please use new signature method `TC3-HMAC-SHA256`."
)
LIMIT = 1024 * 1024


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("signature_method", ["HmacSHA1", "HmacSHA256", ""])
def test_both_methods_sign_and_sha1_is_the_default(calls: Calls, method: str, signature_method: str) -> None:
    assert calls.code(V1Call(method, signature_method=signature_method)) == "OK"


@pytest.mark.parametrize(("host", "signed_host", "expected"), [
    ("127.0.0.1:8080", "127.0.0.1:8080", "OK"),
    ("127.0.0.1:8080", "127.0.0.1", "OK"),
    ("ocr.intl.tencentcloudapi.com", "", "OK"),
    ("127.0.0.1:8080", "ocr.intl.tencentcloudapi.com", FAILURE),
])  # fmt: skip
def test_hosts(calls: Calls, host: str, signed_host: str, expected: str) -> None:
    assert calls.code(V1Call(host=host, signed_host=signed_host)) == expected


def test_the_method_is_signed(calls: Calls) -> None:
    posted = V1Call()
    answer = calls.client.get(f"/?{posted.encoded()}", headers={"Host": posted.host})
    assert code(envelope(answer)) == FAILURE


def test_common_parameters_are_no_unknown_ones(calls: Calls) -> None:
    extra = {"Region": "ap-guangzhou", "Token": "t", "Language": "en-US", "RequestClient": "x"}
    assert calls.code(V1Call(extra=extra)) == "OK"
    assert calls.code(V1Call(body={"ImageBase64": IMAGE, "Extra": "x"})) == "UnknownParameter"


@pytest.mark.parametrize(("language", "message"), [
    ("zh-CN", "图片解码失败。请上传完整的 PNG 或 JPG 图片。"),
    ("en-US", "Image decoding failed. Send a whole PNG or JPEG picture."),
    ("", "图片解码失败。请上传完整的 PNG 或 JPG 图片。"),
])  # fmt: skip
def test_the_language_is_a_parameter(calls: Calls, language: str, message: str) -> None:
    extra = {"Language": language} if language else {}
    call = V1Call(extra=extra, body={"ImageBase64": "AAAA"})
    assert calls.response(call)["Error"]["Message"] == message


def test_parameters_are_missed_in_order(calls: Calls) -> None:
    names = ["Timestamp", "Action", "Version", "Nonce", "SecretId", "Signature"]
    for missing in range(len(names)):
        error = calls.response(V1Call(without=tuple(names[missing:])))["Error"]
        assert error["Code"] == "MissingParameter"
        assert error["Message"] == f"The request is missing a required parameter `{names[missing]}`."


def test_a_bare_get_misses_the_timestamp_as_at_the_vendor(calls: Calls) -> None:
    error = envelope(calls.client.get("/"))["Error"]
    assert error == {
        "Code": "MissingParameter",
        "Message": "The request is missing a required parameter `Timestamp`.",
    }


@pytest.mark.parametrize(("forged", "expected"), [
    ({"Timestamp": "now"}, "InvalidParameter"),
    ({"Timestamp": "9" * 20}, "InvalidParameter"),
    ({"Nonce": "-1"}, "InvalidParameter"),
    ({"Nonce": "x"}, "InvalidParameter"),
    ({"SignatureMethod": "HmacMD5"}, "InvalidParameterValue"),
    ({"SignatureMethod": "HmacSHA1"}, FAILURE),
    ({"SecretId": "AKIDnobody"}, "AuthFailure.SecretIdNotFound"),
    ({"Signature": "图"}, FAILURE),
    ({"Signature": "\udcff"}, FAILURE),
    ({"Timestamp": NOW - 1}, FAILURE),
])  # fmt: skip
def test_what_is_changed_after_signing_is_noticed(calls: Calls, forged: dict[str, Any], expected: str) -> None:
    encoded = "&".join(
        f"{k}={quote(str(v), errors='surrogateescape')}" for k, v in V1Call(forged=forged).fields().items()
    )
    answer = calls.client.post("/", content=encoded, headers=V1Call().signed())
    assert code(envelope(answer)) == expected


def test_one_flipped_bit_in_any_value_is_noticed(calls: Calls) -> None:
    """Every third bit is tried, so each of the eight of a byte in turn."""
    fields = V1Call().fields()
    for name, value in fields.items():
        text = str(value)
        for place in range(0, 8 * len(text), 3):
            raw = bytearray(text.encode())
            raw[place // 8] ^= 1 << place % 8
            flipped = "&".join(f"{k}={quote(bytes(raw) if k == name else str(v))}" for k, v in fields.items())
            answer = calls.client.post("/", content=flipped, headers=V1Call().signed())
            assert code(envelope(answer)) != "OK", (name, bytes(raw))


@pytest.mark.parametrize("seconds", [-301, -300, 300, 301])
def test_the_window_is_five_minutes(calls: Calls, seconds: int) -> None:
    expected = "OK" if abs(seconds) <= 300 else "AuthFailure.SignatureExpire"
    assert calls.code(V1Call(timestamp=NOW + seconds)) == expected


def test_both_active_keys_of_a_secret_id_sign() -> None:
    keyring = Keyring([KeyPair(SECRET_ID, "old"), KeyPair(SECRET_ID, "new")])
    with Calls(keyring=keyring) as calls:
        codes = [calls.code(V1Call(secret_key=key)) for key in ("old", "new", "older")]
    assert codes == ["OK", "OK", FAILURE]


@pytest.mark.parametrize(("text", "asked"), [
    ("True", True), ("true", True), ("1", True), ("False", False), ("false", False), ("0", False), ("", False),
])  # fmt: skip
def test_booleans_as_the_sdks_write_them(calls: Calls, text: str, asked: bool) -> None:
    response = calls.response(V1Call(body={"ImageBase64": IMAGE, "CropPortrait": text}))
    assert base64.b64decode(response["PortraitImage"]) == (PORTRAIT_JPEG if asked else b"")


def test_any_other_boolean_is_of_the_wrong_type(calls: Calls) -> None:
    error = calls.response(V1Call(body={"ImageBase64": IMAGE, "CropPortrait": "yes"}))["Error"]
    assert error["Code"] == "InvalidParameter"
    assert error["Message"] == "The value type of parameter `CropPortrait` is not valid."


def test_a_plus_that_was_not_encoded_is_a_blank_and_breaks_the_signature(calls: Calls) -> None:
    call = V1Call(body={"ImageBase64": "A+A+"})
    assert calls.code(call) == "FailedOperation.ImageDecodeFailed"
    answer = calls.client.post("/", content=call.encoded().replace("%2B", "+"), headers=call.signed())
    assert code(envelope(answer)) == FAILURE


def test_values_are_signed_as_decoded(calls: Calls) -> None:
    call = V1Call(body={"ImageBase64": IMAGE}, extra={"RequestClient": "图 +&=%"})
    encoded = "&".join("".join(f"%{byte:02x}" for byte in name.encode()) + "=" + quote(str(value), safe="")
                       for name, value in call.fields().items())  # fmt: skip
    assert code(envelope(calls.client.post("/", content=encoded, headers=call.signed()))) == "OK"


def test_the_order_of_fields_does_not_matter(calls: Calls) -> None:
    call = V1Call()
    content = "&".join(reversed(call.encoded().split("&")))
    assert code(envelope(calls.client.post("/", content=content, headers=call.signed()))) == "OK"


def test_a_name_given_twice_is_refused(calls: Calls) -> None:
    call = V1Call()
    content = call.encoded() + f"&ImageBase64={IMAGE}"
    error = envelope(calls.client.post("/", content=content, headers=call.signed()))["Error"]
    assert error == {"Code": "InvalidParameter", "Message": "The parameter `ImageBase64` is given more than once."}


def test_a_form_of_very_many_fields_is_refused(calls: Calls) -> None:
    assert calls.code(V1Call(body={f"x{place}": "" for place in range(200)})) == "InvalidParameter"


def sized(length: int, **changes: Any) -> V1Call:
    """A form of this many bytes: what is missing is made up with empty fields, which nobody signs."""
    call = V1Call(body={"ImageBase64": ""}, **changes)
    call.body["ImageBase64"] = "A" * (length - len(call.content()) - 50)
    call.padding = "&" * (length - len(call.content()))
    return call


def test_a_form_over_one_megabyte_is_told_to_use_the_other_signature(calls: Calls) -> None:
    assert calls.code(sized(LIMIT)) == "FailedOperation.ImageDecodeFailed"
    assert calls.response(sized(LIMIT + 1))["Error"] == {"Code": FAILURE, "Message": TOO_LARGE}
    chinese = calls.response(sized(LIMIT + 1, extra={"Language": "zh-CN"}))["Error"]
    assert chinese["Message"].startswith("由于请求包大小超过限制")


def test_a_form_over_the_hard_limit_is_told_the_same() -> None:
    with Calls(body_bytes=1000) as calls:
        assert calls.response(sized(1001))["Error"]["Message"] == TOO_LARGE
