"""Which internet addresses are public, and which lead into somebody's own network.

Python's ``ipaddress`` counts some special blocks as global, and its lists differ between releases: those blocks
are named here. Source: the special-purpose address registries of IANA (RFC 6890), and the clouds' documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""Public IPv6 addresses are given out of this block alone. IPv4-mapped (``::ffff:0:0/96``) and NAT64
(``64:ff9b::/96``) addresses, behind which any IPv4 address may hide, are outside."""

_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", re.IGNORECASE)

_ENDS_IN_A_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
"""What the URL standard (WHATWG) takes for an IPv4 address: decimal, octal, hexadecimal, or shortened."""


def _networks(*blocks: str) -> tuple[IPNetwork, ...]:
    return tuple(ip_network(block) for block in blocks)


_NOT_PUBLIC = _networks(
    "168.63.129.16/32",  # the host of an Azure machine
    "192.0.0.0/24",  # protocol assignments; Oracle's cloud serves metadata at 192.0.0.192
    "192.88.99.0/24",  # relays of 6to4
    "224.0.0.0/4",  # multicast
    "2001::/23",  # protocol assignments, Teredo's IPv4 addresses in disguise among them
    "2001:db8::/32",  # documentation
    "2002::/16",  # 6to4: IPv4 addresses in disguise
    "3fff::/20",  # documentation
)

_PRIVATE = _networks(
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1/128", "fc00::/7"
)  # fmt: skip

_METADATA = _networks("100.100.100.200/32", "fd00:ec2::254/128")
"""Where clouds hand a machine its secrets, as far as these are private addresses (Alibaba, Amazon)."""


def is_public(address: IPAddress) -> bool:
    """Whether everybody reaches the same machine at this address."""
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not _within(address, _NOT_PUBLIC)


def is_private_host(address: IPAddress) -> bool:
    """Whether an ordinary machine of one's own network may be here."""
    return _within(address, _PRIVATE) and not _within(address, _METADATA)


def literal_address(host: str) -> IPAddress | None:
    """The address that a host is written as, ``None`` for a name.

    Raises :class:`ValueError` for what is neither, and for the other spellings of IPv4 addresses, which are used for
    hiding one.
    """
    try:
        return ip_address(host)
    except ValueError:
        if not _NAME.fullmatch(host) or _ENDS_IN_A_NUMBER.search(host):
            raise ValueError("the host is neither a name nor a plainly written address") from None
        return None


def _within(address: IPAddress, networks: Iterable[IPNetwork]) -> bool:
    return any(address in network for network in networks)
