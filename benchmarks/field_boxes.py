"""What it would be to read the boxes of the layout straight from the outline, and detect no lines at all.

``python -m benchmarks.field_boxes`` reads the same photos both ways, in turn, without warnings. The short way is spared
what it could not know: it is told the document, which of the outlines is the card's, and which way is up. ``--write``
puts the table into docs/speed.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import typer

from benchmarks.outcome import REPORTED_FIELDS, Outcome, judge
from benchmarks.pages import SPEED, put_into_page
from benchmarks.specimens import Sample, Split, samples
from benchmarks.tables import row_of
from permit_ocr.card.load import load_locator
from permit_ocr.card.proposals import CardLocator
from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.errors import NoPermitFoundError
from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import box_quad
from permit_ocr.permits import machine_code
from permit_ocr.permits.documents import CARD_ASPECT, DOCUMENTS
from permit_ocr.permits.reading import read_fields
from permit_ocr.permits.verify import LEAST_CONFIDENCE, verify, withhold
from permit_ocr.pipeline import PermitReader, Rules
from permit_ocr.serving.held import Reader
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_quads
from permit_ocr.text.load import load_engine
from permit_ocr.types import Box, PermitReading, Quad, TextLine

DETECTED, BOXES = "lines detected", "boxes of the layout"

ROOM = 0.25
"""By how much of its height a box is grown above and below: the outline is not exact."""


def main(
    count: Annotated[int, typer.Option(help="Photos to read.")] = 90,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 5000,
    write: Annotated[bool, typer.Option(help="Write the table into docs/speed.md.")] = False,
) -> None:
    """Read both ways, print."""
    engine, locator = load_engine(threads=1), load_locator()
    reader = PermitReader(engine, locator, Rules(warn_from={}))
    photos = [s for s in samples(Split.REPORTING, count, first=first) if set(REPORTED_FIELDS) & set(s.visible)]
    tries = [each for sample in photos for each in _both(reader, _BoxReader(engine, locator, sample), sample)]
    table = _table(
        tries, f"{len(photos)} synthetic photos, reporting split from number {first}; one thread, no warnings."
    )
    print(table)
    if write:
        put_into_page(SPEED, "boxes", table)


def _both(detecting: Reader, boxed: Reader, sample: Sample) -> Iterator[tuple[str, Outcome]]:
    yield DETECTED, judge(detecting, sample)
    yield BOXES, judge(boxed, sample)


@dataclass(frozen=True, slots=True)
class _BoxReader:
    """Reads one photo's card by the boxes of its layout, and knows of its truth what it could not know otherwise."""

    engine: TextEngine
    locator: CardLocator
    sample: Sample

    def read(self, photo: bytes, /) -> PermitReading:
        image = decode(photo)
        outlines = [_right_way_up(proposal.quad, self.sample.card) for proposal in self.locator.propose(image)]
        if not outlines:
            raise NoPermitFoundError
        nearest = min(outlines, key=lambda quad: _apart(quad, self.sample.card))
        document, card = DOCUMENTS[self.sample.kind], rectify(image, nearest, CARD_ASPECT)
        places = {field: printed.box for field, printed in document.fields.items()}
        lines = dict(zip(places, _read(self.engine, card, places.values()), strict=True))
        printed = read_fields(document, lines, lambda _field, _seen, _charset: [])
        code = document.machine_code
        texts = [line.text for line in _read(self.engine, card, [code.box])] if code else []
        fields = verify(printed, machine_code.best(texts, code.text) if code else None)
        return PermitReading(document.kind, nearest, withhold(fields, LEAST_CONFIDENCE))


def _read(engine: TextEngine, card: RectifiedCard, boxes: Iterable[Box]) -> list[TextLine]:
    quads = [box_quad(_grown(box)) for box in boxes]
    return read_quads(engine, card.image, [card.in_image(quad) for quad in quads])


def _grown(box: Box) -> Box:
    room = ROOM * (box.y1 - box.y0)
    return Box(box.x0 - room / CARD_ASPECT, box.y0 - room, box.x1 + room / CARD_ASPECT, box.y1 + room)


def _right_way_up(quad: Quad, true: Quad) -> Quad:
    turns = (Quad.from_array(np.roll(quad.to_array(), turn, axis=0)) for turn in range(4))
    return min(turns, key=lambda turned: _apart(turned, true))


def _apart(quad: Quad, true: Quad) -> float:
    return float(np.linalg.norm(quad.to_array() - true.to_array(), axis=1).mean())


def _table(tries: list[tuple[str, Outcome]], source: str) -> str:
    rows = [source, "", "| photos | way | median | fields right | wrong |", "| --- | --- | --- | --- | --- |"]
    for scene in dict.fromkeys(outcome.conditions[0] for _, outcome in tries):
        here = [each for each in tries if each[1].conditions[0] == scene]
        rows += [_row(scene, way, [outcome for by, outcome in here if by == way]) for way in (DETECTED, BOXES)]
    return "\n".join(rows)


def _row(scene: str, way: str, outcomes: list[Outcome]) -> str:
    counted = row_of(outcomes)
    milliseconds = 1000 * float(np.median([outcome.seconds for outcome in outcomes]))
    return f"| {scene} | {way} | {milliseconds:.0f} ms | {counted.exact} | {counted.wrong} |"


if __name__ == "__main__":
    typer.run(main)
