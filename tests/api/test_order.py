"""Which of two errors wins. The order is a promise: clients tell from the code what to repair first."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.calls import IMAGE, NOW, Call, Calls
from tests.api.readers import CAT
from tests.api.v1_calls import V1Call

BODY_BYTES, CHARACTERS = 2000, 200

Fault = tuple[str, dict[str, Any]]
"""The code, and what to change in a correct call; what is written twice excludes itself."""


def image(text: str) -> dict[str, Any]:
    return {"body": {"ImageBase64": text}}


COMMON: list[Fault] = [
    ("NoSuchVersion", {"version": "2020-01-01"}),
    ("InvalidAction", {"action": "IDCardOCR"}),
]
PROVED: list[Fault] = [
    ("AuthFailure.SecretIdNotFound", {"secret_id": "AKIDunknown"}),
    ("AuthFailure.SignatureExpire", {"timestamp": NOW - 301}),
    ("AuthFailure.SignatureFailure", {"secret_key": "wrong"}),
]
OWN: list[Fault] = [
    ("UnknownParameter", {"body": {"Image": "x"}}),
    ("InvalidParameter", {"body": {"CropPortrait": "perhaps"}}),
    ("InvalidParameterValue.InvalidParameterValueLimit", image("")),
    ("LimitExceeded.TooLargeFileError", image("A" * (CHARACTERS + 1))),
    ("FailedOperation.ImageDecodeFailed", image("AAAA")),
    ("FailedOperation.OcrFailed", image(base64.b64encode(CAT).decode())),
]
JSON: list[Fault] = [
    ("UnsupportedProtocol", {"content_type": "text/plain"}),
    ("RequestSizeLimitExceeded", {"body": {"ImageUrl": "A" * BODY_BYTES}}),
    ("MissingParameter", {"without": ("X-TC-Timestamp",)}),
    *COMMON,
    ("AuthFailure.InvalidAuthorization", {"service": "cvm"}),
    *PROVED,
    *OWN,
]
FORM: list[Fault] = [
    ("UnsupportedProtocol", {"content_type": "text/plain"}),
    ("AuthFailure.SignatureFailure", {"body": {"ImageUrl": "A" * BODY_BYTES}}),
    ("MissingParameter", {"without": ("Timestamp",)}),
    *COMMON,
    ("InvalidParameterValue", {"forged": {"SignatureMethod": "HmacMD5"}}),
    *PROVED,
    *OWN,
]
QUERY: list[Fault] = [
    ("RequestSizeLimitExceeded", {"body": {"ImageUrl": "A" * 32_768}}),
    ("MissingParameter", {"without": ("Timestamp", "X-TC-Timestamp")}),
    *COMMON,
    *PROVED,
    *OWN,
]


def pairs(faults: list[Fault]) -> Iterator[tuple[Fault, Fault]]:
    for first, second in itertools.combinations(faults, 2):
        parts = [{(k, name) for k, v in f[1].items() for name in (v if k == "body" else [""])} for f in (first, second)]
        if not parts[0] & parts[1]:
            yield first, second


def changed(*faults: Fault) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for _, fault in faults:
        changes |= fault | {"body": changes.get("body", {}) | fault.get("body", {})}
    return changes | {"body": {"ImageBase64": IMAGE} | changes["body"]}


@pytest.fixture(scope="module")
def narrow() -> Iterator[Calls]:
    with Calls(body_bytes=BODY_BYTES, base64_characters=CHARACTERS) as calls:
        yield calls


def name_of(fault: Any) -> str:
    return fault[0]


@pytest.mark.parametrize("fault", JSON, ids=name_of)
def test_each_fault_of_a_json_request_has_its_code(narrow: Calls, fault: Fault) -> None:
    assert narrow.code(Call(**changed(fault))) == fault[0]


@pytest.mark.parametrize(("first", "second"), [*pairs(JSON)], ids=name_of)
def test_the_earlier_of_two_faults_of_a_json_request_wins(narrow: Calls, first: Fault, second: Fault) -> None:
    assert narrow.code(Call(**changed(first, second))) == first[0]


@pytest.mark.parametrize("fault", FORM, ids=name_of)
def test_each_fault_of_a_form_has_its_code(narrow: Calls, fault: Fault) -> None:
    assert narrow.code(V1Call(**changed(fault))) == fault[0]


@pytest.mark.parametrize(("first", "second"), [*pairs(FORM)], ids=name_of)
def test_the_earlier_of_two_faults_of_a_form_wins(narrow: Calls, first: Fault, second: Fault) -> None:
    assert narrow.code(V1Call(**changed(first, second))) == first[0]


@pytest.mark.parametrize("signer", [Call, V1Call])
@pytest.mark.parametrize("fault", QUERY, ids=name_of)
def test_each_fault_of_a_get_has_its_code(narrow: Calls, signer: type[Call | V1Call], fault: Fault) -> None:
    assert narrow.code(signer(method="GET", **changed(fault))) == fault[0]


@pytest.mark.parametrize("signer", [Call, V1Call])
@pytest.mark.parametrize(("first", "second"), [*pairs(QUERY)], ids=name_of)
def test_the_earlier_of_two_faults_of_a_get_wins(
    narrow: Calls, signer: type[Call | V1Call], first: Fault, second: Fault
) -> None:
    assert narrow.code(signer(method="GET", **changed(first, second))) == first[0]


@pytest.mark.parametrize("fault", JSON[3:], ids=name_of)
def test_a_wrong_path_comes_before_everything(narrow: Calls, fault: Fault) -> None:
    call = Call(**changed(fault))
    answer = narrow.client.post("/ocr", content=call.content(), headers=call.signed())
    assert answer.json()["Response"]["Error"]["Code"] == "ResourceNotFound"
