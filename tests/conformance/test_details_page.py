"""docs/details.md: its examples run as printed against a really started service, and its table is the program's."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from permit_ocr.api.details.problems import KINDS
from tests.api.readers import PERMIT, VALUES
from tests.conformance.environments import without_proxies
from tests.conformance.service import ROOT, Service

PAGE = (ROOT / "docs/details.md").read_text("utf-8")


def run(program: list[str], language: str, service: Service, folder: Path) -> str:
    """Run the example of a language, with this service and key in place of those printed."""
    example = re.search(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert example
    pair = service.pair
    text = example[1].replace("SecretId:SecretKey", f"{pair.secret_id}:{pair.secret_key}")
    text = text.replace("127.0.0.1:8080", service.endpoint)
    (folder / "permit.jpg").write_bytes(PERMIT)
    done = subprocess.run(
        [*program, text], cwd=folder, env=without_proxies(), capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_shell_example_reads_a_permit(service: Service, tmp_path: Path) -> None:
    permit = json.loads(run(["sh", "-c"], "sh", service, tmp_path))
    assert {name: field["value"] for name, field in permit["fields"].items()} == VALUES
    assert permit["portrait"]["jpeg_base64"]
    assert permit["request_id"] in service.log


def test_the_python_example_reads_a_permit(service: Service, tmp_path: Path) -> None:
    printed = run([sys.executable, "-c"], "python", service, tmp_path).splitlines()
    assert [line.split()[:2] for line in printed] == [[name, value] for name, value in VALUES.items()]


def test_the_table_of_problems_is_complete_and_right() -> None:
    table = re.findall(r"^\| (\d{3}) \| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE)
    assert sorted(table) == sorted((str(kind.status), kind.code, kind.detail) for kind in KINDS)
