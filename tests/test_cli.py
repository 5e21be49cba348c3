from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from permit_ocr import cli
from permit_ocr.errors import ModelFileError, NoPermitFoundError
from permit_ocr.text.models import default_models_dir
from permit_ocr.types import (
    CheckState,
    DocumentKind,
    Field,
    FieldReading,
    Finding,
    PermitReading,
    Point,
    Portrait,
    Quad,
    Score,
    WarningKind,
)

Run = Callable[..., int]

BOX = Quad((Point(10, 10), Point(90, 10), Point(90, 60), Point(10, 60)))
READING = PermitReading(
    kind=DocumentKind.EXIT_ENDORSEMENT_HK_MACAO,
    card=BOX,
    fields={
        Field.NAME: FieldReading("证件样本", 0.98765, BOX),
        Field.NUMBER: FieldReading("C00000000", 0.9, BOX, CheckState.PROVED),
        Field.SEX: FieldReading(),
        Field.PLACE: FieldReading("[red]广东", 0.5),
    },
    portrait=Portrait(b"jpeg", BOX),
    machine_code="CSC000000004<2404200<8108038<6",
    scores={
        WarningKind.GLARE: Score(0.91234, (Finding("highlight", 0.91234, BOX, Field.NAME),)),
        WarningKind.BLURRED: Score(0.1),
    },
    warnings=(WarningKind.GLARE,),
)


class FakeReader:
    """Finds a permit in every picture that is not black."""

    def read(self, image: bytes, /) -> PermitReading:
        if not cv2.imdecode(np.frombuffer(image, np.uint8), cv2.IMREAD_COLOR).any():
            raise NoPermitFoundError("No permit was found in the picture.")
        return READING


@pytest.fixture(autouse=True)
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("permit_ocr.cli.reader.open_reader", FakeReader)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command as a shell would, and give its exit status."""

    def run(*arguments: object) -> int:
        monkeypatch.setattr("sys.argv", ["permit-ocr", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "160")
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return int(stop.value.code or 0)

    return run


def _photo(path: Path, brightness: int = 128) -> Path:
    path.parent.mkdir(exist_ok=True)
    PillowImage.new("RGB", (100, 70), (brightness,) * 3).save(path)
    return path


def test_the_table_shows_every_value_as_it_is(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", _photo(tmp_path / "a.png")) == 0
    shown = capsys.readouterr().out
    for text in ("往来港澳通行证", "证件样本", "0.99", "proved", "[red]广东", READING.machine_code, "glare: highlight"):
        assert text in shown


def test_json_is_one_object_a_photo(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, black, absent = _photo(tmp_path / "a.png"), _photo(tmp_path / "b.png", 0), tmp_path / "c.png"
    assert run("read", "--json", good, black, absent) == 1
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    corners = [[10.0, 10.0], [90.0, 10.0], [90.0, 60.0], [10.0, 60.0]]
    assert first["file"] == str(good)
    assert first["kind"] == "exit_endorsement_hk_macao"
    assert first["type"] == "往来港澳通行证"
    assert first["card"] == first["portrait"] == corners
    assert first["fields"]["name"] == {
        "value": "证件样本",
        "confidence": 0.9877,
        "check": "unchecked",
        "printed": "",
        "coded": "",
        "quad": corners,
        "evidence": None,
    }
    assert first["fields"]["sex"] == {
        "value": "",
        "confidence": 0.0,
        "check": "unchecked",
        "printed": "",
        "coded": "",
        "quad": None,
        "evidence": None,
    }
    assert first["machine_code"] == READING.machine_code
    assert first["warnings"] == ["glare"]
    assert first["scores"] == {
        "glare": {
            "score": 0.9123,
            "findings": [{"reason": "highlight", "strength": 0.9123, "field": "name", "quad": corners}],
        },
        "blurred": {"score": 0.1, "findings": []},
    }
    assert second["error"] == {"code": "NoPermitFound", "message": "No permit was found in the picture."}
    assert third["error"] == {"code": "UnreadableFile", "message": "No such file or directory"}


def test_overlays_of_equally_named_photos_do_not_replace_each_other(run: Run, tmp_path: Path) -> None:
    photos = [_photo(tmp_path / "x/card.png"), _photo(tmp_path / "y/card.png"), _photo(tmp_path / "z.png", 0)]
    assert run("read", *photos, "--overlay", tmp_path / "out") == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "card.2.overlay.jpg",
        "card.overlay.jpg",
    ]


def test_an_overlay_shows_the_photo_and_a_panel(run: Run, tmp_path: Path) -> None:
    run("read", _photo(tmp_path / "card.png"), "--overlay", tmp_path / "out")
    with PillowImage.open(tmp_path / "out/card.overlay.jpg") as picture:
        assert picture.width > picture.height * 1.5
        assert len(picture.getcolors(maxcolors=1 << 24) or []) > 10


def test_a_folder_that_cannot_be_made_for_overlays_is_told_in_one_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = _photo(tmp_path / "card.png")
    assert run("read", photo, "--overlay", photo) == 2
    assert capsys.readouterr().err == f"permit-ocr: cannot make the folder {photo}: File exists\n"


def test_a_fault_of_the_installation_is_told_in_one_line(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_weights() -> None:
        raise ModelFileError("weight file x is missing; run: permit-ocr models fetch")

    monkeypatch.setattr("permit_ocr.cli.reader.open_reader", no_weights)
    assert run("read", _photo(tmp_path / "a.png")) == 2
    assert capsys.readouterr().err == "permit-ocr: weight file x is missing; run: permit-ocr models fetch\n"


@pytest.mark.parametrize("arguments", [["read"], ["read", "--nonsense"], ["serve", "--port", "http"], ["nonsense"]])
def test_wrong_usage_has_its_own_exit_status(run: Run, arguments: list[str]) -> None:
    assert run(*arguments) == 2


def test_a_misspelt_setting_is_named(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMIT_OCR_SERVER__PROT", "1")
    assert run("serve") == 2
    assert "PERMIT_OCR_SERVER__PROT" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["models", "--help"], ["keys", "--help"]])
def test_help_is_there(run: Run, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 0
    assert "Usage" in capsys.readouterr().out


def test_serve_options_win_over_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, int, int]] = []
    monkeypatch.setattr(
        "permit_ocr.serving.server.serve",
        lambda settings: started.append((settings.server.host, settings.server.port, settings.server.workers)),
    )
    monkeypatch.setenv("PERMIT_OCR_SERVER__PORT", "9000")
    monkeypatch.setenv("PERMIT_OCR_SERVER__WORKERS", "3")
    assert run("serve", "--host", "0.0.0.0", "--port", 9001) == 0
    assert started == [("0.0.0.0", 9001, 3)]


def test_models_list_tells_the_state_of_the_files(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "manifest.toml").write_bytes((default_models_dir() / "manifest.toml").read_bytes())
    assert run("models", "list", "--dir", tmp_path) == 0
    shown = capsys.readouterr().out
    assert "PP-OCRv6_small_rec" in shown
    assert "missing or wrong" in shown
    assert run("models", "verify", "--dir", tmp_path) == 2


def test_keys_are_created_listed_and_revoked(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMIT_OCR_CREDENTIALS_FILE", str(tmp_path / "credentials.json"))
    assert run("keys", "create") == 0
    shown = dict(line.split() for line in capsys.readouterr().out.splitlines())
    secret_id, secret_key = shown["SecretId:"], shown["SecretKey:"]
    assert run("keys", "list") == 0
    assert capsys.readouterr().out.split() == [secret_id]
    assert run("keys", "create", "--for", secret_id) == 0
    assert secret_key not in capsys.readouterr().out
    assert run("keys", "revoke", "--keep-newest", secret_id) == 0
    assert capsys.readouterr().out == f"{secret_id} keeps its newest key alone\n"
    assert run("keys", "revoke", secret_id) == 0
    capsys.readouterr()
    run("keys", "list")
    assert capsys.readouterr().out == ""
    assert run("keys", "revoke", secret_id) == 2
    assert secret_id not in capsys.readouterr().err
