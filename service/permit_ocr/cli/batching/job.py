"""A batch from its photos to its output."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import typer
from rich.progress import Progress

from permit_ocr import selfcheck
from permit_ocr.cli.batching.errors import BatchError
from permit_ocr.cli.batching.interruption import Interruption
from permit_ocr.cli.batching.journal import Journal, Record
from permit_ocr.cli.batching.output import Output
from permit_ocr.cli.batching.photos import Photo, key_of
from permit_ocr.cli.batching.portraits import PortraitFolder
from permit_ocr.cli.batching.progress import progress_bar
from permit_ocr.cli.batching.reading import LocalWorkers, Result, Workers, pool_limits
from permit_ocr.cli.records import to_record
from permit_ocr.errors import PermitOcrError
from permit_ocr.serving.environment import prepare_own_ray
from permit_ocr.serving.loading import load_reader
from permit_ocr.serving.readers import reader_options
from permit_ocr.settings import Settings

SOME_UNREAD = 1
"""Exit status when at least one photo of the output could not be read."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to read, and where to leave what was read."""

    photos: Sequence[Photo]
    output: Output
    portraits: PortraitFolder | None = None
    quiet: bool = False

    def run(self, workers: Workers, *, resume: bool, force: bool) -> int:
        """Do it all, and give the exit status."""
        with self.output.open(resume=resume, force=force) as journal:
            stopped = self._read(workers, journal)
            if stopped and self._left(journal):
                typer.echo(f"stopped; {_kept(journal)}", err=True)
                return stopped
            self.output.finish(journal)
        if not self.quiet:
            typer.echo(_summary(journal, self.output), err=True)
        return SOME_UNREAD if journal.tally[False] else 0

    def _left(self, journal: Journal) -> list[Photo]:
        done = {key_of(name) for name in journal.names}
        return [photo for photo in self.photos if key_of(photo.name) not in done]

    def _read(self, workers: Workers, journal: Journal) -> int:
        stop = Interruption()
        left = self._left(journal)
        try:
            if left:
                self._read_all(workers, left, journal, stop)
        except PermitOcrError as error:
            raise BatchError(f"{error}; {_kept(journal)}" if journal.names else f"{error}") from None
        return stop.exit_status

    def _read_all(self, workers: Workers, photos: Sequence[Photo], journal: Journal, stop: Interruption) -> None:
        with progress_bar(quiet=self.quiet) as bar:
            note = self._recorder(journal, bar, len(photos))
            asyncio.run(workers.read(photos, note, stop))

    def _recorder(self, journal: Journal, bar: Progress, left: int) -> Callable[[Result], None]:
        before = journal.tally.total()
        task = bar.add_task("", total=before + left, completed=before, unread=journal.tally[False])

        def note(result: Result) -> None:
            journal.add(self._record(result))
            bar.update(task, advance=1, unread=journal.tally[False])

        return note

    def _record(self, result: Result) -> Record:
        record = to_record(result.photo, result.reading, result.failure)
        if self.portraits and result.reading and result.reading.portrait:
            record["portrait_file"] = self.portraits.save(result.photo, result.reading.portrait.jpeg)
        return record


def local_workers(settings: Settings) -> LocalWorkers:
    """The processes that the settings ask for, each with the reader of the service."""
    factory = partial(load_reader, reader_options(settings), settings.server.threads_per_worker)
    return LocalWorkers(factory, selfcheck.check, pool_limits(settings))


def ray_workers(settings: Settings, address: str) -> Workers:
    """As many on a Ray cluster, or on a Ray of their own (``local``)."""
    if address == "local":
        prepare_own_ray()  # before Ray is imported, which looks at it
    try:
        from permit_ocr.cli.batching.cluster import RayWorkers
    except ImportError:
        raise BatchError("reading on a Ray cluster needs further packages: pip install permit-ocr[ray]") from None
    return RayWorkers(local_workers(settings), address, settings.server.workers, int(settings.models.device == "gpu"))


def _kept(journal: Journal) -> str:
    return f"what was done until then is kept ({journal.tally.total()} photos): --resume goes on"


def _summary(journal: Journal, output: Output) -> str:
    read, unread = journal.tally[True], journal.tally[False]
    return f"{output.path}: {read} photos read, {unread} not"
