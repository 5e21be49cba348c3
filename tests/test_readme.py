from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from permit_ocr.settings import Settings
from tests.conformance import environments

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def _flat(settings: dict[str, Any], prefix: str = "PERMIT_OCR_") -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name.upper()}__")
        else:
            yield f"{prefix}{name.upper()}", value


def test_the_settings_table_is_complete_and_right() -> None:
    table = dict(re.findall(r"^\| `(PERMIT_OCR_\w+)` \| (.*?) \|", README, re.MULTILINE))
    settings = dict(_flat(Settings().model_dump(mode="json")))
    assert sorted(table) == sorted(settings)
    stated = {name: cell.strip("`") for name, cell in table.items() if re.fullmatch(r"`[\w.]+`", cell)}
    assert stated == {name: f"{settings[name]}".removesuffix(".0") for name in stated}


def test_the_commands_that_the_readme_names_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make ([a-z]+)", README):
        assert f"\n{target}:" in makefile


def test_the_compatibility_table_names_the_clients_that_are_tested() -> None:
    table = set(re.findall(r"^\| `([a-z-]+)` \| ([\d.]+) \|", README, re.MULTILINE))
    packages = [package for package in vars(environments).values() if isinstance(package, environments.Package)]
    assert table == {(package.name, package.version) for package in packages}
