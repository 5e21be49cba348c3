"""PNG files whose chunks lie (https://www.w3.org/TR/png-3/); every checksum is right, so that the lie is looked at."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

from benchmarks.stress.pictures.seeds import encoded

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LENGTHS = (0, 1, 15, 16, 17, 255, 4096, 32768, 65535, 65536, 1 << 20, (1 << 31) - 1, (1 << 32) - 1)
_NAMES = (
    b"PLTE",
    b"tRNS",
    b"gAMA",
    b"iCCP",
    b"eXIf",
    b"acTL",
    b"fcTL",
    b"fdAT",
    b"tEXt",
    b"zTXt",
    b"iTXt",
    b"sBIT",
    b"XXXX",
)


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk with its length and checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def header(width: int, height: int, *, depth: int, colour: int, interlace: int = 0) -> bytes:
    """IHDR."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def png(head: bytes, rows: bytes, *between: bytes) -> bytes:
    """A file of a header, whatever comes between, and the pixels."""
    return b"".join((SIGNATURE, head, *between, chunk(b"IDAT", zlib.compress(rows, 1)), chunk(b"IEND", b"")))


def _lying_size(rng: random.Random) -> bytes:
    width, height = rng.choice(_LENGTHS), rng.choice(_LENGTHS)
    return png(header(width, height, depth=8, colour=2), rng.randbytes(rng.choice((0, 100, 5000))))


def _lying_depth(rng: random.Random) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, *(rng.randrange(256) for _ in range(5))))
    return png(head, (b"\x00" + bytes(64 * 8)) * 64)


def _one_by_many(rng: random.Random) -> bytes:
    narrow, long = rng.choice((1, 2, 16, 17)), rng.choice((1, 1000, 65535, 1_000_000))
    size = rng.choice(((narrow, long), (long, narrow)))
    return encoded(Image.new(rng.choice(("L", "RGB", "P", "1")), size, 1), "PNG")


def _chunk_surgery(rng: random.Random) -> bytes:
    odd = [
        chunk(rng.choice(_NAMES), rng.randbytes(rng.choice((0, 1, 4, 8, 26, 300)))) for _ in range(rng.randrange(1, 6))
    ]
    parts = [header(64, 64, depth=8, colour=rng.choice((0, 2, 3, 4, 6))), *odd]
    parts += [chunk(b"IDAT", zlib.compress((b"\x00" + bytes(64 * 4)) * 64)), chunk(b"IEND", b"")]
    if rng.random() < 0.5:
        rng.shuffle(parts)
    return SIGNATURE + b"".join(parts * rng.choice((1, 1, 2)))


def _broken_stream(rng: random.Random) -> bytes:
    stream = bytearray(zlib.compress(rng.randbytes(64 * 193)))
    stream[rng.randrange(len(stream))] ^= 0xFF
    pieces = [bytes(stream[i : i + 97]) for i in range(0, len(stream), 97)]
    body = b"".join(chunk(b"IDAT", piece) for piece in pieces)
    return SIGNATURE + header(64, 64, depth=8, colour=2) + body + chunk(b"IEND", b"")


def _bomb(rng: random.Random) -> bytes:
    """Megabytes of nothing, up to what may just be decoded and beyond it, in kilobytes."""
    side = rng.choice((4000, 7999, 8000, 8001, 20000))
    packer, rows = zlib.compressobj(9), bytes(1 + side * 3)
    stream = b"".join(packer.compress(rows) for _ in range(min(side, 8001))) + packer.flush()
    return SIGNATURE + header(side, side, depth=8, colour=2) + chunk(b"IDAT", stream) + chunk(b"IEND", b"")


def _text_bomb(rng: random.Random) -> bytes:
    packed = zlib.compress(bytes(rng.choice((1, 80)) << 20), 9)
    name = rng.choice((b"zTXt", b"iTXt", b"iCCP"))
    bomb = chunk(name, b"a\x00" + (b"\x01\x00\x00\x00" if name == b"iTXt" else b"\x00") + packed)
    return png(header(64, 64, depth=8, colour=0), (b"\x00" + bytes(64)) * 64, *[bomb] * rng.choice((1, 20)))


KINDS: Mapping[str, Callable[[random.Random], bytes]] = {
    "png of lying size": _lying_size,
    "png of lying depth": _lying_depth,
    "png one by many": _one_by_many,
    "png chunk surgery": _chunk_surgery,
    "png with a broken stream": _broken_stream,
    "png bomb": _bomb,
    "png text bomb": _text_bomb,
}
