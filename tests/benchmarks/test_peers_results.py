"""Readers are compared on the very same photos only, whenever each of them was run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.peers import readers
from benchmarks.peers.answer import Answer
from benchmarks.peers.peer import MissingPeerError, require_packages
from benchmarks.peers.results import OtherPhotosError, Photo, Results, continued, load, save
from benchmarks.peers.tables import as_markdown
from permit_ocr.types import Field


def results(fingerprints: Sequence[str] = ("aa", "bb")) -> Results:
    conditions = (("upright", "clean"), ("upright", "hard"))
    photos = {f"tuning-{i}": Photo(f, c) for i, (f, c) in enumerate(zip(fingerprints, conditions, strict=True))}
    return Results("2 photos", 0, photos)


def answers(*right: bool) -> dict[str, Answer]:
    return {f"tuning-{i}": Answer({Field.NAME: r, Field.SEX: True}, 1.5 + i, turn=i) for i, r in enumerate(right)}


def test_what_is_saved_is_continued_by_another_reader(tmp_path: Path) -> None:
    path = tmp_path / "results" / "peers.json"
    save(results().with_reader("ours", "v1", answers(True, True)), path)
    both = continued(load(path), results()).with_reader("rapidocr", "v2", answers(True, False))
    assert both.readers == {"ours": "v1", "rapidocr": "v2"}
    assert both.photos["tuning-1"].answers == {
        "ours": Answer({Field.NAME: True, Field.SEX: True}, 2.5, 1),
        "rapidocr": Answer({Field.NAME: False, Field.SEX: True}, 2.5, 1),
    }
    save(both, path)
    assert load(path) == both


@pytest.mark.parametrize(
    "other",
    [replace(results(), source="3 photos"), replace(results(), first=1), results(("aa", "cc"))],
    ids=["source", "first", "bytes"],
)
def test_results_of_other_photos_are_not_mixed(other: Results) -> None:
    with pytest.raises(OtherPhotosError):
        continued(results().with_reader("ours", "v1", answers(True, True)), other)


def test_the_tables_compare_the_readers_side_by_side() -> None:
    stored = (
        results()
        .with_reader("rapidocr", "version 2", answers(True, False))
        .with_reader("ours", "1", answers(True, True))
    )
    table = as_markdown(stored)
    assert "| field | permit-ocr | RapidOCR |" in table
    assert "| name | 100.0 % (34.2-100.0) | 50.0 % (9.5-90.5) |" in table
    assert "| hard | 1 | 100.0 % (34.2-100.0) | 50.0 % (9.5-90.5) |" in table
    assert table.index("| clean |") < table.index("| hard |") < table.index("| upright |")
    assert "| RapidOCR | version 2 | 1 | 2.0 s | 1 |" in table


def test_a_missing_peer_says_what_to_do() -> None:
    with pytest.raises(MissingPeerError, match=r"no_such_engine.*make peers"):
        require_packages("no_such_engine")


def test_an_unknown_reader_is_refused() -> None:
    with pytest.raises(ValueError, match="bestocr"):
        readers.choose("ours,bestocr")
