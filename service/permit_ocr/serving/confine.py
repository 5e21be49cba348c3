"""What a process may take of its machine, and what it leaves behind when it crashes."""

from __future__ import annotations

import ctypes
import resource

_PR_SET_DUMPABLE = 4
"""prctl(2), from ``linux/prctl.h``."""


def leave_no_core() -> None:
    """Let a crash of this process write no memory anywhere: there are photos and secrets in it.

    The resource limit alone is not enough. A core that the kernel pipes into a program, as systemd-coredump and apport
    set it up, is written in spite of it (core(5)).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def bound_memory(most: int) -> None:
    """Let this process have ``most`` bytes of private memory that it can write; 0 is any number.

    What is beyond is refused, which libraries report or die of: RLIMIT_DATA (getrlimit(2)), which is near to what may
    become resident. Address space is two to three times as large, and says more of libraries than of photos.
    """
    if most:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def allow_files(count: int) -> int:
    """Let this process have ``count`` files and sockets open, or as many as the system grants; gives that number."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    granted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, granted), hard))
    return granted
