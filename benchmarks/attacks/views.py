"""Looks at a photo as the pipeline does, but by the truth: quick, and blind to what reading gets wrong."""

from __future__ import annotations

import numpy as np

from benchmarks.specimens import Sample
from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import bounding_box, homography, project_quad, rectangle
from permit_ocr.permits import machine_code
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.quality.view import CardView, Region, look
from permit_ocr.types import FieldReading, Quad

_STRAY = 0.002
"""Standard deviation of a corner's error, in card widths: the outline is within 0.95 of the truth."""


def true_view(sample: Sample, random: np.random.Generator) -> CardView:
    """View a sample's photo with an outline that is off as a located one is, and with everything read right."""
    photo = decode(sample.jpeg)
    corners = sample.card.to_array()
    quad = Quad.from_array(corners + random.normal(0, _STRAY * sample.card_width, corners.shape))
    to_card = homography(quad.to_array(), rectangle(1, 1))
    quads = {name: project_quad(to_card, field) for name, field in sample.fields.items()}
    fields = {
        name: FieldReading(value, confidence=0.99, quad=quads[name], printed=value)
        for name, value in sample.expected.items()
    }
    regions = [Region(name.value, bounding_box(inked)) for name, inked in quads.items()]
    regions.append(Region("portrait", bounding_box(project_quad(to_card, sample.portrait))))
    printed = DOCUMENTS[sample.kind].machine_code
    if printed:
        regions.append(Region("machine_code", printed.box))
    code = machine_code.parse(sample.machine_code) if sample.machine_code else None
    return CardView(photo, quad, look(photo, quad), regions, sample.kind, fields, code)
