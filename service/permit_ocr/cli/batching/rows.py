"""A record as one flat row, for tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from permit_ocr.cli.batching.journal import Record
from permit_ocr.types import Field

Cell = str | float | None


def _field_columns() -> Iterator[tuple[str, type[str | float]]]:
    for name in Field:
        yield name.value, str
        yield f"{name.value}_confidence", float


COLUMNS: dict[str, type[str | float]] = {
    "file": str,
    "kind": str,
    "type": str,
    **dict(_field_columns()),
    "machine_code": str,
    "warnings": str,
    "portrait_file": str,
    "error": str,
    "message": str,
}
"""The columns of CSV and Parquet, in their order, and what their cells hold."""


def to_row(record: Record) -> dict[str, Cell]:
    """Flatten a record to a cell for each of :data:`COLUMNS`; ``None`` where it says nothing."""
    error: Record = record.get("error") or {}
    cells: dict[str, Any] = {
        name: record.get(name) for name in ("file", "kind", "type", "machine_code", "portrait_file")
    }
    cells |= {"error": error.get("code"), "message": error.get("message"), "warnings": _joined(record.get("warnings"))}
    fields: dict[str, Record] = record.get("fields") or {}
    for name, field in fields.items():
        cells |= {name: field["value"], f"{name}_confidence": field["confidence"]}
    return {column: _valid(cells.get(column)) for column in COLUMNS}


def _joined(warnings: list[str] | None) -> str | None:
    return None if warnings is None else ";".join(warnings)


def _valid(cell: Cell) -> Cell:
    """Tables hold UTF-8, which some names of files are not."""
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell
