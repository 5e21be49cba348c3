"""A folder as one archive: the same bytes for the same files, whoever packs them and when."""

from __future__ import annotations

import hashlib
import tarfile
from pathlib import Path

SUMS = "SHA256SUMS"

_MOMENT = 315_532_800
"""The time of every member: 1980-01-01, the earliest that zip archives know."""


def write_checksums(folder: Path) -> None:
    """Put the SHA-256 of every file into ``SHA256SUMS``, as sha256sum(1) checks it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{_sha256(path)}  {path.relative_to(folder)}\n" for path in paths]
    (folder / SUMS).write_text("".join(lines), "utf-8")


def pack(folder: Path, archive: Path) -> None:
    """Write the folder as a tar archive, without compression: wheels and weights hardly shrink."""
    draft = archive.with_name(f".{archive.name}.partial")
    with tarfile.open(draft, "w", format=tarfile.PAX_FORMAT) as tar:
        for path in [folder, *sorted(folder.rglob("*"))]:
            tar.add(path, str(path.relative_to(folder.parent)), recursive=False, filter=_nobody_s)
    draft.replace(archive)


def _nobody_s(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = _MOMENT
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
