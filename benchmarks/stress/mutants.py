"""What ``make mutants`` found, as tables in docs/mutation.md."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.pages import MUTATION, put_into_page

_SURVIVED = frozenset({0})
_UNTESTED = frozenset({5, 33})
"""Exit codes that mutmut gives to a change that no test noticed, and to one that no test runs."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change and what became of it."""

    module: str
    function: str
    noticed: bool


def main(
    folder: Annotated[Path, typer.Argument(help="Where mutmut ran.")] = Path("build/mutants"),
    write: Annotated[bool, typer.Option(help="Put the tables into docs/mutation.md.")] = False,
) -> None:
    """Count, print."""
    mutants = [mutant for path in sorted(folder.rglob("*.py.meta")) for mutant in _read(path)]
    text = "\n\n".join((_by_module(mutants), _survivors(mutants)))
    print(text)
    if write:
        put_into_page(MUTATION, "mutants", text)


def _read(path: Path) -> list[Mutant]:
    module = f"{path.parent.name}/{path.name.removesuffix('.meta')}"
    outcomes: dict[str, int | None] = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    return [
        Mutant(module, _function(key), code not in _SURVIVED | _UNTESTED)
        for key, code in outcomes.items()
        if code is not None
    ]


def _function(key: str) -> str:
    """The name in ``package.module.x_name__mutmut_7`` or ``package.module.xǁClassǁname__mutmut_7``."""
    name = key.rpartition(".")[2].partition("__mutmut_")[0]
    return name[2:].replace("ǁ", ".") if name.startswith("xǁ") else name.removeprefix("x_")


def _by_module(mutants: Sequence[Mutant]) -> str:
    rows = ["| module | changes | noticed |", "| --- | --- | --- |"]
    for module in [*dict.fromkeys(mutant.module for mutant in mutants), ""]:
        own = [mutant.noticed for mutant in mutants if module in {mutant.module, ""}]
        rows.append(f"| {module or '**all**'} | {len(own)} | {sum(own) / max(len(own), 1):.1%} |")
    return "\n".join(rows)


def _survivors(mutants: Sequence[Mutant]) -> str:
    unnoticed = Counter((mutant.module, mutant.function) for mutant in mutants if not mutant.noticed)
    rows = [f"| {module} | `{function}` | {count} |" for (module, function), count in unnoticed.most_common()]
    return "\n".join(["| module | function | not noticed |", "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    typer.run(main)
