"""What is built for others has all that it needs in it. Installing it is `make prove-wheel`."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from permit_ocr.version import installed_version

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "service" / "permit_ocr"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def _data_files() -> set[str]:
    """All of the package that is no Python: the page, the self-check, tables, the install script."""
    listed = subprocess.run(["git", "ls-files", "."], cwd=PACKAGE, capture_output=True, text=True, check=True)
    return {name for name in listed.stdout.splitlines() if not name.endswith(".py")}


def test_the_wheel_has_every_data_file_and_the_models_that_come_with_it(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"permit_ocr/{name}" for name in _data_files()} <= names
    data = f"permit_ocr-{installed_version()}.data/data/share/permit-ocr/models"
    assert {f"{data}/manifest.toml", f"{data}/locator.onnx"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests")]


def test_the_sdist_has_what_the_wheel_is_built_from(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"service/permit_ocr/{name}" for name in _data_files()} <= names
    assert {"pyproject.toml", "models/manifest.toml", "models/locator.onnx", "LICENSE", "NOTICE", "README.md"} <= names
    assert {"CHANGELOG.md"} <= names
    assert not [name for name in names if name.startswith(("tests", "benchmarks", ".work", "models/weights"))]


def test_the_version_stands_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert installed_version() == version
    assert version in (ROOT / "CHANGELOG.md").read_text("utf-8")
    spelled = subprocess.run(
        ["git", "grep", "--fixed-strings", "--files-with-matches", f'"{version}"', "--", "service"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert spelled.stdout == ""
