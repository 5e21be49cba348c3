"""One archive with all that an installation takes. The whole way is `make prove-bundle`; here is what is quick."""

from __future__ import annotations

import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from permit_ocr.cli.bundling import gather
from permit_ocr.cli.bundling.archive import pack, write_checksums
from tests.commands.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A pip that makes one wheel, and the calls that it got."""
    calls: list[tuple[str, ...]] = []

    def make(*arguments: str) -> None:
        calls.append(arguments)
        option = "--dest" if "--dest" in arguments else "--wheel-dir"
        folder = Path(arguments[arguments.index(option) + 1])
        folder.mkdir(exist_ok=True)
        (folder / f"{arguments[0]}.whl").write_bytes(b"a wheel")

    monkeypatch.setattr(gather, "_pip", make)
    return calls


def _names(archive: Path) -> set[str]:
    with tarfile.open(archive) as tar:
        return {member.name.partition("/")[2] for member in tar.getmembers()}


def test_it_holds_wheels_weights_documents_and_a_way_to_install(
    run: Run, pip: list[tuple[str, ...]], tmp_path: Path
) -> None:
    assert run("bundle", tmp_path / "b.tar", "--no-index") == 0
    names = _names(tmp_path / "b.tar")
    assert {"install.sh", "requirements.lock", "python-version", "SHA256SUMS", "README.md", "LICENSE"} <= names
    assert {"wheels/download.whl", "wheels/wheel.whl", "deploy/permit-ocr.service"} <= names
    assert {"models/manifest.toml", "models/locator.onnx"} <= names
    assert "models/weights/PP-OCRv6_small_rec/inference.onnx" in names
    download, build = pip
    assert {"--require-hashes", "--only-binary=:all:", "--no-index"} <= set(download)
    assert {"--no-deps", str(ROOT)} <= set(build)


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    archives = []
    for number, mode in enumerate((0o600, 0o664)):
        folder = tmp_path / str(number) / "permit-ocr"
        (folder / "wheels").mkdir(parents=True)
        (folder / "wheels" / "a.whl").write_bytes(b"a")
        (folder / "wheels" / "a.whl").chmod(mode)
        write_checksums(folder)
        pack(folder, tmp_path / f"{number}.tar")
        archives.append((tmp_path / f"{number}.tar").read_bytes())
    assert archives[0] == archives[1]


def test_a_damaged_bundle_and_a_wrong_python_are_refused(run: Run, pip: list[tuple[str, ...]], tmp_path: Path) -> None:
    run("bundle", tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar") as tar:
        tar.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.glob("permit-ocr-*")

    def install(**environment: str) -> str:
        command = [folder / "install.sh", tmp_path / "installed"]
        done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert not (tmp_path / "installed").exists()
        return done.stderr

    assert "is needed; name one as PYTHON=" in install(PYTHON="/bin/false")
    (folder / "wheels" / "download.whl").write_bytes(b"another wheel")
    assert "The bundle is damaged; copy it again." in install()


@pytest.mark.usefixtures("pip")
def test_altered_weights_are_not_bundled(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "models").mkdir()
    for name in ("manifest.toml", "README.md"):
        (tmp_path / "models" / name).write_bytes((ROOT / "models" / name).read_bytes())
    (tmp_path / "models" / "locator.onnx").write_bytes(b"altered")
    (tmp_path / "requirements.lock").touch()
    monkeypatch.setattr(gather, "source_checkout", lambda: tmp_path)
    assert run("bundle", tmp_path / "b.tar") == 2
    assert "permit-ocr models fetch" in capsys.readouterr().err
    assert not (tmp_path / "b.tar").exists()


def test_a_bundle_for_a_folder_that_is_not_there_is_refused(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bundle", tmp_path / "none" / "b.tar") == 2
    assert capsys.readouterr().err == f"permit-ocr: there is no folder {tmp_path / 'none'}\n"


def test_an_installed_program_says_where_to_bundle(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "__file__", str(tmp_path / "a" / "b" / "c" / "d" / "e" / "gather.py"))
    with pytest.raises(gather.BundleError, match="run this from a source checkout"):
        gather.source_checkout()
