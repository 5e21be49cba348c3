"""The species of tampering: what is changed, with which tools, before or after the photo is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.attacks.attack import Case, Staged
from benchmarks.attacks.tampered import erase, patches, portraits
from benchmarks.attacks.tampered.change import Change, one_digit, whole_value
from benchmarks.attacks.tampered.picture import Picture, flat_picture, photo_picture, photographed
from benchmarks.attacks.tampered.resave import written
from benchmarks.attacks.tampered.retype import CARE, Tools, blend, poisson, retype
from benchmarks.specimens import Sample, Specimen, Split
from benchmarks.specimens.fonts import HANZI, LATIN, Typeface
from benchmarks.specimens.split import pick
from permit_ocr.types import Field, WarningKind

_TAMPERED = frozenset({WarningKind.TAMPERED})
_STRANGER = 7_000_000
"""Added to a card's number for that of the card from which a text box is taken."""

_VALUES = (Field.NAME, Field.LATIN_NAME, Field.BIRTH_DATE, Field.VALIDITY, Field.NUMBER)

_SERIF = tuple(Typeface(file) for file in ("LiberationSerif-Regular.ttf", "LiberationSansNarrow-Regular.ttf"))

SCREENS: Mapping[Split, Tools] = {
    Split.TUNING: Tools((erase.telea, erase.flat), LATIN[Split.TUNING][2:], HANZI[Split.TUNING], blend),
    Split.REPORTING: Tools(
        (erase.navier_stokes, erase.quilted), LATIN[Split.REPORTING][2:] + _SERIF, HANZI[Split.REPORTING], poisson
    ),
}
"""What is used on finished photos."""

FLATS: Mapping[Split, Tools] = {
    Split.TUNING: Tools((erase.stamped,), LATIN[Split.TUNING][2:], HANZI[Split.TUNING], blend),
    Split.REPORTING: Tools((erase.graded,), LATIN[Split.REPORTING][2:] + _SERIF, HANZI[Split.REPORTING], blend),
}
"""What is used on scans of the card that are photographed afterwards."""

_CHAINS: Mapping[Split, Sequence[tuple[tuple[int, ...], float]]] = {
    Split.TUNING: (((92,), 1.0), ((80,), 1.0), ((90, 85), 1.0), ((95, 75), 0.75)),
    Split.REPORTING: (((88,), 1.0), ((94, 90, 84), 1.0), ((85, 78), 0.6), ((90, 70), 1.0)),
}
"""Qualities of the compressions after an edit, and the size to which it is resized before the last one."""


@dataclass(frozen=True, slots=True)
class _Staging:
    """Keeps what is common to all stagings: where the edit is made, and what becomes of it."""

    case: Case
    in_photo: bool
    picture: Picture
    sample: Sample | None

    @classmethod
    def begin(cls, case: Case, *, in_photo: bool) -> _Staging:
        specimen = case.specimen()
        if in_photo:
            picture, sample = photo_picture(case, specimen)
            return cls(case, in_photo, picture, sample)
        return cls(case, in_photo, flat_picture(specimen), None)

    @property
    def tools(self) -> Tools:
        return (SCREENS if self.in_photo else FLATS)[self.case.split]

    @property
    def random(self) -> np.random.Generator:
        return self.case.random

    def finish(self, hit: str, change: Change | None = None, **notes: str) -> Staged:
        if self.sample is None:
            sample = photographed(self.case, self.picture)
        else:
            qualities, scale = _CHAINS[self.case.split][self.case.index // 5 % 4]
            sample = written(self.sample, self.picture.image, qualities, scale)
        told = change.told(sample) if change else sample
        more = change.notes if change else {}
        return Staged(told, _TAMPERED, hit=frozenset({hit}), notes={**more, **notes})


def retyped_digit(case: Case, *, in_photo: bool) -> Staged:
    """Change one digit of the number or of a date."""
    staging, random = _Staging.begin(case, in_photo=in_photo), case.random
    change = one_digit(staging.picture.specimen, random)
    retype(staging.picture, change, staging.tools, CARE[case.severity], random)
    return staging.finish(change.field.value, change)


def retyped_value(case: Case, *, in_photo: bool) -> Staged:
    """Change a whole name, date or number."""
    staging, random = _Staging.begin(case, in_photo=in_photo), case.random
    change = whole_value(staging.picture.specimen, random, _present(staging.picture.specimen))
    retype(staging.picture, change, staging.tools, CARE[case.severity], random)
    return staging.finish(change.field.value, change)


def cloned_digit(case: Case, *, in_photo: bool) -> Staged:
    """Copy a digit from elsewhere on the card; retype one where there is none to copy."""
    staging, random = _Staging.begin(case, in_photo=in_photo), case.random
    choice = patches.cloned_digit(staging.picture.specimen, random)
    if choice is None:
        return retyped_digit(case, in_photo=in_photo)
    change, source = choice
    patches.move(staging.picture, change, source, staging.tools, CARE[case.severity])
    return staging.finish(change.field.value, change)


def pasted_box(case: Case, *, in_photo: bool) -> Staged:
    """Paste a value with its ground from another card of the kind."""
    staging, random = _Staging.begin(case, in_photo=in_photo), case.random
    target = staging.picture
    stranger = Case(case.split, case.index + _STRANGER, case.severity, case.sources)
    other = flat_picture(stranger.specimen()) if not in_photo else photo_picture(stranger, stranger.specimen())[0]
    field = pick(random, [field for field in _present(target.specimen) if field in other.specimen.boxes])
    taken, place = other.specimen.boxes[field], target.specimen.boxes[field]
    more = 0.15 * (place.y1 - place.y0)
    wide = max(place.x1 - place.x0, taken.x1 - taken.x0)
    source = taken._replace(y0=taken.y0 - more, y1=taken.y1 + more, x0=taken.x0 - more, x1=taken.x0 + wide + more)
    goal = place._replace(y0=place.y0 - more, y1=place.y1 + more, x0=place.x0 - more, x1=place.x0 + wide + more)
    patches.paste(other, target, source, goal, staging.tools, CARE[case.severity])
    old, new = target.specimen.values[field], other.specimen.values[field]
    return staging.finish(field.value, Change(field, 0, len(old), new, old, place))


def exchanged_portrait(case: Case, *, in_photo: bool, oval: bool = False) -> Staged:
    """Put another face over the portrait, and leave the ghost portrait as it is."""
    staging = _Staging.begin(case, in_photo=in_photo)
    face = portraits.stranger(case, staging.picture)
    portraits.exchange(staging.picture, face, case, staging.tools, oval=oval)
    return staging.finish("portrait", how="oval" if oval else "rectangle")


def _present(specimen: Specimen) -> tuple[Field, ...]:
    return tuple(field for field in _VALUES if specimen.values.get(field))
