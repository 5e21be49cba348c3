"""Names that lead into one's own network, some of them only the second time that they are asked for."""

from __future__ import annotations

import asyncio

import pytest

from permit_ocr.api.errors import ApiError
from permit_ocr.api.fetch import Fetcher
from permit_ocr.settings import FetchSettings
from tests.api.name_server import NameServer
from tests.api.picture_host import PictureHost, picture, redirect

FAILED = "FailedOperation.DownLoadError"
INSIDE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "100.64.0.1", "100.127.255.255", "169.254.169.254", "169.254.0.1", "100.100.100.200",
    "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "192.88.99.1",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:7f00:1", "::ffff:a00:1",
    "::7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
]  # fmt: skip


def outcome(url: str, names: NameServer, **settings: object) -> str:
    try:
        asyncio.run(Fetcher(FetchSettings.model_validate(settings), 10_000, names)(url))
    except ApiError as error:
        return error.code
    return "OK"


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_followed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def must_not_connect(*_: object, **__: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", must_not_connect)
    for answers in ([address], ["8.8.8.8", address]):
        with NameServer(answers) as names:
            assert outcome("http://pictures.example/a", names) == FAILED
            assert names.asked == ["pictures.example"]


def test_a_name_that_leads_elsewhere_the_second_time_is_not_asked_a_second_time() -> None:
    with PictureHost({"/a": picture(b"outside")}) as outside, NameServer(["127.0.0.1"], ["127.0.0.2"]) as names:
        allowed = f"127.0.0.1:{outside.port}"
        assert outcome(f"http://pictures.example:{outside.port}/a", names, allow=allowed) == "OK"
        assert names.asked == ["pictures.example"]


def test_a_redirect_to_the_same_name_is_checked_anew() -> None:
    """Between the two, the name has moved inside."""
    with PictureHost({}) as host, NameServer(["127.0.0.1"], ["127.0.0.2"]) as names:
        url = f"http://pictures.example:{host.port}"
        host._scripts |= {"/a": redirect(f"{url}/b"), "/b": picture(b"inside")}
        assert outcome(f"{url}/a", names, allow=f"127.0.0.1:{host.port}") == FAILED
        assert len(names.asked) == 2
        assert len(host.heads) == 1
