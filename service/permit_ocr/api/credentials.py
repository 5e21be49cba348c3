"""The credential pairs that clients sign with."""

from __future__ import annotations

import secrets
import string
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from permit_ocr.api.authentication import ACTIVE_KEYS
from permit_ocr.api.key_file import CredentialsError, KeyPair, locked, read_pairs, write_pairs

_ALPHABET = string.ascii_letters + string.digits
_LENGTH = 32
_ID_PREFIX = "AKID"  # every SecretId of the vendor begins so


class Keyring:
    """The pairs that are active."""

    def __init__(self, pairs: Iterable[KeyPair] = ()) -> None:
        self._pairs = tuple(pairs)
        _check_complete(self._pairs)
        _check_counts(self._pairs)

    @classmethod
    def load(cls, path: Path, inline: str = "") -> Keyring:
        """Take the pairs of a file, if there is one, and those written as ``SecretId:SecretKey[,...]``."""
        return cls((*_parse_inline(inline), *read_pairs(path)))

    def __len__(self) -> int:
        return len(self._pairs)

    def secrets(self, secret_id: str) -> tuple[str, ...]:
        """The active SecretKeys of a SecretId; none when it is unknown."""
        return tuple(pair.secret_key for pair in self._pairs if pair.secret_id == secret_id)


def create_key(path: Path, secret_id: str | None = None) -> KeyPair:
    """Add a new pair to the file, or a second SecretKey to a SecretId that is to change its key."""
    pair = KeyPair(secret_id or _ID_PREFIX + _random(), _random())
    with locked(path):
        pairs = read_pairs(path)
        if secret_id is not None:
            _check_known(pairs, secret_id)
        _store(path, (*pairs, pair))
    return pair


def list_keys(path: Path) -> Mapping[str, int]:
    """The SecretIds of the file, oldest first, and how many SecretKeys each has."""
    return Counter(pair.secret_id for pair in read_pairs(path))


def revoke_key(path: Path, secret_id: str, *, keep_newest: bool = False) -> None:
    """Remove a SecretId with all its SecretKeys, or all but the one that was made last."""
    with locked(path):
        pairs = read_pairs(path)
        _check_known(pairs, secret_id)
        newest = [pair for pair in pairs if pair.secret_id == secret_id][-1:] if keep_newest else []
        _store(path, (*(pair for pair in pairs if pair.secret_id != secret_id), *newest))


def _store(path: Path, pairs: tuple[KeyPair, ...]) -> None:
    _check_counts(pairs)
    write_pairs(path, pairs)


def _random() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def _check_known(pairs: Iterable[KeyPair], secret_id: str) -> None:
    if all(pair.secret_id != secret_id for pair in pairs):
        raise CredentialsError("there is no such SecretId in the credentials file")


def _check_complete(pairs: tuple[KeyPair, ...]) -> None:
    """Refuse what anybody could sign with."""
    if not all(pair.secret_id and pair.secret_key for pair in pairs):
        raise CredentialsError(
            "a pair has an empty SecretId or SecretKey; remove it, or make one: permit-ocr keys create"
        )


def _check_counts(pairs: tuple[KeyPair, ...]) -> None:
    for secret_id, keys in Counter(pair.secret_id for pair in pairs).items():
        if keys > ACTIVE_KEYS:
            command = "permit-ocr keys revoke --keep-newest SECRET_ID"
            raise CredentialsError(f"{secret_id} has more than {ACTIVE_KEYS} SecretKeys; run: {command}")


def _parse_inline(inline: str) -> tuple[KeyPair, ...]:
    pairs: list[KeyPair] = []
    for entry in filter(None, (part.strip() for part in inline.split(","))):
        secret_id, _, secret_key = entry.partition(":")
        if not secret_id or not secret_key:
            raise CredentialsError("inline credentials must be SecretId:SecretKey[,SecretId:SecretKey...]")
        pairs.append(KeyPair(secret_id.strip(), secret_key.strip()))
    return tuple(pairs)
