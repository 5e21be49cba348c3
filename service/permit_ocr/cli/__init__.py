"""The ``permit-ocr`` command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from permit_ocr.cli.batch import batch
from permit_ocr.cli.bundle import bundle
from permit_ocr.cli.doctor import doctor
from permit_ocr.cli.evaluate import evaluate
from permit_ocr.cli.keys import keys
from permit_ocr.cli.models import models
from permit_ocr.cli.read import read
from permit_ocr.cli.serve import serve
from permit_ocr.errors import PermitOcrError

CANNOT_RUN = 2
"""Exit status when the command could not do its work at all: wrong usage, settings, weights or machine."""

Version = Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")]

# Typer's pretty tracebacks would print local variables, and those hold people's identity data. Its pretty help takes
# twice as long as the plain one, most of it to import what draws the boxes.
app = typer.Typer(
    name="permit-ocr",
    invoke_without_command=True,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def options(version: Version = False) -> None:
    """Read photos of Chinese exit/entry permit cards, on this machine alone."""
    if version:
        from permit_ocr.version import DISTRIBUTION, installed_version

        typer.echo(f"{DISTRIBUTION} {installed_version()}")
        raise typer.Exit


app.command()(serve)
app.command()(read)
app.command()(batch)
app.command()(doctor)
app.command()(evaluate)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(bundle)
app.add_typer(models, name="models")
app.add_typer(keys, name="keys")


def main() -> None:
    """Run the command line; what the program expects to go wrong is told in one line."""
    try:
        app(prog_name="permit-ocr")
    except PermitOcrError as error:
        print(f"permit-ocr: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(CANNOT_RUN)
