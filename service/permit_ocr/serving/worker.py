"""One worker: a process that holds one reader, and the pipe to it.

The parent alone ends a worker. A worker is used until something about it is doubtful and then killed, never
asked to recover: after a late answer nobody could tell whose answer comes next.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
import weakref
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Protocol

from permit_ocr.errors import DeadlineExceededError, PermitOcrError, ReaderDefectError, WorkerCrashedError
from permit_ocr.types import PermitReading


class Reader(Protocol):
    """What a worker holds."""

    def read(self, photo: bytes, /) -> PermitReading:
        """Read one encoded photo."""
        ...


ReaderFactory = Callable[[], Reader]
"""Makes the reader, inside the worker; it crosses a process border, so it must be importable by name."""

ReaderCheck = Callable[[Reader], None]
"""Raises :class:`SelfCheckError` when the reader cannot be trusted; importable by name like the factory."""


_LAST_WORDS_SECONDS = 1.0
"""How long a process that closed its pipe may take to end by itself, so that its exit code tells why."""


class Worker:
    """A worker process as seen by its parent.

    ``wait_ready`` and ``read`` block and belong in a thread. All else belongs to the thread that made the
    worker: two threads that ask at the same time whether a process has ended can both be told no.
    """

    def __init__(self, factory: ReaderFactory, check: ReaderCheck) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, far_end = context.Pipe()
        self._process = context.Process(target=_work, args=(far_end, factory, check))
        self._process.start()
        far_end.close()  # so that the end of the process is the end of the pipe
        self._late = False
        self._broken = False
        # Runs before multiprocessing's own exit handler, which would wait for a worker that nobody stopped.
        weakref.finalize(self, self._process.kill)

    @property
    def sentinel(self) -> int:
        """A file descriptor that becomes readable when the process ends."""
        return self._process.sentinel

    @property
    def pid(self) -> int | None:
        """The process id."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """How the process ended: negative for a signal; ``None`` while it runs."""
        return self._process.exitcode

    @property
    def usable(self) -> bool:
        """Whether another photo may be given to it."""
        return not (self._late or self._broken) and self._process.is_alive()

    def wait_ready(self, seconds: float) -> None:
        """Wait until the reader is made and has passed its check; raise what went wrong otherwise."""
        try:
            with self._deadline(seconds):
                failure = self._pipe.recv()
        except (EOFError, OSError):
            wait([self.sentinel], timeout=_LAST_WORDS_SECONDS)
            raise self._reason() from None
        if failure is not None:
            raise failure

    def read(self, photo: bytes, seconds: float) -> PermitReading:
        """Have one photo read within ``seconds``; errors of the reader arrive as themselves."""
        try:
            with self._deadline(seconds):
                self._pipe.send_bytes(photo)
                answer: PermitReading | PermitOcrError = self._pipe.recv()
        except (EOFError, OSError):
            self._broken = True
            raise self._reason() from None
        if isinstance(answer, PermitOcrError):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process and wait until it is gone."""
        self._broken = True
        self._process.kill()
        self._process.join()

    @contextmanager
    def _deadline(self, seconds: float) -> Generator[None]:
        # Killing is the one way out of every state: sending, reading, hanging in native code, stopped.
        timer = threading.Timer(seconds, self._give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()

    def _reason(self) -> PermitOcrError:
        if self._late:
            return DeadlineExceededError("the worker took too long and was given up")
        return WorkerCrashedError("the worker process died")


def _work(pipe: Connection, factory: ReaderFactory, check: ReaderCheck) -> None:
    """Run in the worker process."""
    for name in (signal.SIGINT, signal.SIGTERM):  # Ctrl-C and service managers signal the whole process group
        signal.signal(name, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, ConnectionError):  # the parent is gone
        _read_photos(pipe, factory, check)


def _read_photos(pipe: Connection, factory: ReaderFactory, check: ReaderCheck) -> None:
    try:
        reader = factory()
        check(reader)
    except Exception as error:  # noqa: BLE001 - the parent decides what it means
        pipe.send(_presentable(error))
        return
    pipe.send(None)
    while True:
        pipe.send(_answer(reader, pipe.recv_bytes()))


def _answer(reader: Reader, photo: bytes) -> PermitReading | PermitOcrError:
    try:
        return reader.read(photo)
    except Exception as error:  # noqa: BLE001 - one photo's failure is not the worker's
        return _presentable(error)


def _presentable(error: Exception) -> PermitOcrError:
    if isinstance(error, PermitOcrError):
        return error.with_traceback(None)
    frames = traceback.extract_tb(error.__traceback__)
    places = " <- ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))  # noqa: PTH119
    return ReaderDefectError(f"{type(error).__name__} at {places}")


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
