"""Damage that needs no knowledge of the format."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

Change = Callable[[random.Random, bytes], bytes]

_INTERESTING = (
    b"\x00",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff",
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
)


def of_any(change: Change, seeds: Mapping[str, bytes]) -> Callable[[random.Random], bytes]:
    """Do it to any of the seeds."""
    pictures = sorted(seeds.values())
    return lambda rng: change(rng, rng.choice(pictures))


def _flip_bits(rng: random.Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64))):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def _flip_in_head(rng: random.Random, data: bytes) -> bytes:
    head = min(len(data), 700)  # the tables of a JPEG, the chunks before the pixels of a PNG
    return _flip_bits(rng, data[:head]) + data[head:]


def _truncate(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _overwrite(rng: random.Random, data: bytes) -> bytes:
    value, at = rng.choice(_INTERESTING), rng.randrange(len(data))
    return data[:at] + value + data[at + len(value) :]


def _insert(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(rng.choice((1, 2, 64, 5000))) + data[at:]


def _cut_out(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice((1, 2, 64, 5000)) :]


def _repeat(rng: random.Random, data: bytes) -> bytes:
    begin, length = rng.randrange(len(data)), rng.choice((2, 40, 2000))
    return data[: begin + length] + data[begin : begin + length] * rng.choice((1, 3, 50)) + data[begin + length :]


def _shuffle(rng: random.Random, data: bytes) -> bytes:
    blocks = [data[i : i + 64] for i in range(0, len(data), 64)]
    a, b = rng.randrange(1, len(blocks)), rng.randrange(1, len(blocks))
    blocks[a], blocks[b] = blocks[b], blocks[a]
    return b"".join(blocks)


CHANGES: Mapping[str, Change] = {
    "bits flipped": _flip_bits,
    "bits flipped in the head": _flip_in_head,
    "truncated": _truncate,
    "overwritten": _overwrite,
    "inserted": _insert,
    "cut out": _cut_out,
    "repeated": _repeat,
    "shuffled": _shuffle,
}
