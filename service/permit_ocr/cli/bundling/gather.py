"""Everything that a bundle holds, from a source checkout, its lock file and pip."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from permit_ocr.errors import PermitOcrError
from permit_ocr.text.models import load_manifest, verified_folder

_LOCK = "requirements.lock"
_TEXTS = ("README.md", "CHANGELOG.md", "LICENSE", "NOTICE", "docs/*.md", "deploy/permit-ocr.service")
_MODELS = ("manifest.toml", "README.md", "locator.onnx")


class BundleError(PermitOcrError):
    """The bundle cannot be made."""


def source_checkout() -> Path:
    """The checkout that this program runs from.

    Raises :class:`BundleError` where it was installed from a wheel: its lock file and its own wheel are then not here.
    """
    root = Path(__file__).resolve().parents[4]
    if not (root / _LOCK).is_file():
        raise BundleError(f"there is no {_LOCK} here; run this from a source checkout that was set up with: make setup")
    return root


def gather(source: Path, folder: Path, pip_options: Sequence[str]) -> None:
    """Fill a folder; raises :class:`BundleError` where pip fails, :class:`ModelFileError` for wrong weights."""
    _gather_models(source / "models", folder / "models")
    _gather_texts(source, folder)
    shutil.copy(source / _LOCK, folder)
    with as_file(files("permit_ocr.cli.bundling") / "install.sh") as script:
        shutil.copy(script, folder)  # with its mode
    (folder / "python-version").write_text(f"{sys.version_info.major}.{sys.version_info.minor}\n")
    _gather_wheels(source, folder / "wheels", pip_options)


def _gather_models(models: Path, target: Path) -> None:
    manifest = load_manifest(models)
    target.mkdir()
    for name in _MODELS:
        shutil.copy(models / name, target)
    for model in manifest.models.values():
        folder = verified_folder(manifest, model.name)
        if model.package:
            shutil.copytree(folder, target / "weights" / model.name)


def _gather_texts(source: Path, folder: Path) -> None:
    for path in (path for pattern in _TEXTS for path in source.glob(pattern)):
        target = folder / path.relative_to(source)
        target.parent.mkdir(exist_ok=True)
        shutil.copy(path, target)


def _gather_wheels(source: Path, wheels: Path, pip_options: Sequence[str]) -> None:
    locked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", str(source / _LOCK)]
    _pip("download", *locked, "--dest", str(wheels), *pip_options)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(source))


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    if subprocess.run(command, check=False).returncode:
        raise BundleError("pip could not get what the bundle needs; it said why above")
