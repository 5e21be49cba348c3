"""The command line: ``python -m training.locator``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from benchmarks.specimens import Sources
from training.locator.train import Course, train


def main(
    minutes: Annotated[float, typer.Option(help="How long to train, on one core.")] = 50,
    seed: Annotated[int, typer.Option(help="Of the pictures and of the first weights.")] = 1,
    faces: Annotated[
        Path | None, typer.Option(help="Square face photos for portraits. Default: the shipped face.")
    ] = None,
    scenes: Annotated[Path | None, typer.Option(help="Photos of other cards, with quads.json, as grounds.")] = None,
    cache: Annotated[Path, typer.Option(help="Where drawn material is kept.")] = Path("build/locator"),
    start: Annotated[Path | None, typer.Option(help="Weights to go on from. Default: chance.")] = None,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = Path("models/locator.onnx"),
) -> None:
    """Train the locator of cards and write its weights."""
    train(Course(minutes, seed, Sources(faces, scenes), cache, out, start))


if __name__ == "__main__":
    typer.run(main)
