"""What a forger changes: other characters in place of some of a value's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from benchmarks.specimens import Sample, Specimen
from benchmarks.specimens.holders import draw_holder
from benchmarks.specimens.photo import as_vendor
from benchmarks.specimens.split import pick, random_for
from permit_ocr.permits.dates import dates_in
from permit_ocr.types import Box, Field

_STRANGER = 5_000_000
"""Added to a card's number for that of another holder, whose values are put in."""

_DIGIT_FIELDS = (Field.NUMBER, Field.BIRTH_DATE, Field.VALIDITY, Field.VALIDITY)


@dataclass(frozen=True, slots=True)
class Change:
    """Characters ``start:stop`` of a field become ``text``."""

    field: Field
    start: int
    stop: int
    text: str
    old: str
    """The whole value before."""
    box: Box
    """The ink of the characters that go, in fractions of the card."""

    @property
    def new(self) -> str:
        """The whole value after."""
        return self.old[: self.start] + self.text + self.old[self.stop :]

    def told(self, sample: Sample) -> Sample:
        """Give the sample with the truth about what is printed now."""
        values = dict(sample.values) | {self.field: self.new}
        return replace(sample, values=values, expected=as_vendor(values))

    @property
    def notes(self) -> dict[str, str]:
        """Say what was changed, for tables."""
        return {"field": self.field.value, "old": self.old, "new": self.new}


def one_digit(specimen: Specimen, random: np.random.Generator) -> Change:
    """Change one digit of the number or of a date, so that dates still exist."""
    field = pick(random, _DIGIT_FIELDS)
    old = specimen.values[field]
    while True:
        at, digit = int(random.integers(len(old))), str(random.integers(10))
        new = old[:at] + digit + old[at + 1 :]
        if old[at].isdigit() and new != old and is_sound(field, new):
            return Change(field, at, at + 1, digit, old, character_boxes(specimen, field)[at])


def whole_value(specimen: Specimen, random: np.random.Generator, fields: tuple[Field, ...]) -> Change:
    """Put another holder's value in place of a whole field."""
    field = pick(random, fields)
    old, index = specimen.values[field], specimen.index + _STRANGER
    new = old
    while new == old:
        index += 1
        other = draw_holder(specimen.kind, random_for(specimen.split, index, "holder"), specimen.split)
        new = other.values.get(field, old)
    return Change(field, 0, len(old), new, old, specimen.boxes[field])


def character_boxes(specimen: Specimen, field: Field) -> list[Box]:
    """Find the ink of each character of a value on the flat card; equal cells where they run together."""
    box, text = specimen.boxes[field], specimen.values[field]
    height, width = specimen.image.shape[:2]
    x0, x1 = round(box.x0 * width), round(box.x1 * width)
    strip = specimen.image[round(box.y0 * height) : round(box.y1 * height), x0:x1]
    runs = _runs(cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY).min(axis=0))
    if len(runs) != len(text.replace(" ", "")):
        edges = np.linspace(box.x0, box.x1, len(text) + 1)
        return [Box(float(a), box.y0, float(b), box.y1) for a, b in pairwise(edges)]
    found = iter(runs)
    last = x0
    boxes: list[Box] = []
    for character in text:
        a, b = (last, last) if character == " " else (x0 + x for x in next(found))
        last = b
        boxes.append(Box(a / width, box.y0, b / width, box.y1))
    return boxes


def _runs(darkest: np.ndarray) -> list[tuple[int, int]]:
    """Columns in which there is ink, as pairs of start and stop."""
    level = (int(darkest.min()) + int(np.percentile(darkest, 90))) / 2
    steps = np.diff(np.concatenate([[0], (darkest < level).astype(np.int8), [0]]))
    starts, stops = np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist()
    return [(int(a), int(b)) for a, b in zip(starts, stops, strict=True) if b - a > 2]


def is_sound(field: Field, value: str) -> bool:
    """Whether dates in a value exist and follow each other: what does not would help nobody."""
    if field is Field.NUMBER:
        return True
    dates = dates_in(value)
    return len(dates) == value.count("-") + 1 and dates == sorted(dates)
