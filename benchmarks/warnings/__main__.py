"""``python -m benchmarks.warnings``: stage attacks of the reporting split, read them, count the warnings.

The species of attack in the two splits differ in kind: the thresholds were fitted on others (benchmarks/thresholds.py).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.pages import WARNINGS, put_into_page
from benchmarks.specimens import Sources, Split
from benchmarks.warnings.folder import looked_at
from benchmarks.warnings.measure import measure
from benchmarks.warnings.plan import Plan
from benchmarks.warnings.plots import draw_curves
from benchmarks.warnings.tables import as_json, as_markdown
from permit_ocr.quality.policy import Policy

RESULT = Path(__file__).parents[1] / "results" / "warnings.json"
CURVES = WARNINGS.with_suffix(".svg")


def main(
    genuine: Annotated[int, typer.Option(help="Photos without any fault.")] = 130,
    everyday: Annotated[int, typer.Option(help="Photos with the faults of all levels.")] = 30,
    attacks: Annotated[int, typer.Option(help="Photos of each species and severity of attack.")] = 3,
    harmless: Annotated[int, typer.Option(help="Photos of each harmless likeness and severity.")] = 1,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 2000,
    split: Annotated[Split, typer.Option(help="tuning or reporting.")] = Split.REPORTING,
    faces: Annotated[Path | None, typer.Option(help="A folder of face photos to print on the cards.")] = None,
    photos: Annotated[Path | None, typer.Option(help="Real photos of other cards, with quads.json.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes, each with one thread.")] = 2,
    write: Annotated[bool, typer.Option(help="Write results/, and docs/warnings.md's tables and curves.")] = False,
) -> None:
    """Stage, read, judge, print."""
    trials = measure(Plan(split, first, genuine, everyday, attacks, harmless, Sources(faces)), jobs)
    source = f"{len(trials)} synthetic photos, {split} split, numbers from {first}"
    table = as_markdown(trials, source)
    if photos:
        table += f"\n\n{_real(photos)}"
    print(table)
    if write:
        RESULT.write_text(json.dumps(as_json(trials, source), indent=1) + "\n", "utf-8")
        put_into_page(WARNINGS, "warnings", table)
        draw_curves(trials, CURVES)


def _real(folder: Path) -> str:
    """Say which warnings real photos get that are no attacks; whether each is right, only a person can tell."""
    verdicts = list(looked_at(folder, Policy.STANDARD))
    warned = {name: sorted(kinds) for name, kinds in verdicts if kinds}
    told = "; ".join(f"{name}: {', '.join(kinds)}" for name, kinds in warned.items())
    return f"Of {len(verdicts)} real photos of other cards, {len(warned)} get a warning. {told}"


if __name__ == "__main__":
    typer.run(main)
