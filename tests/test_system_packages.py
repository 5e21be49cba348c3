from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from benchmarks.specimens.fonts import PACKAGES

SCRIPT = Path(__file__).resolve().parents[1] / "scripts/system-packages"


def test_the_set_up_installs_every_font_that_specimens_are_drawn_with() -> None:
    words = SCRIPT.read_text("utf-8").replace(";", " ").split()
    assert set(PACKAGES) == {word for word in words if word.startswith("fonts-")}


@pytest.mark.parametrize("group", ["python", "libraries", "redis", "browser"])
def test_what_is_installed_is_not_installed_again(group: str) -> None:
    done = subprocess.run([SCRIPT, group], capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_an_unknown_group_is_a_usage_error() -> None:
    done = subprocess.run([SCRIPT, "printers"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Usage" in done.stderr
