"""How often is something claimed to be a permit that is none? Measured on pictures that hold no permit card.

``python -m benchmarks.refusal`` draws the negatives of the reporting split, reads every one and prints how many were
accepted, by species, and what was claimed of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.negatives import Negative, negatives
from benchmarks.parallel import in_parts
from benchmarks.specimens import Sources, Split
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.errors import PermitOcrError
from permit_ocr.pipeline import PermitReader
from permit_ocr.types import PermitReading

_PICTURES = (".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one negative."""

    name: str
    species: str
    claimed: str = ""
    """The permit that was claimed and the values read from it; empty when the picture was refused as it should be."""


@dataclass(frozen=True, slots=True)
class Work:
    """The pictures to be read, to be dealt out to ``jobs`` processes."""

    split: Split
    numbers: range
    sources: Sources
    photos: Path | None
    jobs: int

    def part(self, part: int) -> Iterator[Negative]:
        """Give one process's share: drawn negatives, then photos from the folder."""
        for number in self.numbers[part :: self.jobs]:
            yield from negatives(self.split, 1, first=number, sources=self.sources)
        for path in _pictures_in(self.photos)[part :: self.jobs]:
            yield Negative(path.name, "photo", path.read_bytes())


def main(
    count: Annotated[int, typer.Option(help="Negatives to draw.")] = 400,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 0,
    split: Annotated[Split, typer.Option(help="tuning or reporting.")] = Split.REPORTING,
    faces: Annotated[Path | None, typer.Option(help="A folder of face photos to print on the documents.")] = None,
    scenes: Annotated[Path | None, typer.Option(help="A folder of scene photos with quads.json.")] = None,
    photos: Annotated[Path | None, typer.Option(help="A folder of photos that show no permit, read as well.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes, each with one thread.")] = 1,
) -> None:
    """Draw, read, count, print."""
    judge_part = partial(_judge_part, Work(split, range(first, first + count), Sources(faces, scenes), photos, jobs))
    print(as_markdown(in_parts(judge_part, jobs)))


def as_markdown(verdicts: Sequence[Verdict]) -> str:
    """Give the shares of false acceptances, in all and by species, and then each of them."""
    species = dict.fromkeys(verdict.species for verdict in verdicts)
    groups = {"all": verdicts} | {name: [v for v in verdicts if v.species == name] for name in species}
    rows = [f"| {name} | {len(group)} | {Share.of(bool(v.claimed) for v in group)} |" for name, group in groups.items()]
    claims = [f"- {v.name} ({v.species}): {v.claimed}" for v in verdicts if v.claimed]
    return "\n".join(["| species | pictures | falsely accepted |", "| --- | --- | --- |", *rows, "", *claims])


def _judge_part(work: Work, part: int) -> list[Verdict]:
    reader = PermitReader()
    return [_judge(reader, negative) for negative in work.part(part)]


def _judge(reader: PermitReader, negative: Negative) -> Verdict:
    try:
        return Verdict(negative.name, negative.species, _claim(reader.read(negative.jpeg)))
    except PermitOcrError:
        return Verdict(negative.name, negative.species)


def _claim(reading: PermitReading) -> str:
    values = (f"{field} {found.value}" for field, found in reading.fields.items() if found.value)
    return "; ".join((str(reading.kind), *values))


def _pictures_in(folder: Path | None) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _PICTURES) if folder else []


if __name__ == "__main__":
    typer.run(main)
