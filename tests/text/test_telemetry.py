"""Libraries that would report to their makers do not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.weights
def test_the_runtime_keeps_no_identifier_and_no_events_of_this_machine(tmp_path: Path) -> None:
    """ONNX Runtime's telemetry keeps both in the home folder until it can send them."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    program = "from permit_ocr.text.load import load_engine; load_engine()"
    subprocess.run([sys.executable, "-c", program], env=keep | {"HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*onnxruntime*")) == []
