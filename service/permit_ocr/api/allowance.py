"""From where a picture may be fetched: public addresses, and what the operator allows besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network

import httpx

from permit_ocr.api.addresses import IPAddress, IPNetwork, is_private_host, is_public, literal_address
from permit_ocr.settings import FetchSettings, SettingsError

_PORTS = frozenset({80, 443})

_WITH_PORT = re.compile(r"(?P<place>\[[^\]]+\]|[^:]+):(?P<port>[0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A host or a network that the operator allows, on one port or on those of http and https."""

    place: str | IPNetwork
    ports: frozenset[int]

    def may_cover(self, host: str, port: int) -> bool:
        """Whether there are addresses at which it allows a host on a port."""
        return port in self.ports and (self.place == host or not isinstance(self.place, str))

    def covers(self, host: str, port: int, address: IPAddress) -> bool:
        """Whether it allows a host, found at an address, on a port."""
        return port in self.ports and self._leads_to(host, address)

    def _leads_to(self, host: str, address: IPAddress) -> bool:
        if isinstance(self.place, str):
            # Whoever answers for the name may point it anywhere: a cloud's metadata takes an entry of its own.
            return host == self.place and (is_public(address) or is_private_host(address))
        return address in self.place


@dataclass(frozen=True, slots=True)
class Allowance:
    """All that may be fetched."""

    public: bool
    entries: tuple[Entry, ...]

    def may_cover(self, host: str, port: int) -> bool:
        """Whether it is worth looking where a host is: a name that cannot be allowed is never asked for."""
        return (self.public and port in _PORTS) or any(entry.may_cover(host, port) for entry in self.entries)

    def covers(self, host: str, port: int, address: IPAddress) -> bool:
        """Whether a picture may come from a host, found at an address, on a port."""
        if self.public and port in _PORTS and is_public(address):
            return True
        return any(entry.covers(host, port, address) for entry in self.entries)


def allowance(settings: FetchSettings) -> Allowance:
    """What the settings allow; raises :class:`SettingsError` for an entry that is neither host nor network."""
    return Allowance(settings.public, tuple(_entries(settings.allow)))


def _entries(text: str) -> Iterator[Entry]:
    parts = [part.strip() for part in text.split(",")] if text.strip() else []
    for number, part in enumerate(parts, start=1):
        try:
            yield _parse(part)
        except (ValueError, httpx.InvalidURL):
            raise SettingsError(f"PERMIT_OCR_FETCH__ALLOW: entry {number} is no host, network or host:port") from None


def _parse(part: str) -> Entry:
    match = _WITH_PORT.fullmatch(part)
    place, ports = (match["place"].strip("[]"), frozenset({int(match["port"])})) if match else (part, _PORTS)
    return Entry(_network(place) or _name(place), ports)


def _network(text: str) -> IPNetwork | None:
    try:
        return ip_network(text)
    except ValueError:
        if "/" in text:  # such as one with bits set beyond its mask
            raise
        return None


def _name(text: str) -> str:
    name = httpx.URL(scheme="http", host=text).raw_host.decode("ascii")  # international names in their ASCII form
    if literal_address(name):
        raise ValueError("an address, and yet no network")
    return name
