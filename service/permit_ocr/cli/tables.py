"""What was read, and what is installed, as tables for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from permit_ocr.cli.outcome import Outcome
from permit_ocr.permits.documents import DOCUMENTS
from permit_ocr.stages import PARTS
from permit_ocr.text.models import Manifest, Model, is_genuine
from permit_ocr.types import CheckState, FieldReading, PermitReading, Score, WarningKind

_CHECK_STYLES = {
    CheckState.UNCHECKED: "dim",
    CheckState.PROVED: "green",
    CheckState.REPAIRED: "yellow",
    CheckState.CONTRADICTED: "bold red",
}


def print_outcome(outcome: Outcome) -> None:
    """Print one photo's values, or one line that says why there are none."""
    console = Console()
    if outcome.reading:
        console.print(_reading_table(str(outcome.photo), outcome.reading))
    if outcome.failure:
        console.print(Text(f"{outcome.photo}: {outcome.failure.message}", style="red"), soft_wrap=True)


def print_stages(reading: PermitReading) -> None:
    """Print the milliseconds of each stage to standard error, where they are in nobody's way."""
    within = {name: reading.stages[name] for name in PARTS if name in reading.stages}
    whole = {name: seconds for name, seconds in reading.stages.items() if name not in within}
    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column("stage")
    table.add_column("ms", justify="right")
    for name, seconds in [*whole.items(), ("all", sum(whole.values())), *within.items()]:
        table.add_row(f"of which {name}" if name in within else name, f"{1000 * seconds:.1f}")
    Console(stderr=True).print(table)


def print_models(manifest: Manifest) -> None:
    """Print the models of a manifest and the state of their files."""
    rows = ([Text(cell) for cell in _model_row(manifest, model)] for model in manifest.models.values())
    columns = ("model", "task", "package", "licence", "charset", "files")
    Console().print(_table(str(manifest.directory), columns, rows))


def _reading_table(photo: str, reading: PermitReading) -> Table:
    title = f"{photo}  {DOCUMENTS[reading.kind].title.text}"
    rows = [_field_row(name.value, field) for name, field in reading.fields.items()]
    if reading.machine_code:
        rows.append([Text("machine code"), Text(reading.machine_code), Text(), Text()])
    rows += [_warning_row(kind, reading.scores.get(kind, Score())) for kind in reading.warnings or ()]
    return _table(title, ("field", "value", "confidence", "check"), rows)


def _field_row(name: str, field: FieldReading) -> list[Text]:
    confidence = f"{field.confidence:.2f}" if field.printed or field.value else ""
    return [
        Text(name.replace("_", " ")),
        Text(field.value) if field.value else Text(_withheld(field), style="dim"),
        Text(confidence),
        Text(field.check.value, style=_CHECK_STYLES[field.check]),
    ]


def _warning_row(kind: WarningKind, score: Score) -> list[Text]:
    reasons = dict.fromkeys(finding.reason for finding in score.findings)
    style = "bold red"
    return [Text("warning", style), Text(f"{kind}: {', '.join(reasons)}"), Text(f"{score.value:.2f}"), Text()]


def _withheld(field: FieldReading) -> str:
    """What was seen of a field that is not answered."""
    seen = ((f"{field.printed}?", field.printed), (f"code: {field.coded}", field.coded))
    return " ".join(text for text, there in seen if there)


def _model_row(manifest: Manifest, model: Model) -> list[str]:
    charset = str(model.charset_size or "")
    origin = model.requirement if model.package else "permit-ocr"
    return [model.name, model.task.value, origin, model.licence, charset, _state(manifest, model)]


def _state(manifest: Manifest, model: Model) -> str:
    return "genuine" if is_genuine(manifest, model.name) else "missing or wrong"


def _table(title: str, columns: Iterable[str], rows: Iterable[list[Text]]) -> Table:
    # Cells are Text, not str: rich would take square brackets in a str for markup.
    table = Table(title=Text(title, style="bold"), title_justify="left", box=box.SIMPLE, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=number == 0)
    for row in rows:
        table.add_row(*row)
    return table
