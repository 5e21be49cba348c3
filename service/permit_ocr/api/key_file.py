"""The file that holds credential pairs.

Verifying a signature takes the SecretKey itself, so it cannot be stored as a hash: the file's mode guards it.
"""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from permit_ocr.errors import PermitOcrError

_OTHERS = 0o077
"""The mode bits of everybody but the owner."""


class CredentialsError(PermitOcrError):
    """The credentials cannot be used. The message never holds a secret."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A SecretId and one of its SecretKeys."""

    secret_id: str
    secret_key: str = field(repr=False)


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Keep other programs from changing the file; those that only read it need no lock."""
    lock = path.with_name(f".{path.name}.lock")  # of its own, as the file itself is replaced by every change
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CredentialsError(f"{path}: {error.strerror}") from None
    with os.fdopen(descriptor, "w"):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def read_pairs(path: Path) -> tuple[KeyPair, ...]:
    """The pairs of the file, oldest first; none when there is no file."""
    try:
        with path.open(encoding="utf-8") as file:
            if os.fstat(file.fileno()).st_mode & _OTHERS:
                raise CredentialsError(f"{path} is open to others; run: chmod 600 {path}")
            entries: list[Mapping[str, Any]] = json.load(file)["credentials"]
        return tuple(KeyPair(entry["SecretId"], entry["SecretKey"]) for entry in entries)
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError):
        raise CredentialsError(f"{path} is not a credentials file") from None
    except OSError as error:
        raise CredentialsError(f"{path}: {error.strerror}") from None


def write_pairs(path: Path, pairs: Iterable[KeyPair]) -> None:
    """Replace the file in one step, under its lock: it is never there half written, nor open to others."""
    entries = [{"SecretId": pair.secret_id, "SecretKey": pair.secret_key} for pair in pairs]
    text = json.dumps({"credentials": entries}, indent=2)
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent)  # with mode 0600
        draft = Path(name)
        try:
            _write_through(descriptor, text)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise CredentialsError(f"{path}: {error.strerror}") from None


def _write_through(descriptor: int, text: str) -> None:
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
