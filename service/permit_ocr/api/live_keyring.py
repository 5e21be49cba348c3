"""The credential pairs as they are at this moment: a change of the file needs no restart."""

from __future__ import annotations

from pathlib import Path

import structlog

from permit_ocr.api.credentials import Keyring
from permit_ocr.api.key_file import CredentialsError

_Stamp = tuple[int, ...]

_log: structlog.stdlib.BoundLogger = structlog.get_logger("permit_ocr.credentials")


class LiveKeyring:
    """The pairs of a file, read again whenever it has changed, and those of the settings.

    A file that cannot be used, half edited or open to others, changes nothing until it is mended. One that was
    removed has no pairs. Raises :class:`CredentialsError` where the file cannot be used from the beginning.
    """

    def __init__(self, path: Path, inline: str = "") -> None:
        self._path = path
        self._inline = inline
        self._stamp = _stamp(path)
        self._keyring = Keyring.load(path, inline)

    def __len__(self) -> int:
        self._refresh()
        return len(self._keyring)

    def secrets(self, secret_id: str) -> tuple[str, ...]:
        """The active SecretKeys of a SecretId; none when it is unknown."""
        self._refresh()
        return self._keyring.secrets(secret_id)

    def _refresh(self) -> None:
        # Looked at before the file is read, so that a change while it is read is noticed the next time.
        stamp = _stamp(self._path)
        if stamp != self._stamp:
            self._stamp = stamp
            self._reload()

    def _reload(self) -> None:
        try:
            self._keyring = Keyring.load(self._path, self._inline)
        except CredentialsError as error:
            _log.error("credentials not reloaded", reason=str(error), pairs_kept=len(self._keyring))
        else:
            _log.info("credentials reloaded", pairs=len(self._keyring))


def _stamp(path: Path) -> _Stamp:
    """What differs after every change of the file: who replaces it makes a new inode, who opens it up a new mode."""
    try:
        found = path.stat()
    except OSError as error:
        return (error.errno or 0,)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
