"""The service with a reader that knows a photo by its hash and needs no time: what is measured then is all the rest."""

from __future__ import annotations

import hashlib
import sys

from permit_ocr.types import DocumentKind, Field, FieldReading, PermitReading, Point, Portrait, Quad

COMMAND = (sys.executable, "-m", "benchmarks.stress.front")
"""Starts it, in the environment that :class:`~benchmarks.started.Started` gives it."""

_CARD = Quad((Point(0, 0), Point(10, 0), Point(10, 6), Point(0, 6)))


class Hasher:
    """What a worker holds."""

    def read(self, photo: bytes, /) -> PermitReading:
        """Fields and portrait that no other photo has."""
        fields = {name: FieldReading(hashlib.sha256(name.encode() + photo).hexdigest(), 1.0) for name in Field}
        portrait = Portrait(hashlib.sha256(photo).digest() * 200, _CARD)
        return PermitReading(DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, _CARD, fields, portrait, warnings=())


def trust(_: object) -> None:
    """There is nothing to check."""


if __name__ == "__main__":
    # In here, because every worker process imports this file again.
    from benchmarks.stress.front import Hasher as Imported
    from permit_ocr.serving.server import serve_reader
    from permit_ocr.settings import load_settings

    serve_reader(load_settings(), Imported, trust)
