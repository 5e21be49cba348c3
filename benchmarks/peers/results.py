"""What all readers made of one set of photos. Readers may be run one after another, on the same photos only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.peers.answer import Answer
from benchmarks.specimens import Sample
from permit_ocr.types import Field


class OtherPhotosError(Exception):
    """Stored results are of other photos than those at hand."""


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo and what each reader made of it."""

    fingerprint: str
    """Of the JPEG's bytes."""
    conditions: tuple[str, ...]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By reader."""


@dataclass(frozen=True, slots=True)
class Results:
    """All photos by name; a name begins with the split."""

    source: str
    """Split, number of photos and what they are made of, in words."""
    first: int
    photos: Mapping[str, Photo]
    readers: Mapping[str, str] = field(default_factory=dict)
    """The readers that have read all of the photos, with versions and models."""

    def with_reader(self, reader: str, description: str, answers: Mapping[str, Answer]) -> Results:
        """Add, or replace, what one reader made of every photo."""
        photos = {
            name: replace(photo, answers={**photo.answers, reader: answers[name]})
            for name, photo in self.photos.items()
        }
        return replace(self, photos=photos, readers={**self.readers, reader: description})


def photo_of(sample: Sample) -> Photo:
    """Describe a photo that nobody has read yet."""
    return Photo(hashlib.sha256(sample.jpeg).hexdigest()[:16], sample.conditions)


def continued(stored: Results, fresh: Results) -> Results:
    """Give the photos at hand with the stored answers. Raises :class:`OtherPhotosError` when they are not the same."""
    _check_same_photos(stored, fresh)
    photos = {name: replace(photo, answers=stored.photos[name].answers) for name, photo in fresh.photos.items()}
    return replace(fresh, photos=photos, readers=stored.readers)


def save(results: Results, path: Path) -> None:
    """Write results as JSON, one photo a line."""
    head = {"source": results.source, "first": results.first, "readers": dict(results.readers)}
    lines = (f"  {_json(name)}: {_json(asdict(photo))}" for name, photo in results.photos.items())
    photos = ",\n".join(lines)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'{_json(head)[:-1]}, "photos": {{\n{photos}\n}}}}\n', "utf-8")


def load(path: Path) -> Results:
    """Read what :func:`save` wrote."""
    data = json.loads(path.read_text("utf-8"))
    return Results(**{**data, "photos": {name: _photo(photo) for name, photo in data["photos"].items()}})


def _check_same_photos(stored: Results, fresh: Results) -> None:
    if (stored.source, stored.first) != (fresh.source, fresh.first):
        raise OtherPhotosError(
            f"The stored results are of {stored.source} (from number {stored.first}), not of {fresh.source}"
            f" (from number {fresh.first})."
        )
    prints = [{name: photo.fingerprint for name, photo in results.photos.items()} for results in (stored, fresh)]
    other = sorted(name for name in prints[0].keys() | prints[1].keys() if prints[0].get(name) != prints[1].get(name))
    if other:
        raise OtherPhotosError(f"{len(other)} photos are not those of the stored results, {other[0]} among them.")


def _photo(data: Mapping[str, Any]) -> Photo:
    return Photo(
        data["fingerprint"],
        tuple(data["conditions"]),
        {reader: _answer(answer) for reader, answer in data["answers"].items()},
    )


def _answer(data: Mapping[str, Any]) -> Answer:
    exact = {Field(name): bool(right) for name, right in data["exact"].items()}
    return Answer(exact, float(data["seconds"]), int(data["turn"]))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
