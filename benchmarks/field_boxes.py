"""What it would be to read the boxes of the layout straight from the outline, and detect no lines at all.

``python -m benchmarks.field_boxes`` reads the same photos both ways, in turn, without warnings. The short way is spared
what it could not know: it is told the document, which of the outlines is the card's, and which way is up. ``--write``
puts the table into docs/speed.md.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

import numpy as np
import typer

from benchmarks.outcome import REPORTED_FIELDS, judge
from benchmarks.pages import SPEED, put_into_page
from benchmarks.specimens import Sample, Split, samples
from permit_ocr.card.load import load_locator
from permit_ocr.card.proposals import CardLocator
from permit_ocr.card.rectify import RectifiedCard, rectify
from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import box_quad
from permit_ocr.permits import machine_code
from permit_ocr.permits.documents import CARD_ASPECT, DOCUMENTS
from permit_ocr.permits.reading import read_fields
from permit_ocr.permits.verify import LEAST_CONFIDENCE, verify, withhold
from permit_ocr.pipeline import PermitReader, Rules
from permit_ocr.text.engine import TextEngine
from permit_ocr.text.lines import read_quads
from permit_ocr.text.load import load_engine
from permit_ocr.types import Box, Field, Quad, TextLine

DETECTED, BOXES = "lines detected", "boxes of the layout"

ROOM = 0.25
"""By how much of its height a box is grown above and below: the outline is not exact."""


@dataclass(frozen=True, slots=True)
class Try:
    """One photo read in one way."""

    way: str
    scene: str
    seconds: float
    exact: int
    wrong: int
    fields: int


def main(
    count: Annotated[int, typer.Option(help="Photos to read.")] = 90,
    first: Annotated[int, typer.Option(help="Number of the first one.")] = 5000,
    write: Annotated[bool, typer.Option(help="Write the table into docs/speed.md.")] = False,
) -> None:
    """Read both ways, print."""
    engine, locator = load_engine(threads=1), load_locator()
    reader = PermitReader(engine, locator, Rules(warn_from={}))
    photos = [s for s in samples(Split.REPORTING, count, first=first) if set(REPORTED_FIELDS) & set(s.visible)]
    tries = [each for sample in photos for each in (_detecting(reader, sample), _boxed(engine, locator, sample))]
    table = _table(
        tries, f"{len(photos)} synthetic photos, reporting split from number {first}; one thread, no warnings."
    )
    print(table)
    if write:
        put_into_page(SPEED, "boxes", table)


def _detecting(reader: PermitReader, sample: Sample) -> Try:
    outcome = judge(reader, sample)
    exact, wrong = sum(outcome.exact.values()), sum(outcome.wrong.values())
    return Try(DETECTED, sample.conditions[0], outcome.seconds, exact, wrong, len(outcome.exact))


def _boxed(engine: TextEngine, locator: CardLocator, sample: Sample) -> Try:
    begin = time.perf_counter()
    read = _read_boxes(engine, locator, sample)
    seconds = time.perf_counter() - begin
    true = {field: sample.expected[field] for field in REPORTED_FIELDS if field in sample.expected}
    shown = {field: value for field, value in true.items() if field in sample.visible}
    exact = sum(read.get(field, "") == value for field, value in shown.items())
    wrong = sum(read.get(field, "") not in ("", value) for field, value in true.items())
    return Try(BOXES, sample.conditions[0], seconds, exact, wrong, len(shown))


def _read_boxes(engine: TextEngine, locator: CardLocator, sample: Sample) -> Mapping[Field, str]:
    image = decode(sample.jpeg)
    outlines = [_right_way_up(proposal.quad, sample.card) for proposal in locator.propose(image)]
    if not outlines:
        return {}
    nearest = min(outlines, key=lambda quad: _apart(quad, sample.card))
    document, card = DOCUMENTS[sample.kind], rectify(image, nearest, CARD_ASPECT)
    places = {field: printed.box for field, printed in document.fields.items()}
    lines = dict(zip(places, _read(engine, card, places.values()), strict=True))
    printed = read_fields(document, lines, lambda _field, _seen, _charset: [])
    code = document.machine_code
    texts = [line.text for line in _read(engine, card, [code.box])] if code else []
    fields = verify(printed, machine_code.best(texts, code.text) if code else None)
    return {field: reading.value for field, reading in withhold(fields, LEAST_CONFIDENCE).items()}


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


def _table(tries: list[Try], source: str) -> str:
    rows = [source, "", "| photos | way | median | fields right | wrong |", "| --- | --- | --- | --- | --- |"]
    for scene in Counter(each.scene for each in tries):
        rows += [_row(scene, way, [t for t in tries if (t.way, t.scene) == (way, scene)]) for way in (DETECTED, BOXES)]
    return "\n".join(rows)


def _row(scene: str, way: str, tries: list[Try]) -> str:
    fields = sum(each.fields for each in tries)
    exact, wrong = sum(each.exact for each in tries) / fields, sum(each.wrong for each in tries) / fields
    milliseconds = 1000 * float(np.median([each.seconds for each in tries]))
    return f"| {scene} | {way} | {milliseconds:.0f} ms | {exact:.1%} | {wrong:.1%} |"


if __name__ == "__main__":
    typer.run(main)
