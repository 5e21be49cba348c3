"""One worker: a pool of one process, as seen by its parent.

Pebble starts the process, carries calls to it and answers back, and ends it. Every worker is a pool of its own, for a
pool that has lost a process cannot be trusted: a process that is killed while it takes a call keeps the lock of all
others (noxdafox/pebble issues 97 and 163), and one that is killed while idle breaks the pool. Three things are our
own, on the process's file descriptor (pidfd_open(2)):

- its end is known at once; Pebble looks ten times a second;
- a deadline counts from the call. Pebble counts from when the process takes it, which one that was stopped never does;
- a process is killed before its pool is ended, so that nothing comes through a pipe that is being closed.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from typing import NoReturn, ParamSpec, TypeVar

from pebble import CONSTS, ProcessExpired, ProcessPool

from permit_ocr.errors import DeadlineExceededError, MemoryExceededError, PermitOcrError, WorkerCrashedError
from permit_ocr.serving import held
from permit_ocr.serving.held import Answer, ReaderCheck, ReaderFactory
from permit_ocr.serving.wear import Restart
from permit_ocr.types import PermitReading

P = ParamSpec("P")
T = TypeVar("T")

CONSTS.term_timeout = 0
"""Seconds between SIGTERM, which workers ignore, and SIGKILL, where Pebble ends a process."""


class Worker:
    """A process that holds one reader. All of it belongs to the thread of the event loop."""

    def __init__(self, most_memory: int = 0) -> None:
        """Let the process take ``most_memory`` bytes; 0 is any number."""
        prepare = partial(held.prepare, most_memory)
        self._pool = ProcessPool(max_workers=1, context=get_context("spawn"), initializer=prepare)
        self._process: int | None = None
        self._finished = False
        self.ended: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        """Its exit code, where it is known, when the process of a started worker has ended before :meth:`stop`."""
        self.leaving: Restart | None = None
        """Why its successor is under way, where one is."""
        self.late = False
        """Whether it was killed because it took too long."""
        self.busy = False
        """Whether it reads."""
        self.pid = 0
        self.photos = 0
        """How many it was given."""
        self.memory = 0
        """Resident memory after its last answer, in bytes."""

    @property
    def started(self) -> bool:
        """Whether its reader was made and has passed its check."""
        return self._process is not None

    @property
    def usable(self) -> bool:
        """Whether another photo may be given to it."""
        return not self._finished

    async def start(self, factory: ReaderFactory, check: ReaderCheck, seconds: float) -> None:
        """Wait until the reader is made and has passed its check; raise what went wrong otherwise."""
        await self._ask(seconds, held.hold, factory, check)
        try:
            self._process = os.pidfd_open(self.pid)
        except ProcessLookupError:
            raise _death(None) from None
        asyncio.get_running_loop().add_reader(self._process, self._on_end)

    async def read(self, photo: bytes, seconds: float) -> PermitReading:
        """Have one photo read within ``seconds``; errors of the reader arrive as themselves."""
        self.busy = True
        self.photos += 1
        try:
            return await self._ask(seconds, held.read, photo)
        finally:
            self.busy = False

    def kill(self) -> None:
        """End the process, now: the one way out of every state, be it reading, hanging in native code or stopped."""
        self._finished = True
        if self._process is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)

    def retire(self) -> None:
        """Let the process end, once it has read what it reads."""
        self._finished = True
        if not self.busy:
            self.kill()

    async def stop(self) -> None:
        """End the process and wait until it is gone."""
        self.kill()
        self._forget_process()
        self._pool.stop()
        await asyncio.to_thread(self._pool.join)

    async def _ask(self, seconds: float, function: Callable[P, Answer[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            call = asyncio.wrap_future(self._pool.schedule(function, args, kwargs))
            answer = await self._answer(call, seconds)
        except (ProcessExpired, RuntimeError) as error:  # a broken pool raises one of the latter
            self.kill()
            raise _death(error.exitcode if isinstance(error, ProcessExpired) else None) from None
        self.pid, self.memory = answer.pid, answer.memory
        if isinstance(answer.outcome, MemoryExceededError):
            self.kill()  # nobody knows what native code did without the memory that it asked for
        if isinstance(answer.outcome, PermitOcrError):
            raise answer.outcome
        return answer.outcome

    async def _answer(self, call: asyncio.Future[Answer[T]], seconds: float) -> Answer[T]:
        try:
            await asyncio.wait({call, self.ended}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return call.result() if call.done() else self._give_up()
        finally:
            call.cancel()  # or else, where nobody waits any more, asyncio reports what became of it

    def _give_up(self) -> NoReturn:
        self.kill()
        if self.ended.done():
            raise _death(self.ended.result())
        self.late = True
        raise DeadlineExceededError("the worker took too long and was given up")

    def _on_end(self) -> None:
        self._finished = True
        code = None if self._process is None else _exit_code(self._process)
        self._forget_process()
        self.ended.set_result(code)

    def _forget_process(self) -> None:
        if self._process is not None:
            asyncio.get_running_loop().remove_reader(self._process)
            os.close(self._process)
            self._process = None


def _exit_code(process: int) -> int | None:
    """That of a process that has ended, negative where a signal ended it; unknown where Pebble was first to ask."""
    with suppress(ChildProcessError):
        ended = os.waitid(os.P_PIDFD, process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None:
            return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
    return None


def _death(exit_code: int | None) -> WorkerCrashedError:
    known = "" if exit_code is None else f" (exit code {exit_code})"
    return WorkerCrashedError(f"the worker process died{known}", killed=exit_code in {None, -signal.SIGKILL})
