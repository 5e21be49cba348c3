"""Reading the photos and judging what was read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from permit_ocr.cli.batching.progress import progress_bar
from permit_ocr.cli.evaluation.labels import Label
from permit_ocr.cli.evaluation.report import Evaluation
from permit_ocr.cli.evaluation.score import Judgement, Verdict, judge
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.cli.outcome import Outcome, read_photos
from permit_ocr.errors import PermitOcrError
from permit_ocr.serving.held import Reader


class MistakesError(PermitOcrError):
    """The mistakes cannot be written there."""


def evaluate(reader: Reader, labels: Sequence[Label], *, quiet: bool) -> Evaluation:
    """Read every photo and compare."""
    outcomes: list[Outcome] = []
    with progress_bar(quiet=quiet) as progress:
        task = progress.add_task("", total=len(labels), unread=0)
        for outcome in read_photos(reader, (label.photo for label in labels)):
            outcomes.append(outcome)
            unread = sum(done.reading is None for done in outcomes)
            progress.update(task, advance=1, unread=unread)
    return _evaluation(list(zip(labels, outcomes, strict=True)))


def _evaluation(pairs: Sequence[tuple[Label, Outcome]]) -> Evaluation:
    kinds = ((label.kind, outcome.reading.kind if outcome.reading else None) for label, outcome in pairs)
    return Evaluation(
        photos=len(pairs),
        read=Share.of(outcome.reading is not None for _, outcome in pairs),
        kinds=Share.of(expected is found for expected, found in kinds if expected),
        judgements=[judgement for label, outcome in pairs for judgement in judge(label, outcome.reading)],
    )


def write_mistakes(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write what was empty or wrong as JSON lines, for this user's eyes alone; raises :class:`MistakesError`."""
    with os.fdopen(_create(path), "w", encoding="utf-8") as file:
        for judged in judgements:
            if judged.verdict is not Verdict.EXACT:
                file.write(json.dumps(_mistake(judged), ensure_ascii=False) + "\n")


def _create(path: Path) -> int:
    try:
        with suppress(FileNotFoundError):
            path.unlink()  # a file that is there keeps its mode, which may let others read
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise MistakesError(f"cannot write {path}: {error.strerror}") from None


def _mistake(judged: Judgement) -> dict[str, object]:
    return {
        "file": judged.photo,
        "field": judged.field.value,
        "verdict": judged.verdict.value,
        "expected": judged.expected,
        "answered": judged.answered,
        "confidence": round(judged.candidate.confidence, 4) if judged.candidate else 0.0,
    }
