"""What came of a photo, as JSON for programs."""

from __future__ import annotations

import json
from typing import Any

from permit_ocr.cli.outcome import Failure, Outcome
from permit_ocr.records import to_plain
from permit_ocr.types import PermitReading


def to_json(outcome: Outcome) -> str:
    """One photo as one line of JSON."""
    return json.dumps(to_record(str(outcome.photo), outcome.reading, outcome.failure), ensure_ascii=False)


def to_record(photo: str, reading: PermitReading | None, failure: Failure | None) -> dict[str, Any]:
    """What came of a photo, as plain values."""
    record: dict[str, Any] = {"file": photo}
    if reading:
        record |= to_plain(reading)
    if failure:
        record["error"] = {"code": failure.code, "message": failure.message}
    return record
