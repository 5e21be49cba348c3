"""How often is the reading right, empty, or wrong? Measured on photos that nothing was tuned on.

``python -m benchmarks.accuracy`` renders the reporting split (its own seeds, fonts, faces, backgrounds and draws of
degradation), reads every photo and prints tables; ``--write`` puts them into results/ and the pages.
"""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.outcome import Outcome, judge
from benchmarks.pages import ACCURACY, README, put_into_page
from benchmarks.parallel import in_parts
from benchmarks.specimens import Sources, Split, samples
from benchmarks.tables import as_json, as_markdown, as_summary
from permit_ocr.pipeline import PermitReader

RESULT = Path(__file__).parent / "results" / "accuracy.json"


def main(
    count: Annotated[int, typer.Option(help="Photos to read.")] = 600,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 10000,
    split: Annotated[Split, typer.Option(help="tuning or reporting.")] = Split.REPORTING,
    faces: Annotated[Path | None, typer.Option(help="A folder of face photos to print on the cards.")] = None,
    scenes: Annotated[Path | None, typer.Option(help="A folder of scene photos with quads.json.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes, each with one thread.")] = 2,
    write: Annotated[bool, typer.Option(help="Write results/ and the pages' tables.")] = False,
) -> None:
    """Render, read, judge, print."""
    measure = partial(_measure_part, split, count, first, Sources(faces, scenes), jobs)
    outcomes = sorted(in_parts(measure, jobs), key=lambda outcome: outcome.name)
    source = describe_photos(split, len(outcomes), faces, scenes)
    table = as_markdown(outcomes, source)
    print(table)
    if write:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(json.dumps(as_json(outcomes, source), ensure_ascii=False, indent=1) + "\n", "utf-8")
        put_into_page(ACCURACY, "accuracy", table)
        put_into_page(README, "accuracy", as_summary(outcomes, source))


def describe_photos(split: Split, count: int, faces: Path | None, scenes: Path | None) -> str:
    """Say in words how many photos of which split, and what they are made of."""
    holders = "generated faces" if faces else "one public-domain face, varied"
    grounds = "drawn scenes and real photos of other cards" if scenes else "drawn scenes"
    return f"{count} synthetic photos, {split} split; {holders}; {grounds}"


def _measure_part(split: Split, count: int, first: int, sources: Sources, jobs: int, part: int) -> list[Outcome]:
    reader = PermitReader()
    numbers = range(first + part, first + count, jobs)
    return [judge(reader, next(samples(split, 1, first=number, sources=sources))) for number in numbers]


if __name__ == "__main__":
    typer.run(main)
