"""Takes the photo of a specimen in a scene, with the full truth about what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.specimens import degrade
from benchmarks.specimens.backdrops import draw_backdrop
from benchmarks.specimens.camera import edge_width
from benchmarks.specimens.card import SHIPPED, Sources, Specimen, draw_specimen
from benchmarks.specimens.company import lay_company
from benchmarks.specimens.exif import encode
from benchmarks.specimens.hands import draw_hand
from benchmarks.specimens.lay import lay_card
from benchmarks.specimens.photo_scenes import light_on
from benchmarks.specimens.processing import process
from benchmarks.specimens.scene import Scene, conditions, shrunk
from benchmarks.specimens.scenery import draw_scene
from benchmarks.specimens.sheen import glossed
from benchmarks.specimens.split import Split, pick, random_for
from benchmarks.specimens.warp import box_to_photo
from permit_ocr.types import Box, DocumentKind, Field, Image, Quad

_KINDS = tuple(DocumentKind)
_SECOND = 10_000_000
"""Added to a photo's number for that of its second permit: far beyond the numbers of photos."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One photo and the truth about it.

    All quads are in pixels of the upright photo; whole numbers are edges of pixels, so that the middle of the
    first is at 0.5.
    """

    name: str
    """``<split>-<six digits>``."""
    kind: DocumentKind
    values: Mapping[Field, str]
    """The values as printed."""
    expected: Mapping[Field, str]
    """The values as the vendor's API gives them."""
    machine_code: str
    scene: Scene
    jpeg: bytes
    """The photo as a phone writes it, EXIF orientation included."""
    card: Quad
    """From the card's own upper-left corner; corners may lie outside the frame."""
    fields: Mapping[Field, Quad]
    portrait: Quad
    card_width: float
    """Mean length of the card's upper and lower edge, in pixels."""
    conditions: tuple[str, ...]
    """Its level first: ``clean``, ``phone`` or ``hard``, as ``scene.py`` defines them."""

    @property
    def visible(self) -> frozenset[Field]:
        """The fields that lie wholly within the frame."""
        size = np.array(self.scene.size)
        corners = {name: quad.to_array() for name, quad in self.fields.items()}
        return frozenset(name for name, quad in corners.items() if (quad >= 0).all() and (quad <= size).all())


def samples(split: Split, count: int, *, first: int = 0, sources: Sources = SHIPPED) -> Iterator[Sample]:
    """Give ``count`` samples from number ``first``, documents by turns; each depends on its number alone."""
    for index in range(first, first + count):
        specimen = draw_specimen(_KINDS[index % len(_KINDS)], split, index, sources)
        yield take_photo(specimen, draw_scene(split, index, sources), sources)


Laying = Callable[[Image, Scene], None]
"""Lays something over the card in a picture, in place, before the picture is lit and taken."""


def take_photo(specimen: Specimen, scene: Scene, sources: Sources = SHIPPED, over: Laying | None = None) -> Sample:
    """Photograph a specimen, with something laid over it where ``over`` is given."""
    random = random_for(scene.split, scene.index, "photo")
    view = _laid_out(specimen, scene, sources, random)
    if over:
        over(view, scene)
    view = degrade.light(view, scene, random)
    view = degrade.lens(view, scene, edge_width(scene.card.to_array()), random)
    view = degrade.sensor(view, scene, random)
    view = process(view, scene.processing, scene.split)
    jpeg = encode(view, scene.orientation, scene.quality, scene.processing.subsampling)
    return _labelled(specimen, shrunk(scene), jpeg)


def _laid_out(specimen: Specimen, scene: Scene, sources: Sources, random: np.random.Generator) -> Image:
    """Put everything into the picture that is in front of the camera, from the ground up."""
    view = scene.photo.image() if scene.photo else draw_backdrop(scene, specimen.image, random)
    light = light_on(view, scene.card) if scene.photo else None
    if scene.company:
        lay_company(view, scene, random_for(scene.split, scene.index, "company"))
    if scene.second:
        lay_card(view, _another(scene, sources), scene.second)
    glossy = specimen
    if scene.sheen:
        glossy = glossed(specimen, scene.sheen, random_for(scene.split, scene.index, "sheen"))
    lay_card(view, glossy, scene.card, light, scene.warp, scene.contact)
    if scene.fingers:
        draw_hand(view, scene, specimen, random_for(scene.split, scene.index, "fingers"))
    return view


def _another(scene: Scene, sources: Sources) -> Specimen:
    """Draw the second permit of a photo, of any kind."""
    kind = pick(random_for(scene.split, scene.index, "second"), _KINDS)
    return draw_specimen(kind, scene.split, scene.index + _SECOND, sources)


def as_vendor(values: Mapping[Field, str]) -> Mapping[Field, str]:
    """Turn printed values into the vendor's form, which has no space after the comma of a Latin name."""
    return {name: value.replace(", ", ",") for name, value in values.items()}


def _labelled(specimen: Specimen, scene: Scene, jpeg: bytes) -> Sample:
    card = box_to_photo(Box(0, 0, 1, 1), scene.card, scene.warp)
    width = edge_width(card.to_array())
    return Sample(
        name=f"{scene.split}-{scene.index:06d}",
        kind=specimen.kind,
        values=specimen.values,
        expected=as_vendor(specimen.values),
        machine_code=specimen.machine_code,
        scene=scene,
        jpeg=jpeg,
        card=card,
        fields={name: box_to_photo(box, scene.card, scene.warp) for name, box in specimen.boxes.items()},
        portrait=box_to_photo(specimen.portrait, scene.card, scene.warp),
        card_width=width,
        conditions=conditions(scene, card, width),
    )
