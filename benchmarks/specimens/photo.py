"""Takes the photo of a specimen in a scene, with the full truth about what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.specimens import degrade
from benchmarks.specimens.backdrops import draw_backdrop
from benchmarks.specimens.camera import box_in_photo, edge_width
from benchmarks.specimens.card import SHIPPED, Sources, Specimen, draw_specimen
from benchmarks.specimens.exif import encode
from benchmarks.specimens.lay import lay_card
from benchmarks.specimens.photo_scenes import light_on
from benchmarks.specimens.scene import Scene, conditions
from benchmarks.specimens.scenery import draw_scene
from benchmarks.specimens.split import Split, random_for
from permit_ocr.types import DocumentKind, Field, Quad

_KINDS = tuple(DocumentKind)


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


def samples(split: Split, count: int, *, first: int = 0, sources: Sources = SHIPPED) -> Iterator[Sample]:
    """Give ``count`` samples from number ``first``, documents by turns; each depends on its number alone."""
    for index in range(first, first + count):
        specimen = draw_specimen(_KINDS[index % len(_KINDS)], split, index, sources)
        yield take_photo(specimen, draw_scene(split, index, sources))


def take_photo(specimen: Specimen, scene: Scene) -> Sample:
    """Photograph a specimen."""
    random = random_for(scene.split, scene.index, "photo")
    if scene.photo:
        view = scene.photo.image()
        lay_card(view, specimen, scene.card, light_on(view, scene.card))
    else:
        view = draw_backdrop(scene, specimen.image, random)
        lay_card(view, specimen, scene.card)
    width = edge_width(scene.card.to_array())
    view = degrade.light(view, scene, random)
    view = degrade.lens(view, scene, width, random)
    view = degrade.sensor(view, scene, random)
    return _labelled(specimen, scene, encode(view, scene.orientation, scene.quality), width)


def as_vendor(values: Mapping[Field, str]) -> Mapping[Field, str]:
    """Turn printed values into the vendor's form, which has no space after the comma of a Latin name."""
    return {name: value.replace(", ", ",") for name, value in values.items()}


def _labelled(specimen: Specimen, scene: Scene, jpeg: bytes, width: float) -> Sample:
    return Sample(
        name=f"{scene.split}-{scene.index:06d}",
        kind=specimen.kind,
        values=specimen.values,
        expected=as_vendor(specimen.values),
        machine_code=specimen.machine_code,
        scene=scene,
        jpeg=jpeg,
        card=scene.card,
        fields={name: box_in_photo(box, scene.card) for name, box in specimen.boxes.items()},
        portrait=box_in_photo(specimen.portrait, scene.card),
        card_width=width,
        conditions=conditions(scene, width),
    )
