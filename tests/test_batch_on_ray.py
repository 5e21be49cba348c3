"""``permit-ocr batch --ray local``: a real Ray, whose workers do what the photos say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.test_batch import PROGRAM, ROOT, codes, records, write


def batch(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "program.py", "batch", "photos", "--workers", "2", "--ray", "local", "--out", "o.jsonl"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PERMIT_OCR_LIMITS__READ_SECONDS": "2"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_a_batch_on_ray_keeps_the_promises_of_a_local_one(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    bad = {"die": "WorkerCrashed", "stop": "DeadlineExceeded", "refuse": "NoPermitFound", "bug": "ReaderDefect"}
    photos = write(tmp_path / "photos", {f"{verb}.jpg": f"{verb} 赵六" for verb in bad})
    write(photos, {f"{number}.jpg": f"echo {number}" for number in range(6)})
    done = batch(tmp_path)
    assert done.returncode == 1, done.stderr
    output = tmp_path / "o.jsonl"
    assert codes(output) == {f"photos/{verb}.jpg": code for verb, code in bad.items()}
    read = {record["file"]: record["fields"]["name"]["value"] for record in records(output) if "fields" in record}
    assert read == {f"photos/{number}.jpg": f"{number}" for number in range(6)}
    assert "赵六" not in done.stderr + output.read_text("utf-8")
