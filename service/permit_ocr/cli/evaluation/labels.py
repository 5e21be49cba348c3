"""What photos are known to show, as an operator writes it down.

A CSV file with a header, or a file of JSON objects, one a line. ``file`` is the photo, ``kind`` the card, and every
other key a field of :class:`~permit_ocr.types.Field`. What is absent or empty is not judged. The other columns that
``permit-ocr batch`` writes are allowed and not looked at, so that its output can be corrected by hand.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from permit_ocr.cli.batching.rows import COLUMNS
from permit_ocr.errors import PermitOcrError
from permit_ocr.types import DocumentKind, Field

NAMES = ("expected.csv", "expected.jsonl")
"""What the file is called in the folder of the photos, unless another is named."""


class LabelError(PermitOcrError):
    """The file of expected values cannot be used. The message names a line, never a value."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one photo shows."""

    photo: Path
    kind: DocumentKind | None
    """``None`` where it is not judged."""
    fields: Mapping[Field, str]
    """The values that are judged."""


def load_labels(folder: Path, path: Path | None = None) -> list[Label]:
    """Read what the photos of a folder show; raises :class:`LabelError`."""
    path = path or _find(folder)
    try:
        text = path.read_text("utf-8-sig")  # spreadsheets put a byte order mark before a CSV
    except (OSError, UnicodeDecodeError):
        raise LabelError(f"{path} cannot be read, or is not UTF-8") from None
    rows = _csv_rows(text) if path.suffix == ".csv" else _json_rows(text)
    labels = [_label(folder, number, row) for number, row in rows]
    if not labels:
        raise LabelError(f"{path} names no photo")
    return labels


def _find(folder: Path) -> Path:
    found = [folder / name for name in NAMES if (folder / name).is_file()]
    if len(found) != 1:
        raise LabelError(f"{folder} must hold one of {' or '.join(NAMES)}; name another with --expected FILE")
    return found[0]


def _csv_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    yield from enumerate(csv.DictReader(text.splitlines()), start=2)


def _json_rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, _json_object(number, line)


def _json_object(number: int, line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise LabelError(f"line {number} is not a JSON object")
    return cast("Mapping[str, Any]", row)


def _label(folder: Path, number: int, row: Mapping[str, Any]) -> Label:
    _check_names(number, row)
    given = {name: str(value).strip() for name, value in row.items() if value}
    if "file" not in given:
        raise LabelError(f"line {number} names no file")
    return Label(
        photo=_photo(folder, given["file"]),
        kind=_kind(number, given.get("kind", "")),
        fields={field: given[field] for field in Field if field in given},
    )


def _check_names(number: int, names: Iterable[str | None]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        fields = ", ".join(Field)
        raise LabelError(f"line {number} has a column that is none of file, kind, {fields}")


def _photo(folder: Path, name: str) -> Path:
    """Beside the file of labels, or where ``batch`` found it."""
    beside = folder / name
    return beside if beside.exists() else Path(name)


def _kind(number: int, name: str) -> DocumentKind | None:
    try:
        return DocumentKind(name) if name else None
    except ValueError:
        raise LabelError(f"line {number} has a kind that is none of {', '.join(DocumentKind)}") from None
