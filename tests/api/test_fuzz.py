"""Whatever is sent, the answer is an envelope.

``FUZZ_EXAMPLES=2000 pytest tests/api/test_fuzz.py`` sends that many requests of each of the kinds below.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import quote

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.calls import Call, Calls, code, envelope
from tests.api.test_errors import ENTRIES
from tests.api.v1_calls import V1Call

FORM = "application/x-www-form-urlencoded"
OWN_NAMES = ["ImageBase64", "ImageUrl", "CropPortrait"]
V1_NAMES = [
    *OWN_NAMES,
    "Action",
    "Version",
    "Timestamp",
    "Nonce",
    "SecretId",
    "Signature",
    "SignatureMethod",
    "Language",
]
HEADER_NAMES = [
    "Authorization", "Content-Type", "Content-Encoding", "Host", "X-TC-Action", "X-TC-Version", "X-TC-Timestamp",
    "X-TC-Language", "X-TC-Region", "X-TC-Token", "X-TC-TraceId", "X-TC-Content-SHA256", "X-HTTP-Method-Override",
]  # fmt: skip
CODES = {entry.code for entry in ENTRIES}
"""Those that the vendor documents."""

ROUTES = ["/livez", "/readyz", "/version", "/metrics", "/openapi.json", "/v1/permits", "/page", "/page/", "/page/x"]
# What an HTTP server lets through in a header: visible Latin-1, blanks and tabs.
odd_values = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
telling_values = st.sampled_from(["application/json", FORM, "multipart/form-data", "SKIP", "UNSIGNED-PAYLOAD", "0"])
header_values = odd_values | telling_values
headers = st.dictionaries(st.sampled_from(HEADER_NAMES), header_values)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
parameters = st.dictionaries(st.sampled_from(OWN_NAMES), json_values)
# No lone surrogates: they cannot be percent-encoded.
texts = st.text(st.characters(exclude_categories=["Cs"]))
fields = st.dictionaries(st.sampled_from(V1_NAMES) | texts, texts)
# Names that do not repeat a common parameter, which the signer adds.
own_fields = st.dictionaries(st.sampled_from(OWN_NAMES) | texts.filter(lambda name: name not in V1_NAMES), texts)
fuzz = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check(answer: httpx.Response) -> str:
    response = envelope(answer)
    assert response["RequestId"]
    assert "Traceback" not in answer.text
    error = response.get("Error")
    assert error is None or (set(error) == {"Code", "Message"} and error["Code"] in CODES)
    assert code(response) != "FailedOperation.UnKnowError"
    return code(response)


def joined(pairs: dict[str, str]) -> str:
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs.items())


@fuzz
@given(headers=headers, body=st.binary())
def test_any_headers_and_body(calls: Calls, headers: dict[str, str], body: bytes) -> None:
    sent = {name: value.encode("latin-1") for name, value in (Call(body=body).signed() | headers).items()}
    check(calls.client.post("/", content=body, headers=sent))


@fuzz
@given(body=parameters | json_values)
def test_any_signed_body(calls: Calls, body: Any) -> None:
    assert check(calls.send(body=body)) != "OK"


@fuzz
@given(pairs=fields | st.none(), raw=st.binary(), headers=headers)
def test_any_form(calls: Calls, pairs: dict[str, str] | None, raw: bytes, headers: dict[str, str]) -> None:
    content = raw if pairs is None else joined(pairs).encode()
    sent = {name: value.encode("latin-1") for name, value in headers.items()} | {"Content-Type": FORM.encode()}
    assert check(calls.client.post("/", content=content, headers=sent)) != "OK"


@fuzz
@given(
    method=st.sampled_from(["GET", "HEAD", "PUT"]) | st.from_regex(r"[A-Z]{1,9}", fullmatch=True),
    pairs=fields,
    more=texts,
)
def test_any_method_and_query(calls: Calls, method: str, pairs: dict[str, str], more: str) -> None:
    answer = calls.client.request(method, f"/?{joined(pairs)}&{quote(more, safe='&=%+;/?')}")
    if method != "HEAD":
        assert check(answer) != "OK"


@fuzz
@given(method=st.sampled_from(["POST", "GET"]), pairs=own_fields)
def test_any_signed_fields(calls: Calls, method: str, pairs: dict[str, str]) -> None:
    refused = {"AuthFailure.SignatureFailure"} if "Signature" not in pairs else set()
    assert check(calls.send(V1Call(method, body=pairs))) not in {"OK", *refused}


@fuzz
@given(pairs=st.dictionaries(st.sampled_from(OWN_NAMES) | texts, texts))
def test_any_signed_query(calls: Calls, pairs: dict[str, str]) -> None:
    assert check(calls.send(method="GET", body=pairs)) not in {"OK", "AuthFailure.SignatureFailure"}


@fuzz
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"]),
    target=st.tuples(st.sampled_from(ROUTES) | texts, texts),
    headers=headers,
    body=st.binary(),
)
def test_any_request_to_any_route(
    calls: Calls, method: str, target: tuple[str, str], headers: dict[str, str], body: bytes
) -> None:
    path, query = target
    sent = {name: value.encode("latin-1") for name, value in headers.items()}
    address = f"/{quote(path.lstrip('/'))}?{quote(query, safe='&=%+;/?')}"
    answer = calls.client.request(method, address, headers=sent, content=body, follow_redirects=False)
    assert answer.status_code < 500
    assert "Traceback" not in answer.text
