"""Whatever is sent, the answer is an envelope."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.calls import Call, Calls, code, envelope

HEADER_NAMES = ["Authorization", "Content-Type", "Host", "X-TC-Action", "X-TC-Timestamp", "X-TC-Language"]
# What an HTTP server lets through in a header: visible Latin-1, blanks and tabs.
header_values = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
parameters = st.dictionaries(st.sampled_from(["ImageBase64", "ImageUrl", "CropPortrait"]), json_values)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headers=st.dictionaries(st.sampled_from(HEADER_NAMES), header_values), body=st.binary())
def test_any_headers_and_body(calls: Calls, headers: dict[str, str], body: bytes) -> None:
    sent = {name: value.encode("latin-1") for name, value in (Call(body=body).signed() | headers).items()}
    assert code(envelope(calls.client.post("/", content=body, headers=sent))) != "FailedOperation.UnKnowError"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=parameters | json_values)
def test_any_signed_body(calls: Calls, body: Any) -> None:
    assert calls.code(body=body) not in {"OK", "FailedOperation.UnKnowError"}
