"""Signatures as data: the vendor's published examples, and whole requests with the code they must get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from permit_ocr.api import tc3, v1
from permit_ocr.api.credentials import Keyring
from permit_ocr.api.key_file import KeyPair
from tests.api.calls import Calls, code, envelope

VECTORS = Path(__file__).parent / "vectors"
PAIR = KeyPair("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")
"""The pair of the vendor's examples; requests.json is signed with it too."""


def load(name: str) -> list[dict[str, Any]]:
    return json.loads((VECTORS / name).read_text("utf-8"))


def title_of(vector: dict[str, Any]) -> str:
    return vector["title"]


REQUESTS = load("requests.json")
GOOD = [vector for vector in REQUESTS if vector["code"] == "OK"]


@pytest.mark.parametrize("vector", load("tc3.json"), ids=title_of)
def test_published_examples_of_version_3(vector: dict[str, Any]) -> None:
    scope = tc3.CredentialScope(vector["date"], vector["service"])
    headers = [tuple(header) for header in vector["headers"]]
    payload_hash = tc3.sha256_hex(vector["payload"].encode())
    request = tc3.canonical_request(vector["method"], vector["query"], headers, payload_hash)
    text = tc3.string_to_sign(vector["timestamp"], scope, request)
    assert tc3.sign(tc3.signing_key(vector["secret_key"], scope), text) == vector["signature"]


@pytest.mark.parametrize("vector", load("v1.json"), ids=title_of)
def test_published_examples_of_version_1(vector: dict[str, Any]) -> None:
    text = v1.string_to_sign(vector["method"], vector["host"], vector["parameters"])
    assert v1.sign(vector["secret_key"], text, vector["signature_method"]) == vector["signature"]


def send(vector: dict[str, Any], **changes: Any) -> str:
    request = vector | changes
    with Calls(keyring=Keyring([PAIR]), now=request["now"]) as calls:
        answer = calls.client.request(
            request["method"], request["target"], headers=request["headers"], content=request["body"]
        )
    return code(envelope(answer))


@pytest.mark.parametrize("vector", REQUESTS, ids=title_of)
def test_whole_requests(vector: dict[str, Any]) -> None:
    assert send(vector) == vector["code"]


@pytest.mark.parametrize("vector", GOOD, ids=title_of)
def test_whole_requests_do_not_pass_with_another_method(vector: dict[str, Any]) -> None:
    assert send(vector, method={"GET": "POST", "POST": "GET"}[vector["method"]]) != "OK"


@pytest.mark.parametrize("vector", GOOD, ids=title_of)
def test_whole_requests_do_not_pass_a_day_later(vector: dict[str, Any]) -> None:
    assert send(vector, now=vector["now"] + 86_400) == "AuthFailure.SignatureExpire"
