from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from permit_ocr import cli

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command as a shell would, with no keys of this machine, and give its exit status."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("PERMIT_OCR_CREDENTIALS_FILE", str(tmp_path / "keys" / "credentials.json"))
    monkeypatch.setenv("PERMIT_OCR_SERVER__PORT", "0")

    def run(*arguments: object) -> int:
        monkeypatch.setattr("sys.argv", ["permit-ocr", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return int(stop.value.code or 0)

    return run
