"""How much of a permit would general OCR have given? Measured on the photos that our own reading is measured on.

``python -m benchmarks.peers`` renders the photos once, lets every reader read them, one after another, and prints
tables; ``--write`` puts them into results/ and the pages, and what each reader found into results/ as soon as it is
through. A later run with ``--write`` and other ``--readers`` on the same photos completes the tables.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.accuracy import describe_photos
from benchmarks.pages import ACCURACY, README, put_into_page
from benchmarks.peers.peer import MissingPeerError
from benchmarks.peers.readers import READERS, choose, describe
from benchmarks.peers.results import OtherPhotosError, Results, continued, load, photo_of, save
from benchmarks.peers.tables import as_markdown, as_summary
from benchmarks.peers.work import read_all
from benchmarks.specimens import Sources, Split, samples

RESULT = Path(__file__).parents[1] / "results" / "peers.json"


def main(
    count: Annotated[int, typer.Option(help="Photos to read.")] = 300,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 0,
    split: Annotated[Split, typer.Option(help="tuning or reporting.")] = Split.REPORTING,
    faces: Annotated[Path | None, typer.Option(help="A folder of face photos to print on the cards.")] = None,
    scenes: Annotated[Path | None, typer.Option(help="A folder of scene photos with quads.json.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes, each with one thread.")] = 1,
    readers: Annotated[str, typer.Option(help="Who reads, with commas between.")] = ",".join(READERS),
    write: Annotated[bool, typer.Option(help="Write results/ and the pages' tables.")] = False,
) -> None:
    """Render, read, compare, print."""
    try:
        chosen = choose(readers)
        photos = list(samples(split, count, first=first, sources=Sources(faces, scenes)))
        source = describe_photos(split, len(photos), faces, scenes)
        results = Results(source, first, {sample.name: photo_of(sample) for sample in photos})
        if write and RESULT.exists():
            results = continued(load(RESULT), results)
    except (MissingPeerError, ValueError) as error:
        sys.exit(str(error))
    except OtherPhotosError as error:
        sys.exit(f"{error} Move {RESULT.name} away to begin anew.")
    for reader in chosen:
        print(f"{reader}: {describe(reader)}", file=sys.stderr, flush=True)
        results = results.with_reader(reader, describe(reader), read_all(reader, photos, jobs))
        if write:
            save(results, RESULT)
    table = as_markdown(results)
    print(table)
    if write:
        put_into_page(ACCURACY, "peers", table)
        put_into_page(README, "peers", as_summary(results))


if __name__ == "__main__":
    typer.run(main)
