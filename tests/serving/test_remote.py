from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from permit_ocr.errors import (
    DeadlineExceededError,
    NoPermitFoundError,
    OverloadedError,
    PermitOcrError,
    SelfCheckError,
    WorkerCrashedError,
)
from permit_ocr.serving import held
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.remote import RemoteReaders
from permit_ocr.serving.replica import Replica, TimedAnswer
from permit_ocr.settings import LogSettings
from permit_ocr.types import PermitReading
from tests.serving.readers import ScriptedReader, distrust, reading, trust

READ = reading("read")


class Cluster:
    """Gives what it was made with, one after the other."""

    def __init__(self, *outcomes: PermitReading | PermitOcrError) -> None:
        self._outcomes = iter(outcomes)
        self.calls = 0

    async def read(self, photo: bytes) -> TimedAnswer:
        self.calls += 1
        outcome = next(self._outcomes)
        if isinstance(outcome, WorkerCrashedError):
            raise outcome
        return TimedAnswer(held.Answer(outcome, 1, 1), 0.1)


@pytest.fixture
def nothing_held(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process holds no reader before, and none after; a replica has its process for itself."""
    monkeypatch.setattr(held, "_held", [])
    monkeypatch.setattr("permit_ocr.serving.replica.configure_logging", lambda _: None)
    return


def test_a_photo_whose_reader_died_is_given_to_another() -> None:
    cluster = Cluster(WorkerCrashedError(), READ)
    assert asyncio.run(RemoteReaders(cluster.read, PoolLimits()).read(b"")) == READ


def test_a_photo_is_tried_twice_at_most() -> None:
    cluster = Cluster(WorkerCrashedError(), WorkerCrashedError(), READ)
    with pytest.raises(WorkerCrashedError):
        asyncio.run(RemoteReaders(cluster.read, PoolLimits()).read(b""))
    assert cluster.calls == 2


def test_what_went_wrong_elsewhere_is_raised_here() -> None:
    cluster = Cluster(NoPermitFoundError("no permit"))
    with pytest.raises(NoPermitFoundError):
        asyncio.run(RemoteReaders(cluster.read, PoolLimits()).read(b""))
    assert cluster.calls == 1


def test_a_photo_that_nobody_answers_is_given_up() -> None:
    async def never(_: bytes) -> TimedAnswer:
        return await asyncio.Future()

    with pytest.raises(DeadlineExceededError):
        asyncio.run(RemoteReaders(never, PoolLimits(queue_seconds=0.01, read_seconds=0.01)).read(b""))


def test_as_many_may_wait_as_the_readers_that_are_up_allow() -> None:
    async def scenario() -> int:
        async def never(_: bytes) -> TimedAnswer:
            return await asyncio.Future()

        readers = RemoteReaders(never, PoolLimits(queue=1))
        readers.note_readers(2)
        reads = [asyncio.create_task(readers.read(b"")) for _ in range(5)]
        done, _ = await asyncio.wait(reads, timeout=0.05)
        return sum(isinstance(read.exception(), OverloadedError) for read in done)

    assert asyncio.run(scenario()) == 2


def test_it_is_ready_while_a_reader_is_up() -> None:
    readers = RemoteReaders(Cluster().read, PoolLimits())
    assert not readers.status.ready
    readers.note_readers(1)
    assert readers.status.ready
    readers.note_readers(0)
    assert not readers.status.ready
    readers.admit()  # a reader that is replaced costs nobody an answer


@pytest.mark.usefixtures("nothing_held")
def test_a_replica_answers_with_what_went_wrong_and_no_value() -> None:
    replica = Replica(ScriptedReader, trust, LogSettings(), 0)
    assert asyncio.run(replica.read(b"echo hello")).answer.outcome == reading("hello")
    assert isinstance(asyncio.run(replica.read(b"refuse")).answer.outcome, NoPermitFoundError)
    assert "secret" not in str(asyncio.run(replica.read(b"bug secret")).answer.outcome)


@pytest.mark.usefixtures("nothing_held")
def test_a_replica_does_not_start_with_a_reader_that_fails_the_check() -> None:
    with pytest.raises(SelfCheckError):
        Replica(ScriptedReader, distrust, LogSettings(), 0)


@pytest.mark.usefixtures("nothing_held")
def test_a_replica_that_has_grown_too_large_says_so() -> None:
    asyncio.run(Replica(ScriptedReader, trust, LogSettings(), 0).check_health())
    with pytest.raises(SelfCheckError, match="memory"):
        asyncio.run(Replica(ScriptedReader, trust, LogSettings(), 1).check_health())
