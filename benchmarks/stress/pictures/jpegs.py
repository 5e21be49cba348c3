"""JPEG files whose segments lie (ITU-T T.81)."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Mapping, Sequence

from PIL import Image

from benchmarks.stress.pictures.seeds import encoded, seeds

_SOI, _EOI, _SOS, _DHT, _DQT, _APP1 = 0xD8, 0xD9, 0xDA, 0xC4, 0xDB, 0xE1
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_SIDES = (0, 1, 15, 16, 8000, 32768, 65500, 65535)

Segment = tuple[int, bytes]


def _segments(jpeg: bytes) -> tuple[list[Segment], bytes]:
    """The segments before the pixels, and all from the first scan on."""
    found: list[Segment] = []
    at = 2
    while jpeg[at + 1] != _SOS:
        length = struct.unpack_from(">H", jpeg, at + 2)[0]
        found.append((jpeg[at + 1], jpeg[at + 4 : at + 2 + length]))
        at += 2 + length
    return found, jpeg[at:]


def _joined(segments: Sequence[Segment], scans: bytes) -> bytes:
    packed = (
        b"\xff" + bytes([marker]) + struct.pack(">H", min(len(data) + 2, 65535)) + data for marker, data in segments
    )
    return b"\xff\xd8" + b"".join(packed) + scans


def _any(rng: random.Random) -> tuple[list[Segment], bytes]:
    return _segments(rng.choice([data for name, data in sorted(seeds().items()) if name.startswith("jpeg")]))


def _changed(rng: random.Random, markers: frozenset[int], change: Callable[[bytearray], None]) -> bytes:
    segments, scans = _any(rng)
    for i, (marker, data) in enumerate(segments):
        if marker in markers:
            damaged = bytearray(data)
            change(damaged)
            segments[i] = (marker, bytes(damaged))
    return _joined(segments, scans)


def _lying_size(rng: random.Random) -> bytes:
    return _changed(rng, _FRAMES, lambda data: struct.pack_into(">HH", data, 1, rng.choice(_SIDES), rng.choice(_SIDES)))


def _lying_frame(rng: random.Random) -> bytes:
    def change(data: bytearray) -> None:
        data[rng.choice((0, *range(5, len(data))))] = rng.randrange(256)

    return _changed(rng, _FRAMES, change)


def _broken_tables(rng: random.Random) -> bytes:
    def change(data: bytearray) -> None:
        for _ in range(rng.choice((1, 4))):
            data[rng.randrange(len(data))] = rng.choice((0, 1, 255, rng.randrange(256)))

    return _changed(rng, frozenset({_DHT, _DQT}), change)


def _segment_surgery(rng: random.Random) -> bytes:
    segments, scans = _any(rng)
    match rng.randrange(4):
        case 0:
            rng.shuffle(segments)
        case 1:
            del segments[rng.randrange(len(segments))]
        case 2:
            segments *= rng.choice((2, 5))
        case _:
            segments.insert(0, (rng.randrange(0xC0, 0xFF), rng.randbytes(rng.choice((0, 5, 60_000)))))
    return _joined(segments, scans)


def _deep_exif(rng: random.Random) -> bytes:
    """Directories that lead to each other in a circle, tags that point beyond the end, counts without end."""
    order = rng.choice((b"II*\x00", b"MM\x00*"))
    pack = "<" if order[0] == ord("I") else ">"
    tags = [0x8769, 0x8825, 0xA005, 0x0112, 0x927C, rng.randrange(65536)]
    counts, places = (1, 65535, (1 << 32) - 1), (8, 9, 200, (1 << 32) - 1)

    def entry() -> bytes:
        return struct.pack(f"{pack}HHII", rng.choice(tags), rng.randrange(14), rng.choice(counts), rng.choice(places))

    entries = b"".join(entry() for _ in range(rng.choice((1, 30))))
    count = rng.choice((len(entries) // 12, 65535))
    directory = struct.pack(pack + "H", count) + entries + struct.pack(pack + "I", 8)
    segments, scans = _any(rng)
    exif = b"Exif\x00\x00" + order + struct.pack(pack + "I", 8) + directory
    return _joined([(_APP1, exif)] * rng.choice((1, 1, 400)) + segments, scans)


def _restarts(rng: random.Random) -> bytes:
    segments, scans = _any(rng)
    damaged = bytearray(scans)
    for _ in range(rng.choice((1, 20))):
        at = rng.randrange(12, len(damaged) - 1)
        damaged[at : at + 2] = bytes((0xFF, rng.choice((0x00, *range(0xD0, 0xDA), 0xFF, 0xDC))))
    return _joined([(0xDD, struct.pack(">H", rng.choice((0, 1, 65535)))), *segments], bytes(damaged))


def _many_scans(rng: random.Random) -> bytes:
    """A small file that a decoder goes over a thousand times (the known weakness of progressive JPEG)."""
    side = rng.choice((500, 4000))
    segments, scans = _segments(encoded(Image.new("L", (side, side), 128), "JPEG", progressive=True))
    body = scans.removesuffix(b"\xff\xd9")
    return _joined(segments, body * rng.choice((10, 300)) + b"\xff\xd9")


def _one_by_many(rng: random.Random) -> bytes:
    size = rng.choice((1, 8, 16, 17)), rng.choice((1, 1000, 65000))
    return encoded(Image.new(rng.choice(("L", "RGB", "CMYK")), rng.choice((size, size[::-1]))), "JPEG")


KINDS: Mapping[str, Callable[[random.Random], bytes]] = {
    "jpeg of lying size": _lying_size,
    "jpeg of lying frame": _lying_frame,
    "jpeg with broken tables": _broken_tables,
    "jpeg segment surgery": _segment_surgery,
    "jpeg with endless exif": _deep_exif,
    "jpeg with odd restarts": _restarts,
    "jpeg of many scans": _many_scans,
    "jpeg one by many": _one_by_many,
}
