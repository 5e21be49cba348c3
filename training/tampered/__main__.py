"""The command line: ``python -m training.tampered``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.specimens import Sources
from permit_ocr.quality.edits.odds import WEIGHTS
from training.tampered.examples import drawn, gather
from training.tampered.fit import fit_all


def main(
    rounds: Annotated[int, typer.Option(help="Edits of each species and severity, and harmless pictures of each.")] = 8,
    genuine: Annotated[int, typer.Option(help="Genuine cards in photos of all levels.")] = 150,
    first: Annotated[int, typer.Option(help="Number of the first picture.")] = 100,
    faces: Annotated[Path | None, typer.Option(help="A folder of face photos to print on the cards.")] = None,
    scenes: Annotated[Path | None, typer.Option(help="A folder of scene photos with quads.json.")] = None,
    out: Annotated[Path, typer.Option(help="Where the weights go.")] = WEIGHTS,
) -> None:
    """Draw tuning pictures, measure them, fit and write the weights."""
    examples = gather(drawn(rounds, genuine, first, Sources(faces, scenes)))
    weights = fit_all(examples)
    out.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    for evidence, values in weights.items():
        print(evidence, values)


if __name__ == "__main__":
    typer.run(main)
