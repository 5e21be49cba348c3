"""More requests than can be served: refused soon, with the vendor's code, and told when to come again."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from permit_ocr.errors import NoPermitFoundError, OverloadedError
from permit_ocr.settings import RateLimitSettings
from tests.api.calls import Calls, code, envelope
from tests.api.readers import MadeUpPhotoReader
from tests.api.v1_calls import V1Call


class FullReader(MadeUpPhotoReader):
    def admit(self) -> None:
        raise OverloadedError("more photos wait than can be read in time", 7)


@pytest.mark.parametrize("call", [None, V1Call(), V1Call(method="GET")])
def test_a_full_queue_is_the_vendors_code_and_a_time_to_come_again(call: V1Call | None) -> None:
    with Calls(FullReader()) as calls:
        answer = calls.send(call)
    assert code(envelope(answer)) == "RequestLimitExceeded"
    assert answer.headers["retry-after"] == "7"


def test_a_queue_that_filled_meanwhile_is_the_same() -> None:
    with Calls(MadeUpPhotoReader(OverloadedError("no worker became free in time", 3))) as calls:
        answer = calls.send()
    assert code(envelope(answer)) == "RequestLimitExceeded"
    assert answer.headers["retry-after"] == "3"


@pytest.mark.parametrize(("changes", "expected"), [
    ({"without": ("X-TC-Timestamp",)}, "MissingParameter"),
    ({"action": "IDCardOCR"}, "InvalidAction"),
    ({"service": "cvm"}, "AuthFailure.InvalidAuthorization"),
    ({"secret_key": "wrong"}, "RequestLimitExceeded"),
    ({"body": {"ImageBase64": "not base64!"}}, "RequestLimitExceeded"),
    ({"body": b"{"}, "RequestLimitExceeded"),
])  # fmt: skip
def test_a_full_queue_is_told_before_megabytes_are_hashed_and_unpacked(changes: dict[str, Any], expected: str) -> None:
    with Calls(FullReader()) as calls:
        assert calls.code(**changes) == expected


def test_who_calls_too_often_may_come_again_in_a_second() -> None:
    with Calls(rate_limit=RateLimitSettings(per_second=1)) as calls:
        answers = [calls.send() for _ in range(3)]
    assert [answer.headers.get("retry-after") for answer in answers] == [None, "1", "1"]


@pytest.mark.parametrize("failure", [None, NoPermitFoundError("none"), ValueError("defect")])
def test_nobody_else_is_told_to_come_again(failure: Exception | None) -> None:
    with Calls(MadeUpPhotoReader(failure)) as calls:
        assert "retry-after" not in calls.send().headers
        garbled = base64.b64encode(b"GIF89a").decode()
        assert "retry-after" not in calls.send(body={"ImageBase64": garbled}).headers
