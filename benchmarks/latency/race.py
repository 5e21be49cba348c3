"""Who is timed, and the turns they take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from benchmarks.latency.photos import Size
from benchmarks.outcome import REPORTED_FIELDS, judge
from benchmarks.peers.oracle import fields_found
from benchmarks.peers.peer import MissingPeerError, Peer
from benchmarks.peers.readers import PEERS
from benchmarks.specimens import Sample
from permit_ocr.card.load import load_locator
from permit_ocr.errors import EngineUnavailableError
from permit_ocr.imaging.decode import decode
from permit_ocr.pipeline import PermitReader, Rules
from permit_ocr.text.load import load_engine
from permit_ocr.text.network import Runtime

THOROUGH = "onnxruntime, every line read"
"""Our own with its fast path shut."""


@dataclass(frozen=True, slots=True)
class Lap:
    """One photo by one runner."""

    runner: str
    size: str
    seconds: float
    exact: int
    """Fields that were right."""
    fields: int
    stages: Mapping[str, float] = field(default_factory=dict[str, float])
    """Seconds of each step, of our own runners."""


Runner = Callable[[Sample], Lap]


def runners(peers: Iterable[str]) -> dict[str, Runner]:
    """Load our reader on every runtime that is installed, and the peers that are, with one thread each."""
    ours = {runtime.value: partial(_reader, runtime) for runtime in Runtime} | {THOROUGH: _thorough_reader}
    loaded: dict[str, Runner] = {}
    for name, load in ours.items():
        try:
            loaded[name] = partial(_run_ours, name, load())
        except EngineUnavailableError as error:
            print(f"{name} is left out: {error}")
    for name in peers:
        try:
            loaded[name] = partial(_run_peer, name, PEERS[name]())
        except MissingPeerError as error:
            print(f"{name} is left out: {error}")
    return loaded


def race(entrants: Mapping[str, Runner], photos: Iterable[Mapping[Size, Sample]]) -> list[Lap]:
    """Let all read each photo in turn, so that what else the machine does hits all alike; the first photo warms up."""
    laps: list[Lap] = []
    for number, sizes in enumerate(photos):
        for size, sample in sizes.items():
            for run in entrants.values():
                lap = run(sample)
                if number:
                    laps.append(replace(lap, size=size.value))
    return laps


def _reader(runtime: Runtime) -> PermitReader:
    return PermitReader(load_engine(threads=1, runtime=runtime))


def _thorough_reader() -> PermitReader:
    return PermitReader(load_engine(threads=1), load_locator(), Rules(thorough=True))


def _run_ours(name: str, reader: PermitReader, sample: Sample) -> Lap:
    outcome = judge(reader, sample)
    return Lap(name, "", outcome.seconds, sum(outcome.exact.values()), len(outcome.exact), outcome.stages)


def _run_peer(name: str, peer: Peer, sample: Sample) -> Lap:
    begin = time.perf_counter()
    lines = peer.lines(decode(sample.jpeg))
    seconds = time.perf_counter() - begin
    expected = {name: sample.expected[name] for name in REPORTED_FIELDS if name in sample.expected}
    found = fields_found(expected, lines)
    return Lap(name, "", seconds, sum(found.values()), len(found))
