"""An operator's own photos: what was right, empty and wrong, and how sure it was."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from permit_ocr.cli.batching.rows import COLUMNS
from permit_ocr.errors import NoPermitFoundError
from permit_ocr.types import DocumentKind, Field, FieldReading, PermitReading
from tests.api.readers import VALUES, permit_reading
from tests.commands.conftest import Run


class Reader:
    """Reads the name wrong, is not sure of the place, and finds no card on an empty photo."""

    def read(self, photo: bytes, /) -> PermitReading:
        if not photo:
            raise NoPermitFoundError("no card of a known kind is to be seen")
        reading = permit_reading()
        unsure = FieldReading("", 0.4, printed=VALUES[Field.PLACE])
        wrong = FieldReading("欧阳雪海", 0.92)
        return replace(reading, fields={**reading.fields, Field.NAME: wrong, Field.PLACE: unsure})


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("permit_ocr.cli.reader.open_reader", Reader)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jpg").write_bytes(b"a card")
    (tmp_path / "b.jpg").write_bytes(b"")
    known = {"file": "a.jpg", "kind": "exit_endorsement_hk_macao", "name": VALUES[Field.NAME]}
    known |= {"place": VALUES[Field.PLACE], "number": VALUES[Field.NUMBER], "sex": ""}
    nothing = {"file": "b.jpg", "kind": "home_return_permit", "number": "H12345678"}
    (tmp_path / "expected.jsonl").write_text("\n".join(json.dumps(line) for line in (known, nothing)))
    return tmp_path


def _evaluated(run: Run, capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    assert run("evaluate", *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def _counts(found: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {verdict: (share["count"], share["of"]) for verdict, share in found.items()}


def test_fields_are_exact_empty_or_wrong(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _evaluated(run, capsys, folder)
    assert (found["photos"], found["read"]["count"], found["kind"]["count"]) == (2, 1, 1)
    assert _counts(found["fields"]["name"]) == {"exact": (0, 1), "empty": (0, 1), "wrong": (1, 1)}
    assert _counts(found["fields"]["place"]) == {"exact": (0, 1), "empty": (1, 1), "wrong": (0, 1)}
    assert _counts(found["fields"]["number"]) == {"exact": (1, 2), "empty": (1, 2), "wrong": (0, 2)}
    assert "sex" not in found["fields"]
    assert _counts(found["all"]) == {"exact": (1, 4), "empty": (2, 4), "wrong": (1, 4)}


def test_the_risk_falls_as_less_is_answered(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points = {point["least_confidence"]: point for point in _evaluated(run, capsys, folder)["risk"]}
    assert points[0.0] == {"least_confidence": 0.0, "answered": 0.75, "wrong": 0.3333}
    assert points[0.9] == {"least_confidence": 0.9, "answered": 0.5, "wrong": 0.5}
    assert points[0.95] == {"least_confidence": 0.95, "answered": 0.25, "wrong": 0.0}


def test_what_batch_writes_can_be_corrected_and_used(
    run: Run, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = dict.fromkeys(COLUMNS, "") | {"file": str(folder / "a.jpg"), "number": "C87654321", "error": ""}
    text = "\ufeff" + ",".join(cells) + "\r\n" + ",".join(cells.values()) + "\r\n"
    (folder / "labels.csv").write_text(text, "utf-8")
    found = _evaluated(run, capsys, folder, "--expected", folder / "labels.csv")
    assert _counts(found["all"]) == {"exact": (1, 1), "empty": (0, 1), "wrong": (0, 1)}


def test_mistakes_are_written_for_their_owner_alone(run: Run, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mistakes = folder / "mistakes.jsonl"
    mistakes.touch(0o644)
    assert run("evaluate", folder, "--mistakes", mistakes) == 0
    assert stat.S_IMODE(mistakes.stat().st_mode) == 0o600
    lines = [json.loads(line) for line in mistakes.read_text("utf-8").splitlines()]
    assert [(line["field"], line["verdict"]) for line in lines] == [
        ("name", "wrong"), ("place", "empty"), ("number", "empty"),
    ]  # fmt: skip
    shown = capsys.readouterr().out
    assert "33.33 %" in shown
    assert not [value for value in VALUES.values() if value in shown]


def test_mistakes_that_cannot_be_written_are_told_in_one_line(
    run: Run, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("evaluate", folder, "--quiet", "--mistakes", folder / "none" / "m.jsonl") == 2
    assert capsys.readouterr().err.endswith("m.jsonl: No such file or directory\n")


@pytest.mark.parametrize(("labels", "message"), [
    (("expected.jsonl", '{"file": "a.jpg", "nmae": "x"}'), "line 1 has a column that is none of file, kind, name"),
    (("expected.jsonl", '{"name": "x"}'), "line 1 names no file"),
    (("expected.jsonl", "[1]"), "line 1 is not a JSON object"),
    (("expected.jsonl", '{"file": "a.jpg", "kind": "passport"}'), "line 1 has a kind that is none of exit_endorsement"),
    (("expected.csv", "file,name\n"), "names no photo"),
    (("expected.csv", "file,name\na.jpg,x,too many\n"), "line 2 has a column"),
    (("labels.csv", "file,name\na.jpg,x\n"), "must hold one of expected.csv or expected.jsonl"),
])  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_by_line_and_without_values(
    labels: tuple[str, str], message: str, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / labels[0]).write_text(labels[1])
    assert run("evaluate", tmp_path) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "passport" not in told


def test_every_kind_and_field_can_be_labelled() -> None:
    assert {field.value for field in Field} <= set(COLUMNS)
    assert len(DocumentKind) == 5
