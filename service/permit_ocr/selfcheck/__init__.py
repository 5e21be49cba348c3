"""Does this installation read? A packaged specimen photo, whose every field is known, tells.

The check is the warm-up too: after it, every model has run once.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Protocol

from permit_ocr.errors import NoPermitFoundError, SelfCheckError
from permit_ocr.types import Field, PermitReading


class Reader(Protocol):
    """Anything that reads an encoded photo."""

    def read(self, photo: bytes, /) -> PermitReading:
        """Read one photo."""
        ...


def check(reader: Reader) -> None:
    """Read the packaged photo; raise :class:`SelfCheckError` naming what was not read as it should be."""
    folder = files(__name__)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    try:
        reading = reader.read((folder / "photo.jpg").read_bytes())
    except NoPermitFoundError as error:
        raise SelfCheckError("the packaged specimen photo was not recognised as a permit") from error
    wrong = [name for name, value in expected["fields"].items() if reading.value(Field(name)) != value]
    if reading.kind != expected["kind"]:
        wrong.insert(0, "kind")
    if wrong:
        raise SelfCheckError(f"the packaged specimen photo was misread: {', '.join(wrong)}")
