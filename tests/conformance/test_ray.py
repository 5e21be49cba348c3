"""The application on a real Ray, with real weights, called by the vendor's SDK."""

from __future__ import annotations

import base64
import json
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.client import Client
from tests.conformance.environments import CLIENTS, MAINLAND, python_with
from tests.conformance.photos import photo
from tests.conformance.service import Service

PHOTOS = Path(__file__).parents[1] / "data" / "photos"
TRUTH = json.loads((PHOTOS / "truth.json").read_text("utf-8"))
READER = b"ray::ServeReplica:default:reader"
ANSWER_SECONDS = 60

pytestmark = pytest.mark.weights


class RayService(Service):
    program = "benchmarks.ray_service"
    start_seconds = 180
    stop_seconds = 60

    def reader(self) -> Path:
        """The process of its one reader, as a folder of ``/proc``."""
        (reader,) = [p for p in Path("/proc").glob("[0-9]*") if self._holds(p)]
        return reader

    def _holds(self, process: Path) -> bool:
        try:
            named = (process / "cmdline").read_bytes().startswith(READER)
            return named and self._process.pid in ancestors(process)
        except OSError:  # it has ended
            return False


def ancestors(process: Path) -> Iterator[int]:
    while parent := int((process / "stat").read_text().rpartition(")")[2].split()[1]):
        yield parent
        process = Path("/proc", str(parent))


def cpu_ticks(process: Path) -> int:
    return sum(map(int, (process / "stat").read_text().rpartition(")")[2].split()[11:13]))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A short path: Ray puts sockets below it, and their paths have 107 characters at most."""
    with tempfile.TemporaryDirectory(prefix="r") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def service(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RayService]:
    settings = {"PERMIT_OCR_RAY__MAX_READERS": "1", "TMPDIR": str(folder)}
    with RayService(tmp_path_factory.mktemp("service"), **settings) as service:
        yield service


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[Client]:
    with Client([python_with(MAINLAND) / "python", CLIENTS / "python_sdk.py"], service) as client:
        yield client


def number_read(client: Client, name: str) -> Any:
    response = client.call(parameters=photo((PHOTOS / name).read_bytes()), seconds=ANSWER_SECONDS)
    return response.get("Number", response)


def test_photos_are_read(client: Client) -> None:
    for name in ("hk-macao.jpg", "compatriot-slanted.jpg"):
        assert number_read(client, name) == TRUTH[name]["expected"]["number"]


def test_an_error_of_the_reader_arrives_as_itself(client: Client) -> None:
    assert client.call(parameters=photo(b"GIF89a"))["code"] == "FailedOperation.ImageDecodeFailed"


def test_a_reader_that_is_killed_while_it_reads_costs_nobody_an_answer(service: RayService, client: Client) -> None:
    reader = service.reader()
    idle = cpu_ticks(reader)
    with ThreadPoolExecutor(1) as caller:
        answer = caller.submit(number_read, client, "hk-macao.jpg")
        while cpu_ticks(reader) < idle + 0.3 * os.sysconf("SC_CLK_TCK"):
            time.sleep(0.02)
        assert not answer.done()
        os.kill(int(reader.name), signal.SIGKILL)
        assert answer.result() == TRUTH["hk-macao.jpg"]["expected"]["number"]
    assert service.reader() != reader


def test_a_reader_has_one_thread(service: RayService) -> None:
    assert b"OMP_NUM_THREADS=1" in (service.reader() / "environ").read_bytes().split(b"\0")


def test_nothing_that_was_read_is_left_in_files(service: RayService, client: Client, folder: Path) -> None:
    private = [value.encode() for value in TRUTH["hk-macao.jpg"]["values"].values()]
    private += [base64.b64encode((PHOTOS / "hk-macao.jpg").read_bytes())[:64], service.pair.secret_key.encode()]
    private.remove("女".encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if any(value in path.read_bytes() for value in private)] == []
    assert not any(value.decode() in service.log for value in private)
