"""The journal of a batch: one record a line, written as soon as a photo is read, so that nothing is read twice."""

from __future__ import annotations

import fcntl
import json
import os
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from permit_ocr.cli.batching.errors import BatchError

Record = dict[str, Any]
"""What came of one photo, as ``permit-ocr read --json`` prints it."""

PRIVATE = 0o600
"""Mode of every file with people's data."""

_BEGINNING = b'{"file": '
"""How every line begins."""


class Journal:
    """A file of records, locked for this process."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self.names: set[str] = set()
        """The photos that are in it."""
        self.tally: Counter[bool] = Counter()
        """How many were read (``True``) and how many were not."""

    def add(self, record: Record) -> None:
        """Write one record; from now on it outlives this process."""
        # Names that are not UTF-8 hold surrogates, which become the escapes that JSON has for them.
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")
        try:
            self._append(line + b"\n")
        except OSError as error:
            raise BatchError(f"cannot write {self._path}: {error.strerror}") from None
        self._note(record)

    def _append(self, line: bytes) -> None:
        """Write a whole line or, where the disk is full, nothing of it; and at once, past all buffers."""
        descriptor = self._file.fileno()
        end = os.fstat(descriptor).st_size
        try:
            while line:
                line = line[os.write(descriptor, line) :]
        except OSError:
            os.ftruncate(descriptor, end)
            raise

    def records(self) -> Iterator[Record]:
        """Give all records, in the order of their writing."""
        with self._path.open("rb") as file:  # anew: the buffer of the other knows nothing of what was appended
            yield from map(json.loads, file)

    def recover(self) -> None:
        """Learn what is there already; drop the last line if it is not whole."""
        end = 0
        for number, line in enumerate(self._file, 1):
            if not line.endswith(b"\n") and _BEGINNING.startswith(line[: len(_BEGINNING)]):
                os.ftruncate(self._file.fileno(), end)
                break
            self._note(self._parse(number, line))
            end += len(line)

    def _parse(self, number: int, line: bytes) -> Record:
        try:
            record: Record = json.loads(line) if line.startswith(_BEGINNING) and line.endswith(b"\n") else {}
        except ValueError:
            record = {}
        if not record:
            raise BatchError(f"{self._path}, line {number}: not a record of a batch, so there is no resuming")
        return record

    def _note(self, record: Record) -> None:
        self.names.add(record["file"])
        self.tally["error" not in record] += 1


@contextmanager
def open_journal(path: Path, *, resume: bool, force: bool) -> Generator[Journal]:
    """Create the journal, go on with the one that is there (``resume``), or begin it anew (``force``)."""
    descriptor = _open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | (0 if resume or force else os.O_EXCL))
    with os.fdopen(descriptor, "rb") as file:
        _lock(path, file)
        os.fchmod(descriptor, PRIVATE)
        if force:
            os.ftruncate(descriptor, 0)
        journal = Journal(path, file)
        journal.recover()
        try:
            yield journal
        finally:
            if not journal.names:  # nothing to go on with
                path.unlink()


def _open(path: Path, flags: int) -> int:
    try:
        return os.open(path, flags, PRIVATE)
    except FileExistsError:
        raise BatchError(f"{path} exists; go on with --resume, or begin anew with --force") from None
    except OSError as error:
        raise BatchError(f"cannot write {path}: {error.strerror}") from None


def _lock(path: Path, file: BinaryIO) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise BatchError(f"another batch writes {path}") from None
