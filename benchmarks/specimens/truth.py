"""Writes the truth about samples: as JSON, and drawn over the photo for a person to look at."""

from __future__ import annotations

import io
from typing import Any

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from benchmarks.specimens.photo import Sample
from permit_ocr.types import Image, Quad


def as_json(sample: Sample) -> dict[str, Any]:
    """Give everything about a sample but the picture, in JSON's types."""
    return {
        "kind": sample.kind,
        "expected": dict(sample.expected),
        "values": dict(sample.values),
        "machine_code": sample.machine_code,
        "card": _corners(sample.card),
        "fields": {name: _corners(quad) for name, quad in sample.fields.items()},
        "visible": sorted(sample.visible),
        "portrait": _corners(sample.portrait),
        "card_width": round(sample.card_width, 1),
        "size": sample.scene.size,
        "rotation": round(sample.scene.rotation, 1),
        "orientation": sample.scene.orientation,
        "conditions": sample.conditions,
    }


def overlay(sample: Sample) -> Image:
    """Give the upright photo with card (green, red dot at its upper-left), fields blue, portrait yellow."""
    upright = ImageOps.exif_transpose(Pillow.open(io.BytesIO(sample.jpeg)))
    image = np.ascontiguousarray(np.asarray(upright.convert("RGB"))[..., ::-1])
    thickness = max(1, round(sample.card_width / 350))
    marked = [(sample.card, (0, 200, 0)), (sample.portrait, (0, 220, 220))]
    for quad, shade in marked + [(quad, (255, 60, 0)) for quad in sample.fields.values()]:
        cv2.polylines(
            image,
            [np.round(quad.to_array()).astype(np.int32)],
            isClosed=True,
            color=shade,
            thickness=thickness,
        )
    x, y = (round(value) for value in sample.card.corners[0])
    cv2.circle(image, (x, y), thickness * 5, (0, 0, 255), -1)
    return image


def _corners(quad: Quad) -> list[list[float]]:
    return [[round(point.x, 1), round(point.y, 1)] for point in quad.corners]
