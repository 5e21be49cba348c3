"""What keeps the code readable, held by tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 200
HEAVY = ("cv2", "fastapi", "httpx", "limits", "numpy", "paddle", "paddleocr", "pydantic", "redis")


def test_dependencies_point_one_way() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_files_hold_one_idea() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "service").rglob("*.py")}
    assert not {path.name: length for path, length in lengths.items() if length > LONGEST_FILE}


def test_help_costs_no_heavy_import() -> None:
    program = f"import sys, permit_ocr.cli; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
