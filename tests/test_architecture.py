"""What keeps the code readable, held by tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 200
HEAVY = ("cv2", "fastapi", "httpx", "limits", "numpy", "paddle", "paddleocr", "pydantic", "redis")

READING = ("PIL", "cv2", "numpy", "onnxruntime", "opencc", "openvino", "paddle", "pypinyin", "rapidfuzz", "redis")
LISTENING = ("fastapi", "httpx", "limits", "pydantic", "redis", "rich", "starlette", "structlog", "typer", "uvicorn")


def test_dependencies_point_one_way() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_files_hold_one_idea() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in (ROOT / "service").rglob("*.py")}
    assert not {path.name: length for path, length in lengths.items() if length > LONGEST_FILE}


def loaded(program: str, names: tuple[str, ...]) -> list[str]:
    """Which of the modules a program has loaded at its end."""
    told = f"import sys; {program}; print(*[name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_help_costs_no_heavy_import() -> None:
    assert loaded("import permit_ocr.cli", HEAVY) == []


def test_help_is_printed_without_what_draws_boxes() -> None:
    program = "import permit_ocr.cli as cli; cli.app(['serve', '--help'], standalone_mode=False)"
    assert "rich" not in loaded(program, ("rich",))


def test_the_process_that_listens_loads_nothing_that_reads() -> None:
    assert loaded("import permit_ocr.serving.server", READING) == []


def test_a_worker_loads_nothing_that_listens() -> None:
    program = "import permit_ocr.serving.held, permit_ocr.serving.loading, permit_ocr.selfcheck, permit_ocr.pipeline"
    assert loaded(program, LISTENING) == []
