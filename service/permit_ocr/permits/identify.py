"""Names the document, and finds where on it its fixed texts stand.

Every fixed text of every document (title, labels, footer, code line) is looked for among the lines that were
read, tolerant of misread characters. What is found both names the document and ties the picture to its layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from permit_ocr.imaging.geometry import side_lengths
from permit_ocr.permits import machine_code
from permit_ocr.permits.anchors import Anchor, Candidate, best_shown, squeezed
from permit_ocr.permits.documents import DOCUMENTS, OTHER_TITLES, Document, PrintedText
from permit_ocr.permits.lexicon import AUTHORITIES
from permit_ocr.permits.spans import neighbours_joined
from permit_ocr.types import Field, Points, Quad, TextLine

TITLE_SIMILARITY = 0.8
"""Below this a title is another document's: the booklet 大陆居民往来台湾通行证 resembles 往来台湾通行证 by 0.78."""

LABEL_SIMILARITY = 0.7
"""One misread character of four."""

FOOTER_SIMILARITY = 0.7

TITLE_WEIGHT, CODE_WEIGHT, FOOTER_WEIGHT, NUMBER_WEIGHT, LABEL_WEIGHT = 1.0, 1.0, 0.5, 0.3, 0.15
"""What each kind of evidence is worth. Labels and numbers occur on other documents too, so they only add."""

CHARACTER_WEIGHT = 0.02
"""What each character of a title adds: of two titles that are both there, the longer holds the shorter."""

SUFFICIENT = 1.0
"""Evidence below which no permit is claimed: a title nearly whole with one more trace, or the code line."""


NONE_SEEN: Mapping[PrintedText, Quad] = {}

_DATE = r"\d{4}[.,-]\d{2}[.,-]?\d{2}"
"""Where it only matters that a date stands there: noise makes commas of its points, or hides one."""
_ONE_DATE, _TWO_DATES = re.compile(f"({_DATE})"), re.compile(f"({_DATE}[.,-]{_DATE})")

_AUTHORITY = re.compile(f"((?:{'|'.join(AUTHORITIES)}).*)")
"""An authority, perhaps with the place of issue read into the same line."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A document recognised by its texts."""

    document: Document
    evidence: float
    anchors: tuple[Anchor, ...]
    """Fixed texts."""
    values: tuple[Anchor, ...] = ()
    """Values that can be nothing else."""

    @property
    def certain(self) -> bool:
        """Whether the evidence suffices to claim this document."""
        return self.evidence >= SUFFICIENT

    @property
    def points(self) -> tuple[Points, Points]:
        """All points that tie the picture to the layout: in fractions of the card, and in the picture."""
        anchors = self.anchors + self.values
        return (
            np.vstack([anchor.card_points() for anchor in anchors]),
            np.vstack([anchor.picture_points() for anchor in anchors]),
        )

    @property
    def slack(self) -> Points:
        """How many times less surely than usual the layout knows each of the points, across and down the card."""
        return np.vstack([anchor.slack() for anchor in self.anchors + self.values])

    @property
    def sure(self) -> NDArray[np.bool_]:
        """Which points are where a text that was read begins: neither loose ends nor labels that were only seen."""
        read = [bool(anchor.line.text) for anchor in self.anchors + self.values for _ in anchor.card_points()]
        return np.array(read) & (self.slack[:, 0] <= 1)

    @property
    def shift(self) -> tuple[float, float]:
        """How far the texts' ink stands right of and below its places: the median of what the layout knows surely.

        In fractions of the card, where the lines are given so.
        """
        layout, seen = self.points
        down = np.median((seen - layout)[self.slack[:, 1] <= 1, 1])
        across = np.median([anchor.ink_begin() - anchor.card_points()[0, 0] for anchor in self.anchors + self.values])
        return float(across), float(down)


def identify(lines: Sequence[TextLine], labels: Mapping[PrintedText, Quad] = NONE_SEEN) -> Sighting | None:
    """Name the document that explains the lines best; ``None`` when nothing of any document is to be seen.

    ``labels`` stand where they belong and were not read: they help to place the layout, and are no evidence.
    """
    single = [*map(Candidate.of, lines)]
    joined = [*map(Candidate.of, neighbours_joined(lines))]
    sightings = [_sight(document, single, joined) for document in DOCUMENTS.values()]
    best = max(sightings, key=lambda sighting: sighting.evidence)
    return _tied_down(best, labels) if best.anchors else None


def _tied_down(sighting: Sighting, labels: Mapping[PrintedText, Quad]) -> Sighting:
    """Add those of the document's labels that were only seen; of their ends only the beginning is known."""
    read = {anchor.printed for anchor in sighting.anchors}
    own = [field.label for field in sighting.document.fields.values() if field.label and field.label not in read]
    seen = [Anchor(label, TextLine("", labels[label]), 0.0, fixed=False) for label in own if label in labels]
    return replace(sighting, anchors=(*sighting.anchors, *seen))


def _sight(document: Document, single: Sequence[Candidate], joined: Sequence[Candidate]) -> Sighting:
    """Weigh one document. ``joined`` are lines put together from two: a long title is often detected in pieces."""
    lines = [candidate.line for candidate in single]
    title = best_shown(document.title, [*single, *joined], TITLE_SIMILARITY)
    title = None if title and _is_anothers(title) else title
    footer = best_shown(document.footer, single, FOOTER_SIMILARITY)
    labels = [best_shown(field.label, single, LABEL_SIMILARITY) for field in document.fields.values()]
    code, code_evidence = _code_line(document, lines)
    labels_found = [label for label in labels if label]
    values = _values(document, lines)
    evidence = (
        ((TITLE_WEIGHT + CHARACTER_WEIGHT * len(title.printed.text)) * title.similarity if title else 0.0)
        + (FOOTER_WEIGHT * footer.similarity if footer else 0.0)
        + code_evidence
        + LABEL_WEIGHT * len(labels_found)
        + NUMBER_WEIGHT * any(value.printed.box == document.fields[Field.NUMBER].box for value in values)
    )
    if not (title or footer or code):
        evidence = 0.0
    found = [anchor for anchor in (title, footer, code, *labels_found) if anchor]
    return Sighting(document, evidence, tuple(found), values)


def _is_anothers(title: Anchor) -> bool:
    """Whether a line resembles the title of a document that is none of ours at least as well."""
    other = max(fuzz.ratio(other, title.line.text, processor=squeezed) / 100 for other in OTHER_TITLES)
    return other >= title.similarity


def _code_line(document: Document, lines: Iterable[TextLine]) -> tuple[Anchor | None, float]:
    """The code line and what it is worth: all of it when its check digits hold, half when it only looks it."""
    if document.machine_code is None:
        return None, 0.0
    for line in lines:
        if not machine_code.looks_like_code(line.text):
            continue
        code = machine_code.parse(line.text)
        own = (code.text if code else line.text).startswith(document.machine_code.text)
        if own:
            return Anchor(document.machine_code, line, 1.0), CODE_WEIGHT if code else CODE_WEIGHT / 2
    return None, 0.0


def _number(document: Document) -> re.Pattern[str]:
    """A number, perhaps with the count of issues that stands beside it read into the same line."""
    count = r"(?:\d{2})?" if Field.ISSUE_COUNT in document.fields else ""
    return re.compile(f"({document.number.pattern}){count}")


def _values(document: Document, lines: Sequence[TextLine]) -> tuple[Anchor, ...]:
    """Lines that can be one field alone, whatever their place: by their form, and because no other text has it."""
    forms = {
        Field.NUMBER: _number(document),
        Field.BIRTH_DATE: _ONE_DATE,
        Field.VALIDITY: _TWO_DATES,
        Field.AUTHORITY: _AUTHORITY,
    }
    found: list[Anchor] = []
    for field, form in forms.items():
        alike = [(match[1], line) for line in lines if (match := form.fullmatch(line.text.replace(" ", "")))]
        if len({text for text, _ in alike}) == 1:
            # The number is repeated in micro-print.
            text, largest = max(alike, key=lambda shown: side_lengths(shown[1].quad)[1])
            found.append(Anchor(PrintedText(text, document.fields[field].box), largest, 1.0, fixed=False))
    return tuple(found)
