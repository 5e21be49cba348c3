"""Who needs no key: the page of this service, in a browser on the machine that it runs on.

A browser sends requests for any page that somebody looks at. So the request must be for a loopback name, which no
other site's name can be made to look like (DNS rebinding), must come from a page of just that origin, and must not
have come through a proxy, behind which anybody may sit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address

VISITOR = "page"
"""Stands for the SecretId in the rate limit and in the log."""

_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_PORT = re.compile(r":[0-9]+$")


def is_loopback(host: str) -> bool:
    """Whether a name or address, an IPv6 one with or without brackets, leads to this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        return False


def is_local(headers: Mapping[str, str], peer: str) -> bool:
    """Whether a request was made on this machine, for this machine.

    ``headers`` have lower-case names; ``peer`` is the address that it came from.
    """
    host = _PORT.sub("", headers.get("host", "").strip())
    return is_loopback(host) and is_loopback(peer) and not any(name in headers for name in _FORWARDED)


def is_own_page(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that a page of this very origin makes the request."""
    origin = f"http://{headers.get('host', '').strip()}"
    return headers.get("origin") == origin and headers.get("sec-fetch-site", "same-origin") == "same-origin"
