"""The weights: what ``models/manifest.toml`` lists, and whether the files on disk are those.

Weights are data. A model lies in ``models/weights/<name>/``, one that comes with this project in ``models/``, and
nobody gets its folder before every file in it hashes to what the manifest says.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from permit_ocr.errors import ModelFileError

MANIFEST_NAME = "manifest.toml"
_FETCH, _REINSTALL = "run: permit-ocr models fetch", "it comes with permit-ocr: install that again"


class Task(StrEnum):
    """What a model does."""

    DETECTION = "detection"
    RECOGNITION = "recognition"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model: its name here, its hash, its path in the package."""

    name: str
    sha256: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """One model and the package that carries it; without a package, it comes with this project."""

    name: str
    task: Task
    licence: str
    author: str
    files: tuple[ModelFile, ...]
    package: str = ""
    version: str = ""
    charset_size: int | None = None
    """How many characters a recogniser can spell."""

    @property
    def requirement(self) -> str:
        """The package as pip wants it."""
        return f"{self.package}=={self.version}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """All models, and the directory that holds the manifest and the weights."""

    directory: Path
    models: Mapping[str, Model]

    def folder(self, model: Model) -> Path:
        """Where the files of a model belong, present or not."""
        return self.directory / "weights" / model.name if model.package else self.directory


def default_models_dir() -> Path:
    """``models/`` of the source checkout that runs, else the one that the wheel installed."""
    checkout = Path(__file__).resolve().parents[3] / "models"
    if (checkout / MANIFEST_NAME).is_file():
        return checkout
    return Path(sys.prefix) / "share" / "permit-ocr" / "models"


def load_manifest(directory: Path | None = None) -> Manifest:
    """Read the manifest in ``directory``, by default the one that belongs to this installation."""
    directory = directory or default_models_dir()
    path = directory / MANIFEST_NAME
    try:
        entries: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["models"]
        models = [_model(entry) for entry in entries]
    except OSError as error:
        raise ModelFileError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ModelFileError(f"{path} is not a model manifest: {error}") from error
    return Manifest(directory, {model.name: model for model in models})


def _model(entry: dict[str, Any]) -> Model:
    files = tuple(ModelFile(name=name, **rest) for name, rest in entry["files"].items())
    values: dict[str, Any] = {**entry, "files": files, "task": Task(entry["task"])}
    return Model(**values)


def verify(manifest: Manifest) -> None:
    """Raise :class:`ModelFileError` unless every file of every model is present and genuine."""
    for name in manifest.models:
        verified_folder(manifest, name)


def is_genuine(manifest: Manifest, name: str) -> bool:
    """Whether every file of one model is present and is the one that the manifest names."""
    try:
        verified_folder(manifest, name)
    except ModelFileError:
        return False
    return True


def verified_folder(manifest: Manifest, name: str) -> Path:
    """The folder of one model, after its files were checked against the manifest."""
    model = manifest.models.get(name)
    if model is None:
        raise ModelFileError(f"{manifest.directory / MANIFEST_NAME} lists no model {name}")
    folder = manifest.folder(model)
    for file in model.files:
        _check(folder / file.name, file.sha256, _FETCH if model.package else _REINSTALL)
    return folder


def _check(path: Path, sha256: str, remedy: str) -> None:
    try:
        with path.open("rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelFileError(f"weight file {path}: {error.strerror}; {remedy}") from error
    if actual != sha256:
        raise ModelFileError(f"weight file {path} is not the one in the manifest (sha256 differs); {remedy}")
