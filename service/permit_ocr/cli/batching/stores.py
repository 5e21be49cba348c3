"""Photos behind URLs: S3, Google Cloud Storage, HTTP and whatever else fsspec knows."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from permit_ocr.cli.batching.errors import BatchError
from permit_ocr.cli.batching.photos import MOST_BYTES, is_picture, limited


class Store(Protocol):
    """What is used of an ``fsspec.AbstractFileSystem``, which has no types."""

    def glob(self, path: str) -> Sequence[str]:
        """Find what matches."""
        ...

    def find(self, path: str) -> Sequence[str]:
        """Find all files below a folder."""
        ...

    def isdir(self, path: str) -> bool:
        """Tell whether it is a folder."""
        ...

    def cat_file(self, path: str, start: int, end: int) -> bytes:
        """Load a part of a file."""
        ...

    def unstrip_protocol(self, name: str) -> str:
        """Give the URL of a path."""
        ...


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A file of a store, called by its URL."""

    name: str
    store: Store
    path: str

    def load(self) -> bytes:
        """Load the file."""
        try:
            return limited(self.store.cat_file(self.path, 0, MOST_BYTES + 1))
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001 - every store has its own, with texts that may hold credentials
            raise OSError(errno.EIO, f"the store answered {type(error).__name__}") from None


def stored_photos(url: str) -> Iterator[StoredPhoto]:
    """List the photos that a URL means; ``*`` is a wildcard, and a folder means the photos below it."""
    store, path = _open(url)
    _, chain, outer = url.partition("::")
    try:
        for file in _files(store, path):
            yield StoredPhoto(f"{store.unstrip_protocol(file)}{chain}{outer}", store, file)
    except Exception as error:  # noqa: BLE001 - the same
        raise BatchError(f"cannot list {url}: {_reason(error)}") from None


def _open(url: str) -> tuple[Store, str]:
    # Not an import statement: what has no types would spread through all that it touches.
    try:
        return import_module("fsspec.core").url_to_fs(url)
    except ImportError as error:  # its text names the package
        raise BatchError(f"cannot open {url} without a further package: {error}") from None
    except Exception as error:  # noqa: BLE001 - the same
        raise BatchError(f"cannot open {url}: {_reason(error)}") from None


def _files(store: Store, path: str) -> Iterator[str]:
    for match in sorted(store.glob(path)) if "*" in path else [path]:
        if not is_picture(match) and store.isdir(match):
            yield from filter(is_picture, store.find(match))
        else:
            yield match


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) if isinstance(error, ValueError) else type(error).__name__
