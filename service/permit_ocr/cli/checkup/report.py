"""The checks, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from permit_ocr.cli.checkup.check import Check, State
from permit_ocr.version import installed_version

_STYLES = {State.GOOD: "green", State.NOTE: "yellow", State.BAD: "bold red"}


def to_json(checks: Sequence[Check]) -> str:
    """All checks as one JSON object."""
    ready = all(check.state is not State.BAD for check in checks)
    result = {"version": installed_version(), "ready": ready, "checks": [asdict(check) for check in checks]}
    return json.dumps(result, ensure_ascii=False)


def print_checks(checks: Sequence[Check]) -> None:
    """Print the checks as a table, and what to do below each that is not good."""
    table = Table(title=f"permit-ocr {installed_version()}", title_justify="left", box=box.SIMPLE, pad_edge=False)
    for column in ("", "", ""):
        table.add_column(column, overflow="fold")
    table.show_header = False
    for check in checks:
        table.add_row(Text(check.state, _STYLES[check.state]), Text(check.name), Text(check.found))
        if check.remedy:
            table.add_row("", "", Text(f"-> {check.remedy}", "bold"))
    Console().print(table)
