"""Reading one photo after the other, so that a bad one does not stop the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from permit_ocr.errors import ImageTooLargeError, NoPermitFoundError, PermitOcrError, UndecodableImageError
from permit_ocr.serving.held import Reader
from permit_ocr.types import PermitReading

PHOTO_AT_FAULT = (ImageTooLargeError, NoPermitFoundError, UndecodableImageError)
"""Errors that say something of one photo; any other is the installation's and stops the command."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a photo could not be read: a stable name for programs, a sentence for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A photo and what came of it: a reading or a failure."""

    photo: Path
    content: bytes = b""
    reading: PermitReading | None = None
    failure: Failure | None = None


def unreadable(error: OSError) -> Failure:
    """Say that there is no such file, or no way to it."""
    return Failure("UnreadableFile", error.strerror or "cannot be opened")


def failure_of(error: PermitOcrError) -> Failure:
    """Say what a reader raised: its code is the name of the error."""
    return Failure(type(error).__name__.removesuffix("Error"), str(error))


def read_photos(reader: Reader, photos: Iterable[Path]) -> Iterator[Outcome]:
    """Read the photos one by one."""
    for photo in photos:
        yield _read_one(reader, photo)


def _read_one(reader: Reader, photo: Path) -> Outcome:
    try:
        content = photo.read_bytes()
    except OSError as error:
        return Outcome(photo, failure=unreadable(error))
    try:
        return Outcome(photo, content, reading=reader.read(content))
    except PHOTO_AT_FAULT as error:
        return Outcome(photo, content, failure=failure_of(error))
