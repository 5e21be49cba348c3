"""``permit-ocr keys``: the credential pairs that clients sign with."""

from __future__ import annotations

from typing import Annotated

import typer

keys = typer.Typer(help="Manage the credential pairs that clients sign with.", no_args_is_help=True)

SecretId = Annotated[str, typer.Argument(help="The public half of the pair.", show_default=False)]
Second = Annotated[
    str | None,
    typer.Option("--secret-id", help="Give this SecretId a second key, so that clients can change over in peace."),
]
KeepNewest = Annotated[bool, typer.Option("--keep-newest", help="End a change of keys: keep the last one made.")]


@keys.command()
def create(secret_id: Second = None) -> None:
    """Make a new pair and show it. The SecretKey is not shown again."""
    from permit_ocr.api.credentials import create_key
    from permit_ocr.settings import load_settings

    pair = create_key(load_settings().credentials_file, secret_id)
    typer.echo(f"SecretId:  {pair.secret_id}")
    typer.echo(f"SecretKey: {pair.secret_key}")


@keys.command("list")
def list_pairs() -> None:
    """Show the SecretId of every pair."""
    from permit_ocr.api.credentials import list_keys
    from permit_ocr.settings import load_settings

    for secret_id in list_keys(load_settings().credentials_file):
        typer.echo(secret_id)


@keys.command()
def revoke(secret_id: SecretId, keep_newest: KeepNewest = False) -> None:
    """Remove a SecretId with all its keys; a running service learns it at its next start."""
    from permit_ocr.api.credentials import revoke_key
    from permit_ocr.settings import load_settings

    revoke_key(load_settings().credentials_file, secret_id, keep_newest=keep_newest)
    typer.echo(f"revoked {secret_id}")
