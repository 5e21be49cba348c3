from __future__ import annotations

import csv
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import pytest
from pyarrow import parquet

from permit_ocr import cli
from permit_ocr.cli.batching import job
from permit_ocr.cli.batching.errors import BatchError
from permit_ocr.cli.batching.output import Output
from permit_ocr.cli.batching.reading import LocalWorkers, pool_limits
from permit_ocr.cli.batching.rows import COLUMNS
from tests.serving import readers

ROOT = Path(__file__).parents[1]
PHOTOS = ROOT / "tests/data/photos"
PROGRAM = """
from permit_ocr import cli
from permit_ocr.cli.batching import job
from permit_ocr.cli.batching.errors import BatchError
from tests.serving import readers

def scripted_workers(settings):
    return job.LocalWorkers(readers.ScriptedReader, readers.trust, job.pool_limits(settings))

if __name__ == "__main__":
    job.local_workers = scripted_workers
    cli.main()
"""

Run = Callable[..., int]


def scripted_workers(settings: Any) -> LocalWorkers:
    return LocalWorkers(readers.ScriptedReader, readers.trust, pool_limits(settings))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command as a shell would, with the scripted reader, and give its exit status."""
    monkeypatch.setattr(job, "local_workers", scripted_workers)

    def run(*arguments: object) -> int:
        monkeypatch.setattr("sys.argv", ["permit-ocr", "batch", "--workers", "1", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return int(stop.value.code or 0)

    return run


@pytest.fixture
def photos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of scripts for the reader; what is in it is read as "photos/..."."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "photos", {"a.jpg": "echo 张三", "b.PNG": "echo 李四", "deep/er/c.jpeg": "echo 王五"})


def write(folder: Path, scripts: dict[str, str]) -> Path:
    for name, script in scripts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(script, "utf-8")
    return folder


def records(path: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def names(path: str | Path) -> list[str]:
    return sorted(record["file"] for record in records(path))


def codes(path: str | Path) -> dict[str, str]:
    return {record["file"]: record["error"]["code"] for record in records(path) if "error" in record}


def test_files_folders_and_globs_are_read_once_each(run: Run, photos: Path) -> None:
    write(photos, {"notes.txt": "echo no", "[1].jpg": "echo 1"})
    assert run("photos/[1].jpg", "photos", "./photos/a.jpg", "photos/*.jpg", "photos/**/c.*", "--out", "o.jsonl") == 0
    assert names("o.jsonl") == ["photos/[1].jpg", "photos/a.jpg", "photos/b.PNG", "photos/deep/er/c.jpeg"]
    assert {record["fields"]["name"]["value"] for record in records("o.jsonl")} == {"1", "张三", "李四", "王五"}


def test_whatever_a_photo_does_costs_one_record(
    run: Run, photos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PERMIT_OCR_LIMITS__READ_SECONDS", "1")
    bad = {"die": "WorkerCrashed", "stop": "DeadlineExceeded", "refuse": "NoPermitFound", "bug": "ReaderDefect"}
    write(photos, {f"{verb}.jpg": f"{verb} 赵六" for verb in bad} | {"garble.jpg": "garble"})
    assert run("photos", "absent.jpg", "--out", "o.jsonl") == 1
    assert len(names("o.jsonl")) == len(set(names("o.jsonl"))) == 9
    wanted = {f"photos/{verb}.jpg": code for verb, code in bad.items()}
    assert codes("o.jsonl") == wanted | {"photos/garble.jpg": "UndecodableImage", "absent.jpg": "UnreadableFile"}
    assert capsys.readouterr().err == "o.jsonl: 3 photos read, 6 not\n"
    assert "赵六" not in Path("o.jsonl").read_text("utf-8")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_was_stopped_goes_on(run: Run, photos: Path, end: signal.Signals) -> None:
    write(photos, {f"{number}.jpg": "sleep 0.06" for number in range(37)})
    Path("program.py").write_text(PROGRAM)
    command = [sys.executable, "program.py", "batch", "photos", "--workers", "2", "--out", "o.jsonl"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    output = Path("o.jsonl")
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as batch:
        wait_for(lambda: output.exists() and output.read_bytes().count(b"\n") > 3)
        batch.send_signal(end)
        told = batch.communicate()[1]
    assert batch.returncode == (-end if end == signal.SIGKILL else 128 + end)
    assert end == signal.SIGKILL or "--resume" in told
    before = output.read_bytes()
    assert 3 < before.count(b"\n") < 40
    output.write_bytes(before + b'{"file": "photos/')
    assert run("photos", "--out", output) == 2
    assert run("./photos", "--out", output, "--resume") == 0
    assert output.read_bytes().startswith(before)
    assert len({os.path.normpath(name) for name in names(output)}) == len(names(output)) == 40


def wait_for(condition: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < give_up_at
        time.sleep(0.02)


def test_nothing_is_replaced_unasked(run: Run, photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("photos/a.jpg", "--out", "o.csv") == 0
    before = Path("o.csv").read_bytes()
    assert run("photos", "--out", "o.csv") == run("photos", "--out", "o.csv", "--resume") == 2
    assert "is complete already" in capsys.readouterr().err
    assert run("photos", "--out", "o.csv", "--resume", "--force") == 2
    assert Path("o.csv").read_bytes() == before
    assert run("photos", "--out", "o.csv", "--force") == 0
    assert len(rows("o.csv")) == 3


def test_a_table_is_made_of_all_parts(run: Run, photos: Path) -> None:
    assert run("photos/a.jpg", "--out", "o.csv.jsonl") == 0
    assert run("photos", "--out", "o.csv") == 2
    assert run("photos", "--out", "o.csv", "--resume") == 0
    assert {row["file"]: row["name"] for row in rows("o.csv")} == {
        "photos/a.jpg": "张三",
        "photos/b.PNG": "李四",
        "photos/deep/er/c.jpeg": "王五",
    }


def rows(path: str | Path) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("content", ['{"file": "a"', '{"file": broken}\n', '{"other": "document"}', "[]\n"])
def test_what_is_no_journal_is_left_alone(run: Run, photos: Path, content: str) -> None:
    whole = Path("o.jsonl")
    whole.write_text('{"some": "words"}\n' + content, "utf-8")
    assert run("photos", "--out", whole, "--resume") == 2
    assert whole.read_text("utf-8").endswith(content)


def test_another_batch_keeps_off(run: Run, photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Output(Path("o.jsonl")).open(resume=False, force=False) as journal:
        journal.add({"file": "x.jpg"})
        assert run("photos", "--out", "o.jsonl", "--force") == 2
    assert "another batch" in capsys.readouterr().err
    assert names("o.jsonl") == ["x.jpg"]


def test_a_full_disk_leaves_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Output(path).open(resume=False, force=False) as journal:
        journal.add({"file": "a.jpg"})
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 10, hard))
        try:
            with pytest.raises(BatchError, match="File too large"):
                journal.add({"file": "b.jpg"})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert records(path) == [{"file": "a.jpg"}]


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_files_are_for_their_owner_alone(run: Run, photos: Path, suffix: str) -> None:
    assert run("photos", "--out", f"o.{suffix}") == 0
    assert {path.name: path.stat().st_mode & 0o777 for path in Path().glob("*o.*")} == {f"o.{suffix}": 0o600}


def test_photos_come_from_stores(run: Run, photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store: Any = fsspec.filesystem("memory")
    store.pipe({"/bucket/a.jpg": "echo 甲".encode(), "/bucket/deep/b.jpg": b"refuse", "/bucket/notes.txt": b"echo no"})
    assert run("memory://bucket", "memory://bucket/*.jpg", "memory://bucket/absent.jpg", "--out", "o.jsonl") == 1
    assert names("o.jsonl") == [f"memory:///bucket/{name}" for name in ("a.jpg", "absent.jpg", "deep/b.jpg")]
    assert run("s3://bucket", "--out", "p.jsonl") == run("nonsense://bucket", "--out", "p.jsonl") == 2
    assert "Install s3fs" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["photos", "--out", "o.xlsx"], "must end with .jsonl"),
        (["photos/*.gif", "--out", "o.jsonl"], "no photos there: photos/*.gif"),
        (["photos", "--out", "nowhere/o.jsonl"], "No such file or directory"),
        (["photos", "--out", "o.jsonl", "--portraits", "photos/faces"], "choose another place"),
    ],
)
def test_what_cannot_work_is_told_before_anything_is_read(
    run: Run, photos: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in Path().iterdir()) == ["photos"]


def test_without_pyarrow_parquet_is_refused(
    run: Run, photos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run("photos", "--out", "o.parquet") == 2
    assert "permit-ocr[parquet]" in capsys.readouterr().err


def test_a_broken_installation_leaves_nothing_behind(
    run: Run, photos: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_weights(settings: Any) -> LocalWorkers:
        return LocalWorkers(readers.no_weights, readers.trust, pool_limits(settings))

    monkeypatch.setattr(job, "local_workers", no_weights)
    assert run("photos", "--out", "o.jsonl") == 2
    assert capsys.readouterr().err == "permit-ocr: weights are missing\n"
    assert not Path("o.jsonl").exists()


def test_names_that_are_not_utf_8_survive(run: Run, photos: Path) -> None:
    Path(os.fsdecode(b"photos/\xff.jpg")).write_text("echo x")
    assert run("photos", "--out", "o.jsonl") == run("photos", "--out", "o.jsonl", "--resume") == 0
    assert os.fsdecode(b"photos/\xff.jpg") in names("o.jsonl")
    assert run("photos", "--out", "o.csv") == run("photos", "--out", "o.parquet") == 0
    assert "photos/\\udcff.jpg" in {row["file"] for row in rows("o.csv")}


def test_the_readme_names_every_column() -> None:
    table = (ROOT / "README.md").read_text("utf-8").split("| column | |")[1].split("\n\n")[0]
    plain = [name for name in COLUMNS if not name.endswith("_confidence")]
    assert re.findall(r"`(\w+)`", table.replace("`--portraits`", "")) == plain


@pytest.mark.weights
def test_tables_hold_what_the_records_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("hk-macao.jpg", "non-chinese.jpg"):
        shutil.copy(PHOTOS / name, tmp_path)
    options = ["--out", "o.jsonl", "--portraits", "faces", "--workers", "1"]
    monkeypatch.setattr("sys.argv", ["permit-ocr", "batch", "*.jpg", "x.png", *options])
    with pytest.raises(SystemExit, match="1"):
        cli.main()
    wanted = {record["file"]: flat(record) for record in records("o.jsonl")}
    truth = json.loads((PHOTOS / "truth.json").read_text("utf-8"))["hk-macao.jpg"]["expected"]
    assert {name: wanted["hk-macao.jpg"][name] for name in truth} == truth
    for path in (Path("o.csv"), Path("o.parquet")):
        shutil.copy("o.jsonl", f"{path}.jsonl")
        with Output(path).open(resume=True, force=False) as journal:
            Output(path).finish(journal)
    assert {row["file"]: {name: cell for name, cell in row.items() if cell} for row in rows("o.csv")} == {
        name: {column: str(cell) for column, cell in row.items() if cell != ""} for name, row in wanted.items()
    }
    table = parquet.read_table("o.parquet").to_pylist()
    assert {row["file"]: {name: cell for name, cell in row.items() if cell is not None} for row in table} == wanted


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """What a table is to hold of a record."""
    row = {name: record[name] for name in ("file", "kind", "type", "machine_code", "portrait_file") if name in record}
    for name, field in record.get("fields", {}).items():
        row |= {name: field["value"], f"{name}_confidence": field["confidence"]}
    if "warnings" in record:
        row["warnings"] = ";".join(record["warnings"])
    if "portrait_file" in record:
        portrait = Path(record["portrait_file"])
        assert portrait.read_bytes().startswith(b"\xff\xd8")
        assert (portrait.stat().st_mode & 0o777, portrait.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    if "error" in record:
        row |= {"error": record["error"]["code"], "message": record["error"]["message"]}
    return row
