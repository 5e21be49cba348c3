"""The portraits of a batch, a JPEG each."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from permit_ocr.cli.batching.errors import BatchError
from permit_ocr.cli.batching.journal import PRIVATE

_LONGEST_STEM = 60
"""Characters of the photo's name that its portrait keeps: file systems take 255 bytes."""


class PortraitFolder:
    """A folder, closed to other users, that takes one picture a photo."""

    def __init__(self, folder: Path, read: Iterable[str]) -> None:
        """Make the folder; refused in one of those that are ``read``, for then portraits would be read as photos."""
        for path in map(Path, read):
            if path.is_dir() and folder.resolve().is_relative_to(path.resolve()):
                raise BatchError(f"{folder} is in {path}, so that the portraits would be read: choose another place")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BatchError(f"cannot make the folder {folder}: {error.strerror}") from None
        self._folder = folder

    def save(self, photo: str, jpeg: bytes) -> str:
        """Write a portrait and give its path. It follows from the photo's name alone: read again, it is replaced."""
        path = self._folder / _file_name(photo)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as file:
                file.write(jpeg)
        except OSError as error:
            raise BatchError(f"cannot write {path}: {error.strerror}") from None
        return str(path)


def _file_name(photo: str) -> str:
    stem = re.sub(r"[^\w.-]", "_", Path(photo).stem)[:_LONGEST_STEM]
    digest = hashlib.blake2b(photo.encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()
    return f"{stem}.{digest}.jpg"
