"""How many threads native libraries may start."""

from __future__ import annotations

import os

_VARIABLES = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)


def limit_native_threads(threads: int) -> None:
    """Let native libraries in processes started from now on use ``threads`` threads each.

    They read these variables once, when they are loaded, and so before any code of a worker could set them.
    """
    os.environ.update(dict.fromkeys(_VARIABLES, str(threads)))  # noqa: TID251 - written, not read
