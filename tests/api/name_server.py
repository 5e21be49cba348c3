"""A real name server of a test's own, on loopback, that answers as its script says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from ipaddress import IPv4Address, ip_address
from typing import Self

from dnslib import AAAA, QTYPE, RR, A, DNSRecord

from permit_ocr.api.addresses import IPAddress


class NameServer:
    """Gives each answer of its script once, and the last one for ever. Time to live is zero: nobody may keep one."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    async def __call__(self, host: str, port: int) -> Sequence[IPAddress]:
        """Ask it, over the network: a resolver for :class:`~permit_ocr.api.fetch.Fetcher`."""
        address, number = self._socket.getsockname()
        answer = DNSRecord.parse(DNSRecord.question(host, "A").send(address, number, timeout=5))
        return [ip_address(str(record.rdata)) for record in answer.rr]

    def _serve(self) -> None:
        while True:
            data, client = self._socket.recvfrom(4096)
            if not data:
                return
            question = DNSRecord.parse(data)
            reply = question.reply()
            self.asked.append(str(question.q.qname).rstrip("."))
            for text in self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]:
                reply.add_answer(_record(str(question.q.qname), text))
            self._socket.sendto(reply.pack(), client)


def _record(name: str, text: str) -> RR:
    if isinstance(ip_address(text), IPv4Address):
        return RR(name, QTYPE.A, rdata=A(text), ttl=0)
    return RR(name, QTYPE.AAAA, rdata=AAAA(text), ttl=0)
