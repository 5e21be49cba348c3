"""What happens inside a worker process: it holds one reader, and reads one photo after the other with it.

The parent alone ends a worker. A worker is used until something about it is doubtful and then killed, never
asked to recover: after a late answer nobody could tell whose answer comes next.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from permit_ocr.errors import MemoryExceededError, PermitOcrError, ReaderDefectError
from permit_ocr.serving.confine import bound_memory, leave_no_core
from permit_ocr.types import PermitReading

T = TypeVar("T")

_OPENCV_NO_MEMORY = -4
"""``cv2.error.code`` where memory ran out (``cv::Error::StsNoMem``); to import OpenCV is not for this file."""


class Reader(Protocol):
    """What a worker holds."""

    def read(self, photo: bytes, /) -> PermitReading:
        """Read one encoded photo."""
        ...


ReaderFactory = Callable[[], Reader]
"""Makes the reader, inside the worker; it crosses a process border, so it must be importable by name."""

ReaderCheck = Callable[[Reader], None]
"""Raises :class:`SelfCheckError` when the reader cannot be trusted; importable by name like the factory."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What comes back over the process border."""

    outcome: T | PermitOcrError
    """What was asked for, or what went wrong."""
    pid: int
    """The process that answers."""
    memory: int
    """Its resident memory afterwards, in bytes, pages shared with other processes included."""


_held: list[Reader] = []
"""The one reader of this process: calls from the parent are calls of functions, and have no other place for it."""


def prepare(most_memory: int) -> None:
    """Let nobody but the parent end this process, and the end of the parent end it in any case.

    It may take ``most_memory`` bytes (0: any number), and leaves nothing of a photo behind when it crashes.
    Ctrl-C and service managers signal the whole process group. A parent that is killed can end nobody any more, and
    the pool's own way out, the closed pipe, is seen only between two photos.
    """
    leave_no_core()
    bound_memory(most_memory)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def hold(factory: ReaderFactory, check: ReaderCheck) -> Answer[None]:
    """Make the reader and check it."""
    try:
        reader = factory()
        check(reader)
    except Exception as error:  # noqa: BLE001 - the parent decides what it means
        return _answer(_presentable(error))
    _held.append(reader)
    return _answer(None)


def read(photo: bytes) -> Answer[PermitReading]:
    """Read one photo with the reader."""
    try:
        return _answer(_held[0].read(photo))
    except Exception as error:  # noqa: BLE001 - one photo's failure is not the worker's
        return _answer(_presentable(error))


def _answer(outcome: T | PermitOcrError) -> Answer[T]:
    return Answer(outcome, os.getpid(), resident_memory())


def resident_memory() -> int:
    """The resident memory of this process in bytes (proc(5), ``/proc/pid/statm``)."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


def _presentable(error: Exception) -> PermitOcrError:
    if isinstance(error, PermitOcrError):
        return error.with_traceback(None)
    if isinstance(error, MemoryError) or getattr(error, "code", 0) == _OPENCV_NO_MEMORY:
        return MemoryExceededError("the photo takes more memory than a worker may have")
    frames = traceback.extract_tb(error.__traceback__)
    places = " <- ".join(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))  # noqa: PTH119
    return ReaderDefectError(f"{type(error).__name__} at {places}")
