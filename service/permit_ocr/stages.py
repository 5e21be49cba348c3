"""How long each step of the recipe takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


PARTS = ("detect", "recognise")
"""Stages that are run within others: what they take is in the others' time already."""


class Stages:
    """Runs steps and keeps their times."""

    def __init__(self) -> None:
        """Begin with no step run."""
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, step: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Run a step and add its wall-clock seconds to the stage's."""
        begin = time.perf_counter()
        try:
            return step(*args, **kwargs)
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin
