"""Reading a permit needs no network.

The program runs in a network namespace of its own, where only loopback is up: whatever it might try to reach,
the kernel has no route there. A program can get around a patched socket, but not around that.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from permit_ocr import selfcheck

HERE = Path(__file__).resolve().parent
SPECIMEN = Path(selfcheck.__file__).parent
PHOTO = SPECIMEN / "photo.jpg"
PERMIT_OCR = Path(sys.executable).with_name("permit-ocr")

pytestmark = [pytest.mark.offline, pytest.mark.weights]


@cache
def _namespace() -> list[str]:
    """The command that makes a network namespace: as root, or as the root of a new user namespace."""
    unshare = shutil.which("unshare") or pytest.skip("unshare is not installed")
    for command in ([unshare, "--net"], [unshare, "--map-root-user", "--net"]):
        if not subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
            return command
    pytest.skip("this machine does not let us make a network namespace")


def _run(*command: str | Path) -> str:
    offline = [*_namespace(), sys.executable, HERE / "offline/loopback.py", *command]
    done = subprocess.run(offline, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def truth() -> dict[str, str]:
    return json.loads((SPECIMEN / "expected.json").read_text("utf-8"))["fields"]


def test_the_namespace_has_no_route_to_anywhere() -> None:
    header, *routes = _run("cat", "/proc/self/net/route").splitlines()
    assert header.startswith("Iface")
    assert routes == []


def test_the_command_line_reads_without_a_network(truth: dict[str, str]) -> None:
    record = json.loads(_run(PERMIT_OCR, "read", "--json", PHOTO))
    assert record["fields"]["number"]["value"] == truth["number"]


def test_the_service_starts_and_reads_without_a_network(truth: dict[str, str]) -> None:
    response = json.loads(_run(sys.executable, HERE / "offline/ask.py", PHOTO).splitlines()[-1])["Response"]
    assert response["Number"] == truth["number"]
    assert response["Name"] == truth["name"]
