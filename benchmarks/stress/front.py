"""The service with a reader that knows a photo by its hash and needs no time: what is measured then is all the rest."""

from __future__ import annotations

import hashlib
import sys
import time

from permit_ocr.types import DocumentKind, Field, FieldReading, PermitReading, Point, Portrait, Quad

COMMAND = (sys.executable, "-m", "benchmarks.stress.front")
"""Starts it, in the environment that :class:`~benchmarks.started.Started` gives it."""

SLEEPING = (*COMMAND, "sleeping")
"""The same with a reader that takes a constant time."""

_READ_SECONDS = 0.05

_CARD = Quad((Point(0, 0), Point(10, 0), Point(10, 6), Point(0, 6)))


class Hasher:
    """What a worker holds."""

    def read(self, photo: bytes, /) -> PermitReading:
        """Fields and portrait that no other photo has."""
        fields = {name: FieldReading(hashlib.sha256(name.encode() + photo).hexdigest(), 1.0) for name in Field}
        portrait = Portrait(hashlib.sha256(photo).digest() * 200, _CARD)
        return PermitReading(DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, _CARD, fields, portrait, warnings=())


class Sleeper(Hasher):
    """The same, after a while in which it leaves the processor to others."""

    def read(self, photo: bytes, /) -> PermitReading:
        """Wait, and answer."""
        time.sleep(_READ_SECONDS)
        return super().read(photo)


def trust(_: object) -> None:
    """There is nothing to check."""


if __name__ == "__main__":
    # In here, because every worker process imports this file again.
    from benchmarks.stress.front import Hasher as Quick
    from benchmarks.stress.front import Sleeper as Constant
    from permit_ocr.serving.server import serve_reader
    from permit_ocr.settings import load_settings

    serve_reader(load_settings(), Constant if sys.argv[1:] else Quick, trust)
