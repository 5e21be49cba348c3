"""Takes the photo of a negative with the camera, the light and the backdrops of the specimens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.negatives.press import print_sheet
from benchmarks.negatives.sheet import Medium, Sheet
from benchmarks.negatives.species import GROUNDS, SHEETS, SPECIES
from benchmarks.specimens import degrade
from benchmarks.specimens.backdrops import draw_backdrop
from benchmarks.specimens.camera import box_in_photo, edge_width
from benchmarks.specimens.card import SHIPPED, Sources, Specimen
from benchmarks.specimens.exif import encode
from benchmarks.specimens.ink import Mask
from benchmarks.specimens.lay import lay_card
from benchmarks.specimens.photo_scenes import light_on
from benchmarks.specimens.scene import Scene
from benchmarks.specimens.scenery import draw_scene
from benchmarks.specimens.split import Split, pick, random_for
from permit_ocr.permits.documents import CARD_ASPECT
from permit_ocr.types import Box, DocumentKind, Image, Quad

_PAGE_FILLS = 0.97
"""Share of the frame, in the direction that is the tighter, that a page takes up."""


@dataclass(frozen=True, slots=True)
class Negative:
    """A picture without a permit card."""

    name: str
    """``<split>-<six digits>``."""
    species: str
    jpeg: bytes


def negatives(split: Split, count: int, *, first: int = 0, sources: Sources = SHIPPED) -> Iterator[Negative]:
    """Give ``count`` negatives from number ``first``, species by turns; each depends on its number alone."""
    for index in range(first, first + count):
        species = SPECIES[index % len(SPECIES)]
        yield Negative(f"{split}-{index:06d}", species, _picture(species, split, index, sources))


def _picture(species: str, split: Split, index: int, sources: Sources) -> bytes:
    random = random_for(split, index, "negative")
    if species in GROUNDS:
        scene = replace(draw_scene(split, index), backdrop=pick(random, GROUNDS[species]))
        return _developed(draw_backdrop(scene, _nothing(), random), scene, random)
    sheet = pick(random, SHEETS[species])
    image, mask = print_sheet(sheet, random, split, sources)
    if sheet.medium is Medium.SCREEN:
        return encode(image, 1, 95)
    return _photographed(sheet, image, mask, draw_scene(split, index, sources), random)


def _photographed(sheet: Sheet, image: Image, mask: Mask, scene: Scene, random: np.random.Generator) -> bytes:
    quad = _place(sheet, scene)
    view = scene.photo.image() if scene.photo else draw_backdrop(scene, image, random)
    lay_card(view, _bare(image, mask, scene), quad, light_on(view, scene.card) if scene.photo else None)
    return _developed(view, scene, random)


def _place(sheet: Sheet, scene: Scene) -> Quad:
    """Put a sheet of any shape where a scene has its card; a page is moved nearer, to the middle of the frame."""
    width = sheet.aspect / CARD_ASPECT
    quad = box_in_photo(Box((1 - width) / 2, 0, (1 + width) / 2, 1), scene.card)
    if sheet.medium is not Medium.PAPER:
        return quad
    corners, size = quad.to_array(), np.array(scene.size, np.float32)
    growth = _PAGE_FILLS * float(np.min(size / np.ptp(corners, axis=0)))
    low, high = corners.min(axis=0), corners.max(axis=0)
    return Quad.from_array(size / 2 + (corners - (low + high) / 2) * growth)


def _bare(image: Image, mask: Mask, scene: Scene) -> Specimen:
    """Dress a picture as a specimen, of which laying takes the picture and the outline alone."""
    kind = DocumentKind.EXIT_ENDORSEMENT_HK_MACAO
    return Specimen(kind, scene.split, scene.index, image, mask, {}, {}, Box(0, 0, 0, 0), "")


def _nothing() -> Image:
    return np.full((16, 16, 3), 200, np.uint8)


def _developed(view: Image, scene: Scene, random: np.random.Generator) -> bytes:
    view = degrade.light(view, scene, random)
    view = degrade.lens(view, scene, edge_width(scene.card.to_array()), random)
    view = degrade.sensor(view, scene, random)
    return encode(view, scene.orientation, scene.quality)
