"""The file that a batch leaves: the journal itself, or a table made from it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from permit_ocr.cli.batching.errors import BatchError
from permit_ocr.cli.batching.journal import PRIVATE, Journal, open_journal
from permit_ocr.cli.batching.rows import COLUMNS, Cell, to_row

Row = dict[str, Cell]

_GROUP = 10_000
"""Rows that Parquet keeps in memory and writes together: some megabytes."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where the records go: JSON lines at once, tables when all photos are read."""

    path: Path

    def __post_init__(self) -> None:
        """Refuse what could not be written in the end, before anything is read."""
        if self._format not in {".jsonl", *_TABLES}:
            raise BatchError(f"the name of the output must end with .jsonl, .csv or .parquet: {self.path}")
        if self._format == ".parquet":
            _pyarrow()

    @property
    def journal(self) -> Path:
        """The file that is written while photos are read."""
        return self.path if self._format == ".jsonl" else self.path.with_name(f"{self.path.name}.jsonl")

    @property
    def _format(self) -> str:
        return self.path.suffix.lower()

    def open(self, *, resume: bool, force: bool) -> AbstractContextManager[Journal]:
        """Open the journal; what is there already is touched only as one of the two says."""
        if self.path.exists() and not force and not (resume and self.journal.exists()):
            ending = "is complete already" if resume else "exists; go on with --resume"
            raise BatchError(f"{self.path} {ending}, or begin anew with --force")
        return open_journal(self.journal, resume=resume, force=force)

    def finish(self, journal: Journal) -> None:
        """Make the table, if one was asked for; the journal is gone then."""
        if self.journal == self.path:
            return
        try:
            with _replaced(self.path) as file:
                _TABLES[self._format](map(to_row, journal.records()), file)
        except OSError as error:
            raise BatchError(f"cannot write {self.path}: {error.strerror}; {self.journal} has it all") from None
        self.journal.unlink()


@contextmanager
def _replaced(path: Path) -> Generator[BinaryIO]:
    """A private file that takes the place of ``path`` once it is whole."""
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # the journal is deleted for it
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _write_csv(rows: Iterable[Row], file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, "utf-8", newline="")
    writer = csv.DictWriter(text, list(COLUMNS))
    writer.writeheader()
    writer.writerows(rows)
    text.detach()


def _write_parquet(rows: Iterator[Row], file: BinaryIO) -> None:
    arrow, parquet = _pyarrow()
    types = {str: arrow.string(), float: arrow.float64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema))


def _pyarrow() -> tuple[Any, Any]:
    # Not an import statement: what has no types would spread through all that it touches.
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise BatchError("Parquet needs a further package: pip install pyarrow, or permit-ocr[parquet]") from None


_TABLES: dict[str, Callable[[Iterator[Row], BinaryIO], None]] = {".csv": _write_csv, ".parquet": _write_parquet}
