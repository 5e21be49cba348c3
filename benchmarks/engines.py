"""Whether the engines read the same: ``python -m benchmarks.engines``.

All that are installed read the same photos, without warnings, which look at pixels alone. ``--write`` puts the table
into docs/speed.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Annotated

import typer

from benchmarks.machine import describe_machine
from benchmarks.outcome import Outcome, judge
from benchmarks.pages import SPEED, put_into_page
from benchmarks.specimens import Split, samples
from benchmarks.tables import row_of
from permit_ocr.card.load import load_locator
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.errors import EngineUnavailableError
from permit_ocr.pipeline import PermitReader, Rules
from permit_ocr.serving.environment import prepare_environment
from permit_ocr.text.load import load_engine
from permit_ocr.text.network import Runtime

REFERENCE = Runtime.ONNXRUNTIME


def main(
    count: Annotated[int, typer.Option(help="Photos to read.")] = 200,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 6000,
    write: Annotated[bool, typer.Option(help="Put the table into docs/speed.md.")] = False,
) -> None:
    """Read, compare, print."""
    prepare_environment(1)
    readers = _readers()
    photos = samples(Split.REPORTING, count, first=first)
    read = [{runtime: judge(reader, photo) for runtime, reader in readers.items()} for photo in photos]
    table = as_markdown(read, f"{count} synthetic photos, reporting split from number {first}; {describe_machine()}.")
    print(table)
    if write:
        put_into_page(SPEED, "engines", table)


def _readers() -> dict[Runtime, PermitReader]:
    loaded: dict[Runtime, PermitReader] = {}
    locator, rules = load_locator(), Rules(warn_from={})
    for runtime in Runtime:
        try:
            loaded[runtime] = PermitReader(load_engine(threads=1, runtime=runtime), locator, rules)
        except EngineUnavailableError as error:
            print(f"{runtime} is left out: {error}")
    return loaded


def as_markdown(read: Sequence[Mapping[Runtime, Outcome]], source: str) -> str:
    """A row for every engine: how much it reads right, and how often it says something else than the reference."""
    head = f"| engine | right | wrong | unlike {REFERENCE} |"
    rows = [_row(runtime, [each[runtime] for each in read], [each[REFERENCE] for each in read]) for runtime in read[0]]
    return "\n".join([source, "", head, "| --- | --- | --- | --- |", *rows])


def _row(runtime: Runtime, outcomes: Sequence[Outcome], reference: Sequence[Outcome]) -> str:
    counted, unlike = row_of(outcomes), Share.of(chain.from_iterable(map(differences, outcomes, reference)))
    return f"| {runtime} | {counted.exact} | {counted.wrong} | {unlike} |"


def differences(one: Outcome, other: Outcome) -> list[bool]:
    """Of each field that the photo shows whole, whether it is not answered alike, empty answers included."""
    return [one.read.get(field, "") != other.read.get(field, "") for field in one.expected]


if __name__ == "__main__":
    typer.run(main)
