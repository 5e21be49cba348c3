from __future__ import annotations

import base64
from typing import Any

import pytest

from permit_ocr.api.image_source import decode_base64
from permit_ocr.api.language import Language
from permit_ocr.api.permit_ocr import vendor_fields, warning_codes
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.types import DocumentKind, PermitReading, WarningKind
from tests.api.calls import IMAGE, Calls
from tests.api.readers import CARD, PORTRAIT_JPEG

CHINESE = {
    "Name": "欧阳雪梅",
    "EnglishName": "OUYANG,XUEMEI",
    "Number": "C87654321",
    "Sex": "女",
    "ValidDate": "2019.10.09-2029.10.08",
    "IssueAuthority": "中华人民共和国出入境管理局",
    "IssueAddress": "广东",
    "Birthday": "1981.08.03",
    "PortraitImage": "",
    "Type": "往来港澳通行证",
    "WarnCardInfos": [-9109],
}
ENGLISH = CHINESE | {
    "Sex": "Female",
    "IssueAuthority": "Exit and Entry Administration of the People's Republic of China",
    "IssueAddress": "Guangdong",
    "Type": "Exit-Entry Permit for Travelling to and from Hong Kong and Macao",
}
LIMIT = 7 * 1024 * 1024


@pytest.mark.parametrize(("headers", "expected"), [
    ({}, CHINESE), ({"X-TC-Language": "zh-CN"}, CHINESE), ({"X-TC-Language": "en-US"}, ENGLISH),
])  # fmt: skip
def test_fields_in_the_language_asked_for(calls: Calls, headers: dict[str, str], expected: Any) -> None:
    response = calls.response(headers=headers)
    del response["RequestId"]
    assert response == expected


@pytest.mark.parametrize(("warnings", "codes"), [
    (None, [-9109]),
    ((), []),
    (tuple(WarningKind), [-9101, -9102, -9103, -9104, -9107, -9108]),
])  # fmt: skip
def test_warnings_are_the_vendors_codes(warnings: tuple[WarningKind, ...] | None, codes: list[int]) -> None:
    assert warning_codes(PermitReading(DocumentKind.TAIWAN_COMPATRIOT_PERMIT, CARD, {}, warnings=warnings)) == codes


@pytest.mark.parametrize("kind", DocumentKind)
@pytest.mark.parametrize("language", [*Language, None])
def test_a_card_of_which_nothing_could_be_read(kind: DocumentKind, language: Language | None) -> None:
    fields = dict(vendor_fields(PermitReading(kind, CARD, {}), language))
    document = DOCUMENTS[kind]
    english = language is Language.ENGLISH
    assert fields.pop("Type") == (document.english_title if english else document.title.text)
    assert set(fields.values()) == {""}


def test_the_portrait_is_given_when_asked_for(calls: Calls) -> None:
    response = calls.response(body={"ImageBase64": IMAGE, "CropPortrait": True})
    assert base64.b64decode(response["PortraitImage"]) == PORTRAIT_JPEG


@pytest.mark.parametrize(("body", "expected"), [
    ({"ImageBase64": IMAGE, "CropPortrait": False}, "OK"),
    ({"ImageBase64": IMAGE, "ImageUrl": None, "CropPortrait": None}, "OK"),
    ({"ImageBase64": IMAGE, "ImageUrl": ""}, "OK"),
    ({"ImageBase64": IMAGE, "ImageUrl": "http://127.0.0.1/a.jpg"}, "FailedOperation.DownLoadError"),
    ({}, "InvalidParameterValue.InvalidParameterValueLimit"),
    ({"ImageBase64": None}, "InvalidParameterValue.InvalidParameterValueLimit"),
    ({"ImageBase64": ""}, "InvalidParameterValue.InvalidParameterValueLimit"),
    (b"", "InvalidParameterValue.InvalidParameterValueLimit"),
    ({"ImageBase64": 1}, "InvalidParameter"),
    ({"ImageUrl": ["x"]}, "InvalidParameter"),
    ({"ImageBase64": IMAGE, "CropPortrait": "true"}, "InvalidParameter"),
    ({"ImageBase64": IMAGE, "CropPortrait": 1}, "InvalidParameter"),
    ({"imageBase64": IMAGE}, "UnknownParameter"),
    ({"ImageBase64": IMAGE, "$schema": None}, "UnknownParameter"),
    ([IMAGE], "InvalidParameter"),
    (b"null", "InvalidParameter"),
    (b"{", "InvalidParameter"),
    (b"\xff\xfe{}", "InvalidParameter"),
    (b'{"ImageBase64":' + b"[" * 100_000, "InvalidParameter"),
    (b'{"ImageBase64":' + b"9" * 10_000 + b"}", "InvalidParameter"),
    ({"ImageBase64": "not base64!"}, "FailedOperation.ImageDecodeFailed"),
    ({"ImageBase64": "图片"}, "FailedOperation.ImageDecodeFailed"),
    ({"ImageBase64": "data:image/png;base64,"}, "FailedOperation.ImageDecodeFailed"),
    ({"ImageBase64": "A" * LIMIT}, "FailedOperation.ImageDecodeFailed"),
    ({"ImageBase64": "A" * (LIMIT + 1)}, "LimitExceeded.TooLargeFileError"),
])  # fmt: skip
def test_parameters(calls: Calls, body: Any, expected: str) -> None:
    assert calls.code(body=body) == expected


@pytest.mark.parametrize("text", [
    "/+8A/w==",
    "/+8A/w",
    "_-8A_w==",
    "data:image/jpeg;base64,/+8A/w==",
    "data:image/jpg;charset=utf-8;BASE64,/+8A/w==",
    " \n/+8A\r\n/w==\n",
])  # fmt: skip
def test_base64_as_clients_leave_it(text: str) -> None:
    assert decode_base64(text, 100) == b"\xff\xef\x00\xff"
