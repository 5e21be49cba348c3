"""Reading photos with workers on a Ray cluster, by Ray Data: one row a photo, one process of workers an actor."""

# Ray has types in part only; what is taken out of it gets its type below.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
import logging
import pickle
import tempfile
from collections.abc import Callable, Coroutine, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from permit_ocr.cli.batching.errors import BatchError
from permit_ocr.cli.batching.interruption import Interruption
from permit_ocr.cli.batching.photos import Photo
from permit_ocr.cli.batching.reading import LocalWorkers, Result, read_one
from permit_ocr.errors import PermitOcrError
from permit_ocr.serving.environment import prepare_ray, quieten_ray
from permit_ocr.serving.pool import ReaderPool

prepare_ray()
quieten_ray()

import ray  # noqa: E402 - it looks at its environment when it is imported
from ray import data  # noqa: E402
from ray.exceptions import RayError  # noqa: E402

_LOCAL = "local"
"""The address that means a Ray of its own, on this machine, for as long as the batch takes."""

_ROW = "row"
"""The one column: a photo or what came of it, pickled here rather than by Ray, which would look into it."""

Row = dict[str, bytes]

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class RayWorkers:
    """As many workers as a cluster is asked for; each is what a local one is, with the same limits."""

    local: LocalWorkers
    """One worker of which each actor has."""
    address: str
    actors: int
    gpus: int

    async def read(self, photos: Sequence[Photo], done: Callable[[Result], None], stop: Interruption) -> None:
        """Read the photos, and hand over what came of each as soon as it is known."""
        with _cluster(self.address, self.actors):
            stop.watch()  # after Ray, which listens to the same signals
            results = self._results(photos)
            while not stop.exit_status and (result := await asyncio.to_thread(next, results, None)):
                done(result)

    def _results(self, photos: Sequence[Photo]) -> Iterator[Result]:
        data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        rows = [{_ROW: pickle.dumps(photo)} for photo in photos]
        read = data.from_items(rows, override_num_blocks=len(rows)).map(
            cast("Any", _Actor),  # a class is taken too, and called once it is made
            fn_constructor_args=[replace(self.local, limits=replace(self.local.limits, workers=1))],
            compute=data.ActorPoolStrategy(size=self.actors),
            num_cpus=self.local.limits.threads_per_worker,
            num_gpus=self.gpus,
        )
        try:
            yield from map(_outcome, read.iter_rows())
        except RayError as error:  # its text may hold what was read
            raise BatchError(f"the Ray cluster failed: {type(error).__name__}") from None


def _outcome(row: Row) -> Result:
    outcome: Result | PermitOcrError = pickle.loads(row[_ROW])  # noqa: S301 - what our own actors have pickled
    if isinstance(outcome, PermitOcrError):
        raise outcome
    return outcome


class _Actor:
    """Reads one photo after the other in a worker process, which may die of one without harm to Ray.

    What goes wrong is an answer too, so that Ray has nothing to log and nothing to try again.
    """

    def __init__(self, workers: LocalWorkers) -> None:
        self._loop = asyncio.Runner()
        self._pool = ReaderPool(workers.factory, workers.check, workers.limits)
        self._failure = self._attempt(self._pool.start())

    def __call__(self, row: Row) -> Row:
        photo: Photo = pickle.loads(row[_ROW])  # noqa: S301 - what the batch has pickled
        return {_ROW: pickle.dumps(self._failure or self._attempt(read_one(self._pool, photo)))}

    def _attempt(self, work: Coroutine[Any, Any, Outcome]) -> Outcome | PermitOcrError:
        try:
            return self._loop.run(work)
        except PermitOcrError as error:
            return error


@contextmanager
def _cluster(address: str, actors: int) -> Generator[None]:
    """Connect to a cluster, or have one on this machine for as long as it takes, whose files then go too."""
    with tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        own: dict[str, Any] = {"num_cpus": actors, "include_dashboard": False, "_temp_dir": folder}
        try:
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **(own if address == _LOCAL else {}))
        except (ConnectionError, RayError, ValueError) as error:
            raise BatchError(f"cannot reach a Ray cluster at {address}: {type(error).__name__}") from None
        try:
            yield
        finally:
            ray.shutdown()
