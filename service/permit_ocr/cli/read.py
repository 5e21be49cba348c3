"""``permit-ocr read``: photos in, values out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

SOME_UNREAD = 1
"""Exit status when at least one photo could not be read."""

Photos = Annotated[list[Path], typer.Argument(metavar="PHOTO", help="PNG or JPEG files.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for programs.")]
Overlay = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Also write pictures there that show what was read, and where."),
]
Profile = Annotated[bool, typer.Option("--profile", help="Also print where the time went.")]


def read(photos: Photos, as_json: AsJson = False, overlay: Overlay = None, profile: Profile = False) -> None:
    """Read permit cards from photos.

    Exit status: 0 all were read, 1 some were not, 2 could not run.
    """
    from permit_ocr.cli.outcome import read_photos
    from permit_ocr.cli.overlay import OverlayFolder
    from permit_ocr.cli.reader import open_reader
    from permit_ocr.cli.records import to_json
    from permit_ocr.cli.tables import print_outcome, print_stages

    pictures = OverlayFolder(overlay) if overlay else None
    all_read = True
    for outcome in read_photos(open_reader(), photos):
        if as_json:
            typer.echo(to_json(outcome))
        else:
            print_outcome(outcome)
        if profile and outcome.reading:
            print_stages(outcome.reading)
        if pictures:
            pictures.add(outcome)
        all_read = all_read and outcome.reading is not None
    raise typer.Exit(0 if all_read else SOME_UNREAD)
