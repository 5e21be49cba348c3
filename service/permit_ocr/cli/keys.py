"""``permit-ocr keys``: the credential pairs that clients sign with."""

from __future__ import annotations

import json
from typing import Annotated

import typer

keys = typer.Typer(
    help="Manage the credential pairs that clients sign with.", no_args_is_help=True, rich_markup_mode=None
)

SecretId = Annotated[str, typer.Argument(help="The public half of the pair.", show_default=False)]
Second = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="SECRET_ID",
        help="Give this SecretId a second key, so that clients can change over in peace.",
        show_default=False,
    ),
]
KeepNewest = Annotated[bool, typer.Option("--keep-newest", help="End a change of keys: keep the last one made.")]


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@keys.command()
def create(secret_id: Second = None, as_json: AsJson = False) -> None:
    """Make a new pair and show it. The SecretKey is not shown again; a running service takes it at once."""
    from permit_ocr.api.credentials import create_key
    from permit_ocr.settings import load_settings

    pair = create_key(load_settings().credentials_file, secret_id)
    if as_json:
        typer.echo(json.dumps({"SecretId": pair.secret_id, "SecretKey": pair.secret_key}))
        return
    typer.echo(f"SecretId:  {pair.secret_id}")
    typer.echo(f"SecretKey: {pair.secret_key}")


@keys.command("list")
def list_pairs(as_json: AsJson = False) -> None:
    """Show every SecretId, and which of them have two keys."""
    from permit_ocr.api.credentials import list_keys
    from permit_ocr.settings import load_settings

    counts = list_keys(load_settings().credentials_file)
    if as_json:
        typer.echo(json.dumps([{"SecretId": secret_id, "keys": keys} for secret_id, keys in counts.items()]))
        return
    for secret_id, keys in counts.items():
        typer.echo(secret_id if keys == 1 else f"{secret_id} ({keys} keys)")


@keys.command()
def revoke(secret_id: SecretId, keep_newest: KeepNewest = False) -> None:
    """Remove a SecretId with all its keys; a running service refuses it at once."""
    from permit_ocr.api.credentials import revoke_key
    from permit_ocr.settings import load_settings

    revoke_key(load_settings().credentials_file, secret_id, keep_newest=keep_newest)
    typer.echo(f"{secret_id} keeps its newest key alone" if keep_newest else f"revoked {secret_id}")
