"""The page: where it is, what fences it in, and who may use it without a key."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import permit_ocr
from tests.api.calls import Call, code, envelope
from tests.api.details_calls import FILE, HOST, OWN_PAGE, PERMITS, problem, service
from tests.api.v1_calls import V1Call

FILES = Path(permit_ocr.__file__).parent / "page"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_a_browser_that_visits_the_endpoint_gets_to_the_page() -> None:
    answer = service().get("/", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (307, "/page/")


@pytest.mark.parametrize("call", [Call(method="GET"), V1Call(method="GET")])
def test_a_call_of_the_vendors_protocol_does_not_even_with_a_browsers_headers(call: Call | V1Call) -> None:
    answer = service().request(call.method, call.target(), headers=call.signed() | BROWSER)
    assert code(envelope(answer)) == "OK"


@pytest.mark.parametrize(("method", "headers"), [
    ("GET", {}), ("GET", {"Accept": "*/*"}), ("GET", BROWSER | {"X-TC-Action": "PermitOCR"}), ("POST", BROWSER),
    ("GET", BROWSER | {"Authorization": "TC3-HMAC-SHA256 x"}),
])  # fmt: skip
def test_whatever_else_comes_is_the_gateways(method: str, headers: dict[str, str]) -> None:
    assert code(envelope(service().request(method, "/", headers=headers))) != "OK"


@pytest.mark.parametrize("path", ["/page/", "/page/script/main.js", "/page/specimen.jpg", "/page/service.json"])
def test_every_file_forbids_what_the_page_does_not_need(path: str) -> None:
    answer = service().get(path)
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_file_names_another_host() -> None:
    for file in FILES.rglob("*"):
        if file.is_file():
            named = re.findall(r"\b(?:https?|wss?)://([\w.-]+)", file.read_text("utf-8"))
            assert set(named) <= {"www.w3.org"}, file.name


@pytest.mark.parametrize("path", ["/page/%2e%2e/settings/load.py", "/page/..%2f__init__.py", "/page/nothing.js"])
def test_nothing_but_its_files_is_served(path: str) -> None:
    assert service().get(path).status_code == 404


@pytest.mark.parametrize(("page", "host", "there"), [
    ({}, "127.0.0.1", True), ({}, "::1", True), ({}, "localhost", True), ({}, "0.0.0.0", False),
    ({"served": "always"}, "0.0.0.0", True), ({"served": "never"}, "127.0.0.1", False),
])  # fmt: skip
def test_it_is_there_on_loopback_or_where_it_is_asked_for(page: dict[str, Any], host: str, there: bool) -> None:
    client = service(page=page, server={"host": host})
    assert (client.get("/", headers=BROWSER).status_code == 307) is there
    answer = client.get("/page/")
    assert answer.headers["content-type"].startswith("text/html") is there


@pytest.mark.parametrize("host", [HOST, "localhost:8080", "[::1]:8080", "LOCALHOST"])
def test_a_browser_on_this_machine_needs_no_key(host: str) -> None:
    headers = OWN_PAGE | {"Host": host, "Origin": f"http://{host}"}
    assert service().post(PERMITS, headers=headers, files=FILE).status_code == 200
    assert service().get("/page/service.json", headers={"Host": host}).json()["keyless"] is True


@pytest.mark.parametrize("headers", [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "https://127.0.0.1:8080"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "evil.example:8080", "Origin": "http://evil.example:8080"},
    {"Host": "127.0.0.1.evil.example", "Origin": "http://127.0.0.1.evil.example"},
    {"Host": "localhost.evil.example", "Origin": "http://localhost.evil.example"},
    {"Host": "10.0.0.9:8080", "Origin": "http://10.0.0.9:8080"},
    {"X-Forwarded-For": "203.0.113.9"},
    {"Forwarded": "for=203.0.113.9"},
    {"Via": "1.1 proxy"},
])  # fmt: skip
def test_other_sites_rebound_names_and_proxies_need_one(headers: dict[str, str]) -> None:
    answer = service().post(PERMITS, headers=OWN_PAGE | headers, files=FILE)
    assert problem(answer) == (401, "unauthorized")


def test_who_is_not_on_this_machine_needs_one() -> None:
    assert problem(service(peer="10.0.0.9").post(PERMITS, headers=OWN_PAGE, files=FILE))[0] == 401


@pytest.mark.parametrize(("page", "host"), [
    ({"keyless": False}, "127.0.0.1"), ({"served": "never"}, "127.0.0.1"), ({"served": "always"}, "0.0.0.0"),
])  # fmt: skip
def test_a_page_that_wants_keys_takes_nobody_without(page: dict[str, Any], host: str) -> None:
    client = service(page=page, server={"host": host})
    assert problem(client.post(PERMITS, headers=OWN_PAGE, files=FILE))[0] == 401


def test_a_wrong_key_is_not_overlooked_on_this_machine() -> None:
    headers = OWN_PAGE | {"Authorization": "Bearer a:b"}
    assert problem(service().post(PERMITS, headers=headers, files=FILE)) == (401, "unauthorized")


def test_without_a_key_nothing_is_fetched() -> None:
    answer = service().post(PERMITS, headers=OWN_PAGE, json={"image_url": "http://10.0.0.1/x.jpg"})
    assert problem(answer) == (403, "key_required")


def test_all_without_a_key_share_one_rate() -> None:
    client = service(rate_limit={"per_second": 1})
    statuses = [client.post(PERMITS, headers=OWN_PAGE, files=FILE).status_code for _ in range(3)]
    assert statuses == [200, 429, 429]
