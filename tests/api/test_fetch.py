from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest

from permit_ocr.api import fetch as fetch_module
from permit_ocr.api.addresses import IPAddress
from permit_ocr.api.errors import ApiError
from permit_ocr.api.fetch import Fetcher
from permit_ocr.settings import FetchSettings
from tests.api.calls import Calls, code
from tests.api.certificate import self_signed
from tests.api.picture_host import PictureHost, endless_chunks, picture, raw, redirect, silence, slowly
from tests.api.readers import CAT, PERMIT

MAX_BYTES = 10_000
FAILED, TOO_LARGE = "FailedOperation.DownLoadError", "LimitExceeded.TooLargeFileError"


class Names:
    """A resolver that gives each answer of its script once."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[IPAddress]:
        self.asked.append(host)
        return [ip_address(text) for text in self._answers.pop(0)]


def fetch(url: str, names: Names | None = None, **settings: object) -> bytes:
    return asyncio.run(Fetcher(FetchSettings.model_validate(settings), MAX_BYTES, names or Names())(url))


def outcome(url: str, names: Names | None = None, **settings: object) -> str:
    try:
        fetch(url, names, **settings)
    except ApiError as error:
        return error.code
    return "OK"


def serving(**scripts: object) -> AbstractContextManager[PictureHost]:
    return PictureHost({f"/{name}": script for name, script in scripts.items()})


def allow(host: PictureHost) -> dict[str, object]:
    return {"allow": f"127.0.0.1:{host.port}"}


def test_a_picture_is_fetched_and_little_is_told_about_us(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serving(a=picture(b"a picture")) as host:
        assert fetch(f" {host.url}/a?size=large#top\n", **allow(host)) == b"a picture"
    (head,) = host.heads
    assert head.decode().split("\r\n") == [
        "GET /a?size=large HTTP/1.1",
        f"Host: 127.0.0.1:{host.port}",
        "Accept: image/jpeg, image/png",
        "Accept-Encoding: identity",
        "",
        "",
    ]


@pytest.mark.parametrize("script", [
    silence,
    slowly(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + bytes(1000)),
    slowly(b"HTTP/1.1 200 OK\r\n" + b"X-Header: value\r\n" * 100),
    slowly(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000, 0.001),
], ids=["never answers", "body drips", "head drips", "never comes to the point"])  # fmt: skip
def test_time_is_limited_in_total(script: object) -> None:
    with serving(a=script) as host:
        began = time.perf_counter()
        assert outcome(f"{host.url}/a", seconds=0.3, **allow(host)) == FAILED
        assert 0.25 < time.perf_counter() - began < 1.0


def test_redirects_have_no_time_of_their_own() -> None:
    slow = slowly(b"HTTP/1.1 302 Elsewhere\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n", 0.004)
    with serving(a=slow, b=slow) as host:
        began = time.perf_counter()
        assert outcome(f"{host.url}/a", seconds=0.4, **allow(host)) == FAILED
        assert time.perf_counter() - began < 1.0


def test_a_name_server_that_does_not_answer_counts_too() -> None:
    async def never(host: str, port: int) -> Sequence[IPAddress]:
        await asyncio.sleep(10)
        return []

    fetcher = Fetcher(FetchSettings(seconds=0.2), MAX_BYTES, never)
    began = time.perf_counter()
    with pytest.raises(ApiError):
        asyncio.run(fetcher("http://pictures.example/a"))
    assert time.perf_counter() - began < 1.0


@pytest.mark.parametrize(("script", "expected"), [
    (picture(bytes(MAX_BYTES)), "OK"),
    (picture(bytes(MAX_BYTES + 1)), TOO_LARGE),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), TOO_LARGE),
    (raw(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(MAX_BYTES + 1)), TOO_LARGE),
    (endless_chunks, TOO_LARGE),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nless"), FAILED),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmore than that"), "OK"),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"), FAILED),
    (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"), FAILED),
    (raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000), FAILED),
    (raw(b"HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\na"), FAILED),
    (raw(b"HTTP/1.1 204 No Content\r\n\r\n"), FAILED),
    (raw(b"HTTP/1.1 302 Elsewhere\r\nContent-Length: 0\r\n\r\n"), FAILED),
    (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), FAILED),
    (raw(b""), FAILED),
])  # fmt: skip
def test_what_a_host_may_answer(script: object, expected: str) -> None:
    with serving(a=script) as host:
        assert outcome(f"{host.url}/a", seconds=2, **allow(host)) == expected


def test_nothing_is_unpacked() -> None:
    bomb = gzip.compress(bytes(5_000_000))
    with serving(a=picture(bomb, "Content-Encoding: gzip")) as host:
        assert fetch(f"{host.url}/a", **allow(host)) == bomb


def test_three_redirects_are_followed_and_no_more() -> None:
    chain = {"a": redirect("b", 301), "b": redirect("/c", 303), "c": redirect("?again", 307)}
    with serving(**chain, d=picture(b"found")) as host:
        assert outcome(f"{host.url}/a", **allow(host)) == FAILED
        assert len(host.heads) == 4
    with serving(a=redirect("b"), b=redirect("/c", 308), c=redirect("//127.0.0.1:1/../d")) as host:
        assert outcome(f"{host.url}/a", **allow(host)) == FAILED
    with serving(a=redirect("b"), b=redirect("c"), c=redirect("d"), d=picture(b"found")) as host:
        assert fetch(f"{host.url}/a", **allow(host)) == b"found"


@pytest.mark.parametrize("location", [
    "http://127.0.0.1:{inner}/a", "//127.0.0.1:{inner}/a", "http://localhost:{inner}/a",
    "http://user:pass@127.0.0.1:{port}/b", "file:///etc/passwd", "gopher://127.0.0.1:{port}/b",
    "http://0x7f.1:{port}/b", "http://[::ffff:127.0.0.1]:{port}/b", "http://[", "http://a b/",
])  # fmt: skip
def test_a_redirect_is_checked_like_the_first_url(location: str) -> None:
    with serving(a=picture(b"secret")) as inner, PictureHost({}) as host:
        host._scripts |= {
            "/a": redirect(location.format(inner=inner.port, port=host.port)),
            "/b": picture(b"secret"),
        }
        assert outcome(f"{host.url}/a", Names(["127.0.0.1"]), **allow(host)) == FAILED
        assert inner.heads == []
        assert len(host.heads) == 1


def test_a_name_is_asked_for_once_and_connected_to_as_it_was_checked() -> None:
    with serving(a=picture(b"from outside")) as host:
        rebinding = Names(["127.0.0.1"], ["10.0.0.1"])
        assert fetch(f"http://Pictures.Example:{host.port}/a", rebinding, **allow(host)) == b"from outside"
        assert rebinding.asked == ["pictures.example"]
        assert f"Host: pictures.example:{host.port}\r\n".encode() in host.heads[0]


def test_one_forbidden_address_among_the_answers_is_enough() -> None:
    with serving(a=picture(b"inside")) as host:
        names = Names(["127.0.0.1", "10.0.0.1"])
        assert outcome(f"http://pictures.example:{host.port}/a", names, **allow(host)) == FAILED
        assert host.heads == []


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    with serving(a=picture(b"found")) as host:
        names = Names(["127.0.0.2", "127.0.0.1"])
        url = f"http://pictures.example:{host.port}/a"
        assert fetch(url, names, allow=f"127.0.0.0/8:{host.port}") == b"found"


def test_international_names_are_looked_up_in_ascii() -> None:
    with serving(a=picture(b"found")) as host:
        names = Names(["127.0.0.1"])
        settings = {"public": False, "allow": f"图片.example:{host.port}"}
        assert fetch(f"http://图片.Example:{host.port}/a", names, **settings) == b"found"
        assert names.asked == ["xn--wcsw84d.example"]


def test_a_name_that_cannot_be_allowed_is_never_asked_for() -> None:
    for settings in ({"public": False}, {"public": False, "allow": "other.example"}, {"allow": "pictures.example:81"}):
        names = Names()
        assert outcome("http://pictures.example:8080/a", names, **settings) == FAILED
        assert names.asked == []


HOSTILE = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.0.1./", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.01/", "http://0/",
    "http://0.0.0.0/", "http://１２７.０.０.１/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://localhost/",
    "http://localhost./", "http://LOCALHOST/", "http://134744072/", "http://8.8.2056/", "http://0x08.8.8.8/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://169.254.169.254/",
    "http://100.100.100.200/", "http://168.63.129.16/", "http://192.0.0.192/", "http://224.0.0.1/",
    "http://240.0.0.1/", "http://255.255.255.255/", "http://198.18.0.1/", "http://192.88.99.1/",
    "http://[::]/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::8.8.8.8]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2002:808:808::1]/", "http://[2001:0:808:808::1]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[100::1]/",
    "http://user@8.8.8.8/", "http://user:pass@8.8.8.8/", "http://8.8.8.8@127.0.0.1/", "http://8.8.8.8:80@127.0.0.1/",
    "http://8.8.8.8:22/", "http://8.8.8.8:8080/", "http://8.8.8.8:0/", "http://8.8.8.8:65536/", "http://8.8.8.8:-1/",
    "https://8.8.8.8:8443/", "http://127.0.0.1\\@8.8.8.8/", "http://8.8.8.8\\@127.0.0.1/", "http://127.0.0.1%2f8.8.8.8/",
    "http://127.0.0.1%00.example/", "http://127.0.0.1\t/", "http://127.0.0.1\r\nHost: x/", "http://a b/", "http://%31%32%37.1/",
    "ftp://8.8.8.8/", "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "gopher://8.8.8.8/", "data:image/png,A",
    "unix:///run/redis.sock", "//8.8.8.8/", "8.8.8.8", "http://", "http:///a", "http:8.8.8.8", "https:", "x",
    "\x00", "\ud800",
    "http://" + "a" * 300 + ".example/", "http://" + "a." * 5000, "http://a..example/", "http://-/", "http://*/",
    "http://8.8.8.8/" + "a" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE, ids=lambda url: ascii(url)[:50])
def test_hostile_urls_are_refused_without_a_connection(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", _must_not_connect)
    assert outcome(url, Names(["127.0.0.1"])) == FAILED


async def _must_not_connect(*_: object, **__: object) -> None:
    raise AssertionError("connected")


def test_the_cause_is_logged_and_the_secrets_of_the_url_are_not(logs: list) -> None:
    assert outcome("http://127.0.0.1/photos/1.jpg?signature=topsecret#topsecret") == FAILED
    assert outcome("http://user:topsecret@127.0.0.1/") == FAILED
    assert outcome("http://topsecret:topsecret/?topsecret") == FAILED
    assert [entry["url"] for entry in logs] == ["http://127.0.0.1/photos/1.jpg", "http://127.0.0.1/", "not a URL"]
    assert logs[0]["reason"] == "ForbiddenAddressError: 127.0.0.1 port 80 is not allowed"
    assert "topsecret" not in str(logs)


def test_the_caller_learns_nothing_of_the_cause() -> None:
    with serving(a=picture(PERMIT), b=picture(CAT), c=redirect("http://10.0.0.1/")) as host:
        settings = FetchSettings(public=False, allow=f"127.0.0.1:{host.port}", seconds=1)
        with Calls(fetch=settings) as calls:
            both = {"ImageUrl": f"{host.url}/a", "ImageBase64": "not looked at"}
            assert calls.response(body=both)["Number"] == "C87654321"
            assert calls.code(body={"ImageUrl": f"{host.url}/b"}) == "FailedOperation.OcrFailed"
            for url in (f"{host.url}/c", "http://127.0.0.1:1/", "http://no.example/", "nonsense"):
                response = calls.response(body={"ImageUrl": url})
                assert (code(response), response["Error"]["Message"]) == (
                    FAILED,
                    "文件下载失败。请确认 ImageUrl 指向本服务可访问的图片。",
                )


def test_the_largest_picture_is_the_one_that_fits_into_base64() -> None:
    with serving(a=picture(b"x" * 75), b=picture(b"x" * 76)) as host:
        settings = FetchSettings(public=False, allow=f"127.0.0.1:{host.port}")
        with Calls(fetch=settings, base64_characters=100) as calls:
            assert calls.code(body={"ImageUrl": f"{host.url}/a"}) == "FailedOperation.ImageDecodeFailed"
            assert calls.code(body={"ImageUrl": f"{host.url}/b"}) == TOO_LARGE


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SSLContext:
    """A server that can prove to be images.corp.lan to those who trust SSL_CERT_FILE."""
    certificate = self_signed(tmp_path, "DNS:images.corp.lan")
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))
    fetch_module._trust.cache_clear()
    monkeypatch.setattr(fetch_module, "_trust", fetch_module._trust.__wrapped__)
    return context


def test_tls_is_verified_by_name_though_the_address_is_pinned(certified: SSLContext, logs: list) -> None:
    asked: list[str | None] = []
    certified.sni_callback = lambda _socket, name, _context: asked.append(name)
    with PictureHost({"/a": picture(b"over TLS")}, certified) as host:
        url = f"https://{{}}:{host.port}/a"
        assert fetch(url.format("images.corp.lan"), Names(["127.0.0.1"]), **allow(host)) == b"over TLS"
        assert outcome(url.format("other.corp.lan"), Names(["127.0.0.1"]), **allow(host)) == FAILED
        assert outcome(url.format("127.0.0.1"), **allow(host)) == FAILED
    assert asked[:2] == ["images.corp.lan", "other.corp.lan"]
    assert "CERTIFICATE_VERIFY_FAILED" in logs[0]["reason"]
