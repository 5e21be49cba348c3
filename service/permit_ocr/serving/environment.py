"""What libraries in worker processes find in their environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)

_LEAN = ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY")
"""Pypinyin's switches against its table of phrases, 45 MB and a quarter of a second that nobody here asks for:
characters are spelled one by one, each in all its readings, and those are the same without it."""


_RAY = {
    "RAY_USAGE_STATS_ENABLED": "0",  # it would report to its makers
    "RAY_max_direct_call_object_size": str(16 << 20),
    "RAY_task_rpc_inlined_bytes_limit": str(16 << 20),
}
"""What Ray finds when it starts on this machine. The last two are bytes: what is larger goes through a store in shared
memory that spills to disk when it is full. The largest request body has 10 MB."""


def library_environment(threads: int) -> dict[str, str]:
    """What lets native libraries use ``threads`` threads each, and no needless memory."""
    return {**dict.fromkeys(_THREADS, str(threads)), **dict.fromkeys(_LEAN, "1")}


def prepare_environment(threads: int) -> None:
    """Let libraries in processes started from now on find :func:`library_environment`.

    They read these variables once, when they are loaded, and so before any code of a worker could set them.
    """
    os.environ.update(library_environment(threads))  # noqa: TID251 - written, not read


def prepare_ray() -> None:
    """Let a Ray that is started from now on, by this process, send no usage statistics and keep photos in memory."""
    _set_defaults(_RAY)


def prepare_own_ray() -> None:
    """Let nobody else on this machine use a Ray that is started from now on: whoever reaches it can run any code."""
    _set_defaults({"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)})


def quieten_ray() -> None:
    """Keep Ray's own reports from the terminal of somebody who waits for results."""
    _set_defaults({"RAY_BACKEND_LOG_LEVEL": "fatal"})


def _set_defaults(variables: Mapping[str, str]) -> None:
    for name, value in variables.items():
        os.environ.setdefault(name, value)  # noqa: TID251 - written; whoever set another knows why
