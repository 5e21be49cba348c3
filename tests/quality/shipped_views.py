"""Views of the photos in tests/data/photos by the truth about them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from permit_ocr.imaging.decode import decode
from permit_ocr.imaging.geometry import homography, project, rectangle
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.quality.view import CardView, Region, look
from permit_ocr.types import Box, DocumentKind, Field, FieldReading, Image, Quad

PHOTOS = Path(__file__).parents[1] / "data/photos"


@lru_cache
def truths() -> dict[str, Any]:
    return json.loads((PHOTOS / "truth.json").read_text("utf-8"))


def photo_of(name: str) -> Image:
    return decode((PHOTOS / name).read_bytes())


def quad_of(name: str) -> Quad:
    return Quad.from_array(np.array(truths()[name]["card"]))


def view_of(name: str, photo: Image | None = None, *, shift: tuple[float, float] = (0, 0)) -> CardView:
    """View a shipped photo, or a picture made from it; ``shift`` says how far its corner was cropped."""
    truth, picture = truths()[name], photo_of(name) if photo is None else photo
    quad = quad_of(name)
    kind = DocumentKind(truth["kind"])
    regions = [Region(field, box_of(name, field)) for field in (*truth["fields"], "portrait")]
    code = DOCUMENTS[kind].machine_code
    regions += [Region("machine_code", code.box)] if code else []
    fields = {Field(field): FieldReading(value) for field, value in truth["expected"].items()}
    moved = Quad.from_array(quad.to_array() - np.array(shift, np.float32))
    return CardView(picture, moved, look(picture, moved), regions, kind, fields)


def read(view: CardView, *unread: Field) -> CardView:
    """Give the view of a card of which all fields were surely read, but for some of which nothing was."""
    surely = {
        field: FieldReading() if field in unread else replace(reading, printed=reading.value, confidence=0.999)
        for field, reading in view.fields.items()
    }
    return replace(view, fields=surely)


def box_of(name: str, region: str) -> Box:
    """Give the box of a region in fractions of the card."""
    truth = truths()[name]
    corners = np.array(truth["portrait"] if region == "portrait" else truth["fields"][region], np.float32)
    places = project(homography(quad_of(name).to_array(), rectangle(1, 1)), corners)
    return Box(*places.min(axis=0).tolist(), *places.max(axis=0).tolist())


def painted(name: str, box: Box, colour: tuple[int, int, int], *, soft: float = 0.0) -> Image:
    """Paint a box of the card in one colour, its edge softened by so many pixels."""
    photo = photo_of(name)
    corners = np.array([(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)], np.float32)
    places = project(homography(rectangle(1, 1), quad_of(name).to_array()), corners)
    mask = np.zeros(photo.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, np.round(places).astype(np.int32), (255,))
    mask = cv2.GaussianBlur(mask, (0, 0), soft) if soft else mask
    share = mask[..., None].astype(np.float32) / 255
    return (photo * (1 - share) + np.array(colour, np.float32) * share).astype(np.uint8)


def part(box: Box, start: float, end: float) -> Box:
    """Give a part of a box along its length, a little higher than it."""
    room = 0.2 * (box.y1 - box.y0)
    width = box.x1 - box.x0
    return Box(box.x0 + start * width, box.y0 - room, box.x0 + end * width, box.y1 + room)


def middle(quad: Quad) -> tuple[float, float]:
    x, y = quad.to_array().mean(axis=0).tolist()
    return x, y


def degenerate_views() -> list[CardView]:
    """Give views that nothing can be seen in: tiny, grey, black, white, mostly outside the photo."""
    whole, regions = (
        Quad.from_array(rectangle(300, 190)),
        [Region("portrait", Box(0.05, 0.2, 0.3, 0.8)), Region("name", Box(0.3, 0.2, 0.6, 0.3))],
    )
    views = []
    for level in (0, 128, 255):
        photo = np.full((200, 310, 3), level, np.uint8)
        views += [CardView(photo, whole, look(photo, whole), regions), CardView(photo, whole, look(photo, whole), [])]
    out = Quad.from_array(rectangle(300, 190) + np.float32(250))
    tiny = Quad.from_array(rectangle(9, 6))
    photo = np.random.default_rng(1).integers(0, 255, (200, 310, 3)).astype(np.uint8)
    kinds = (None, DocumentKind.HOME_RETURN_PERMIT)
    return views + [CardView(photo, quad, look(photo, quad), regions, kind) for quad in (out, tiny) for kind in kinds]
