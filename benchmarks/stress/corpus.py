"""Healthy and damaged pictures for the fuzzer to begin with: ``python -m benchmarks.stress.corpus FOLDER``."""

from __future__ import annotations

from pathlib import Path

import typer

from benchmarks.stress.pictures import hostile_pictures
from benchmarks.stress.pictures.seeds import seeds

_LARGEST = 20_000


def main(folder: Path, count: int = 300) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = [*seeds().values(), *(hostile.content for hostile in hostile_pictures(count))]
    for number, content in enumerate(contents):
        if len(content) <= _LARGEST:
            (folder / f"{number}").write_bytes(content)


if __name__ == "__main__":
    typer.run(main)
