"""What one reader made of one photo."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.peers.oracle import fields_found
from benchmarks.peers.peer import Peer
from permit_ocr.imaging.decode import decode
from permit_ocr.types import Field, Image

ENOUGH = 0.5
"""Share of the fields from which the photo as it is needs no other turn; trying all would take four times as long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One photo, judged."""

    exact: Mapping[Field, bool]
    seconds: float
    """Decoding and reading the photo as it is; what further turns took is not held against anybody."""
    turn: int = 0
    """Quarter turns, counter-clockwise, after which the most fields were right."""


def best_answer(peer: Peer, jpeg: bytes, expected: Mapping[Field, str]) -> Answer:
    """Read a photo, turned upright by its EXIF orientation, as it is and, if that gives little, turned.

    The turn with the most right fields counts: a peer need not know which way up a card lies.
    """
    begin = time.perf_counter()
    image = decode(jpeg)
    lines = peer.lines(image)
    seconds = time.perf_counter() - begin
    found = {0: fields_found(expected, lines)}
    if sum(found[0].values()) < ENOUGH * len(expected):
        found |= {turn: fields_found(expected, peer.lines(_turned(image, turn))) for turn in (1, 2, 3)}
    best = max(found, key=lambda turn: sum(found[turn].values()))
    return Answer(found[best], seconds, best)


def _turned(image: Image, quarters: int) -> Image:
    return np.ascontiguousarray(np.rot90(image, quarters))
