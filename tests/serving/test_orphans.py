"""A service that is killed leaves no worker behind, whatever its workers do at that moment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import asyncio
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.pool import ReaderPool
from tests.serving import readers

async def main():
    async with ReaderPool(readers.ScriptedReader, readers.trust, PoolLimits()) as pool:
        print((await pool.read(b"pid")).value("name"), flush=True)
        await pool.read(b"SCRIPT")

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.parametrize("script", ["sleep 60", "spin 60"])
def test_a_worker_dies_with_a_parent_that_is_killed(script: str, tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM.replace("SCRIPT", script))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, tmp_path / "program.py"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = Path("/proc") / parent.stdout.readline().strip()
        assert worker.exists()
        time.sleep(0.2)
        parent.kill()
    give_up_at = time.monotonic() + 10
    while worker.exists():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
