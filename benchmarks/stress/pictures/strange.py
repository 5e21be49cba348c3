"""Files that are something else, or several things at once."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

from PIL import Image

from benchmarks.stress.pictures.seeds import encoded, seeds

_OTHERS = ("GIF", "BMP", "TIFF", "WEBP", "PPM", "ICO", "JPEG2000", "TGA", "PCX", "DDS")
_BEGINNINGS = (
    b"%PDF-1.7\n",
    b"GIF89a",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    b"BM",
    b"PK\x03\x04",
    b"\x7fELF",
    b"RIFF\x00\x00\x00\x00WEBP",
    b"%!PS-Adobe-3.0 EPSF-3.0\n",
    b"#!/bin/sh\n",
    b"\x00\x00\x00\x0cjP  ",
)


def _other_format(rng: random.Random) -> bytes:
    return encoded(Image.new("RGB", (64, 64), "red"), rng.choice(_OTHERS))


def _polyglot(rng: random.Random) -> bytes:
    """Two files in one: a foreign beginning or a foreign end."""
    picture = rng.choice(sorted(seeds().values()))
    if rng.random() < 0.5:
        return rng.choice(_BEGINNINGS) + picture
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a"), bytes(1000))
    return picture + stream.getvalue()


def _spliced(rng: random.Random) -> bytes:
    """The beginning of one picture and the end of another."""
    one, other = rng.sample(sorted(seeds().values()), 2)
    return one[: rng.randrange(len(one))] + other[rng.randrange(len(other)) :]


def _noise(rng: random.Random) -> bytes:
    return rng.choice((b"", *_BEGINNINGS)) + rng.randbytes(rng.choice((0, 1, 20, 3000)))


def _healthy(rng: random.Random) -> bytes:
    """Rare, and yet as it should be."""
    return rng.choice(sorted(seeds().values()))


KINDS: Mapping[str, Callable[[random.Random], bytes]] = {
    "another format": _other_format,
    "polyglot": _polyglot,
    "spliced": _spliced,
    "noise": _noise,
    "healthy": _healthy,
}
