"""``permit-ocr evaluate``: how well it reads the photos of whoever runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The photos, and what they show.", show_default=False)]
Expected = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="What they show. Default: expected.csv or expected.jsonl in the folder."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
Mistakes = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Also write what was empty or wrong there, as JSON lines. It holds values."),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress bar.")]


def evaluate(
    folder: Folder,
    expected: Expected = None,
    as_json: AsJson = False,
    mistakes: Mistakes = None,
    quiet: Quiet = False,
) -> None:
    """Read photos whose values are known, and count what was right, left empty and wrong.

    The file of expected values is a CSV with a header, or JSON lines: file, kind and any of name, latin_name, number,
    sex, birth_date, validity, authority, place, issue_count, nationality. What is empty is not judged. The output of
    permit-ocr batch FOLDER --out FOLDER/expected.csv, corrected by hand, will do.

    Exit status: 0 all were judged, 2 could not run.
    """
    from permit_ocr.cli import reader
    from permit_ocr.cli.evaluation.labels import load_labels
    from permit_ocr.cli.evaluation.report import print_evaluation, to_json
    from permit_ocr.cli.evaluation.run import evaluate as evaluate_photos
    from permit_ocr.cli.evaluation.run import write_mistakes

    labels = load_labels(folder, expected)
    found = evaluate_photos(reader.open_reader(), labels, quiet=quiet)
    if mistakes:
        write_mistakes(mistakes, found.judgements)
    if as_json:
        typer.echo(to_json(found))
    else:
        print_evaluation(found)
