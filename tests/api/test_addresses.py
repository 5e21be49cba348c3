from __future__ import annotations

from ipaddress import ip_address

import pytest

from permit_ocr.api.addresses import is_public
from permit_ocr.api.allowance import allowance
from permit_ocr.settings import FetchSettings, SettingsError


@pytest.mark.parametrize("text", [
    "8.8.8.8", "1.1.1.1", "223.255.255.254", "11.0.0.0", "100.128.0.1", "172.32.0.1", "2400:3200::1",
    "2606:4700::1111", "3ffe::1",
])  # fmt: skip
def test_public_addresses(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(("allow", "host", "port", "address"), [
    ("10.1.0.0/16", "10.1.2.3", 80, "10.1.2.3"),
    ("10.1.0.0/16", "images", 443, "10.1.255.255"),
    ("images.corp.lan", "images.corp.lan", 80, "10.9.9.9"),
    ("Images.Corp.LAN", "images.corp.lan", 443, "fd00::9"),
    (" a.lan , images.corp.lan:9000 ", "images.corp.lan", 9000, "127.0.0.1"),
    ("10.1.2.3:9000", "10.1.2.3", 9000, "10.1.2.3"),
    ("10.1.0.0/16:9000", "x", 9000, "10.1.2.3"),
    ("fd00::/8", "x", 80, "fd00::1"),
    ("[fd00::/8]:9000", "x", 9000, "fd00::1"),
    ("::1", "x", 80, "::1"),
    ("[::1]:8080", "x", 8080, "::1"),
    ("64:ff9b::/96", "x", 80, "64:ff9b::808:808"),
    ("169.254.169.254", "x", 80, "169.254.169.254"),
    ("images.example.com:8443", "images.example.com", 8443, "8.8.8.8"),
    ("localhost", "localhost", 80, "127.0.0.1"),
])  # fmt: skip
def test_what_the_operator_lists_is_allowed(allow: str, host: str, port: int, address: str) -> None:
    allowed = allowance(FetchSettings(public=False, allow=allow))
    assert allowed.may_cover(host, port)
    assert allowed.covers(host, port, ip_address(address))


@pytest.mark.parametrize(("allow", "host", "port", "address"), [
    ("", "x", 80, "10.1.2.3"),
    ("", "x", 80, "8.8.8.8"),
    ("10.1.0.0/16", "x", 80, "10.2.0.0"),
    ("10.1.0.0/16", "x", 8080, "10.1.2.3"),
    ("10.1.0.0/16", "x", 80, "::ffff:10.1.2.3"),
    ("10.1.0.0/16:9000", "x", 80, "10.1.2.3"),
    ("images.corp.lan", "evil.images.corp.lan", 80, "10.1.2.3"),
    ("images.corp.lan", "corp.lan", 80, "10.1.2.3"),
    ("images.corp.lan", "10.1.2.3", 80, "10.1.2.3"),
    ("images.corp.lan", "images.corp.lan", 9000, "10.1.2.3"),
    ("images.corp.lan", "images.corp.lan", 80, "169.254.169.254"),
    ("images.corp.lan", "images.corp.lan", 80, "100.100.100.200"),
    ("images.corp.lan", "images.corp.lan", 80, "fd00:ec2::254"),
    ("images.corp.lan", "images.corp.lan", 80, "0.0.0.0"),
    ("images.corp.lan", "images.corp.lan", 80, "::ffff:10.1.2.3"),
    ("images.corp.lan", "images.corp.lan", 80, "224.0.0.1"),
])  # fmt: skip
def test_and_nothing_else(allow: str, host: str, port: int, address: str) -> None:
    assert not allowance(FetchSettings(public=False, allow=allow)).covers(host, port, ip_address(address))


@pytest.mark.parametrize("allow", [
    "10.1.2.3/16", "10.1.0.0/99", "http://images.corp.lan", "a b", "images:port", "images:123456", "a,,b", "*.corp.lan",
    "0x7f.1", "user@images", "[::1", "10.1.0.0/16:9000:1",
])  # fmt: skip
def test_an_entry_that_cannot_be_meant_is_refused_by_its_place(allow: str) -> None:
    with pytest.raises(SettingsError, match=r"PERMIT_OCR_FETCH__ALLOW: entry [12] is no host") as caught:
        allowance(FetchSettings(allow=allow))
    assert allow not in str(caught.value)
