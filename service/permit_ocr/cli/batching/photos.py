"""Which photos a batch reads: files, folders, globs and URLs of object stores, each photo once."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from glob import glob, has_magic
from pathlib import Path
from typing import Protocol

from permit_ocr.cli.batching.errors import BatchError

PICTURES = frozenset(
    {".avif", ".bmp", ".gif", ".heic", ".heif", ".jfif", ".jpe", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
)
"""Endings of the files that are taken from a folder. Most of these formats cannot be read, and a batch is to say so of
a photo rather than to pass over it."""

MOST_BYTES = 64 << 20
"""The largest file that is loaded: several times what the largest picture that is decoded takes as a JPEG."""


class Photo(Protocol):
    """One file to read."""

    @property
    def name(self) -> str:
        """How the output calls it."""
        ...

    def load(self) -> bytes:
        """Load the file; raises :class:`OSError` where that is not possible."""
        ...


@dataclass(frozen=True, slots=True)
class LocalPhoto:
    """A file of this machine, called as the command line has it."""

    name: str
    folder: str = field(default_factory=os.getcwd)
    """What the name starts from, wherever the file is loaded."""

    def load(self) -> bytes:
        """Load the file."""
        with Path(self.folder, self.name).open("rb") as file:
            return limited(file.read(MOST_BYTES + 1))


def key_of(name: str) -> str:
    """What tells a photo from all others, for the same file may be named in several ways."""
    return name if _is_url(name) else os.path.abspath(name)  # noqa: PTH100 - pathlib would follow links


def limited(content: bytes) -> bytes:
    """Give the content back, or raise :class:`OSError` where it is more than is loaded."""
    if len(content) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"larger than {MOST_BYTES >> 20} MB")
    return content


def is_picture(name: str) -> bool:
    """Whether a file of a folder is taken."""
    return os.path.splitext(name)[1].lower() in PICTURES  # noqa: PTH122 - of URLs, too


def find_photos(paths: Iterable[str]) -> list[Photo]:
    """List the photos that the paths of a command line mean.

    Raises :class:`BatchError` where one of them means none at all: it is misspelt, or the wrong one.
    """
    found: dict[str, Photo] = {}
    for path in paths:
        photos = {key_of(photo.name): photo for photo in _meant_by(path)}
        if not photos:
            raise BatchError(f"no photos there: {path}")
        found = photos | found
    return list(found.values())


def _meant_by(path: str) -> Iterable[Photo]:
    if not _is_url(path):
        return _local(path)
    from permit_ocr.cli.batching.stores import stored_photos

    return stored_photos(path)


def _is_url(path: str) -> bool:
    return "://" in path


def _local(path: str) -> Iterator[LocalPhoto]:
    there = os.path.lexists(path) or not has_magic(path)
    for match in [path] if there else sorted(glob(path, recursive=True)):  # noqa: PTH207 - "**" means more here
        yield from _folder(match) if Path(match).is_dir() else [LocalPhoto(match)]


def _folder(path: str) -> Iterator[LocalPhoto]:
    for folder, subfolders, files in os.walk(path, onerror=_refuse):
        subfolders.sort()
        yield from (LocalPhoto(str(Path(folder, file))) for file in sorted(files) if is_picture(file))


def _refuse(error: OSError) -> None:
    raise BatchError(f"cannot list {error.filename}: {error.strerror}")
