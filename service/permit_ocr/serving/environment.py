"""What libraries in worker processes find in their environment."""

from __future__ import annotations

import os

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


def prepare_environment(threads: int) -> None:
    """Let native libraries in processes started from now on use ``threads`` threads each, and no needless memory.

    They read these variables once, when they are loaded, and so before any code of a worker could set them.
    """
    for names, value in ((_THREADS, str(threads)), (_LEAN, "1")):
        os.environ.update(dict.fromkeys(names, value))  # noqa: TID251 - written, not read
