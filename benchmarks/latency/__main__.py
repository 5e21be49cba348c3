"""How long does a photo take, and how long do others take for its text alone? All take turns in one run.

``python -m benchmarks.latency`` reads photos of the reporting split's phone level, enlarged to what a phone takes and
cut out as an application does, with every engine that is installed and with general OCR, one thread each. Ours is the
whole answer with portrait and all warnings. ``--write`` puts the tables into results/ and docs/speed.md.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.latency.photos import timed_photos
from benchmarks.latency.race import race, runners
from benchmarks.latency.tables import as_markdown
from benchmarks.machine import describe_machine
from benchmarks.pages import SPEED, put_into_page
from permit_ocr.serving.environment import prepare_environment

RESULT = Path(__file__).parents[1] / "results" / "latency.json"


def main(
    count: Annotated[int, typer.Option(help="Photos, besides one to warm up.")] = 20,
    first: Annotated[int, typer.Option(help="Number from which photos of the phone level are taken.")] = 4000,
    peers: Annotated[
        str, typer.Option(help="Others to race with, with commas between.")
    ] = "rapidocr-openvino,paddleocr",
    write: Annotated[bool, typer.Option(help="Write results/ and docs/speed.md.")] = False,
) -> None:
    """Time, compare, print."""
    prepare_environment(1)
    entrants = runners([name for name in peers.split(",") if name])
    laps = race(entrants, timed_photos(count + 1, first))
    source = f"{count} synthetic photos, reporting split from number {first}; one thread each; {describe_machine()}."
    table = as_markdown(laps, source)
    print(table)
    if write:
        RESULT.write_text(json.dumps([asdict(lap) for lap in laps], indent=1) + "\n", "utf-8")
        put_into_page(SPEED, "latency", table)


if __name__ == "__main__":
    typer.run(main)
