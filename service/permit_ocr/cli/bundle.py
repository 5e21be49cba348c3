"""``permit-ocr bundle``: one archive that installs where there is no network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Archive = Annotated[Path, typer.Argument(metavar="FILE.tar", help="What to write.", show_default=False)]


def bundle(context: typer.Context, archive: Archive) -> None:
    """Pack wheels, weights, documentation and an install script for a machine without a network.

    Run it from a source checkout, with the Python version and on the kind of machine that the bundle is for. Further
    options go to pip, such as --find-links FOLDER --no-index. On the other machine: tar xf FILE.tar, then install.sh.
    """
    from tempfile import TemporaryDirectory

    from permit_ocr.cli.bundling.archive import pack, write_checksums
    from permit_ocr.cli.bundling.gather import BundleError, gather, source_checkout
    from permit_ocr.version import DISTRIBUTION, installed_version

    source = source_checkout()
    if not (parent := archive.resolve().parent).is_dir():
        raise BundleError(f"there is no folder {parent}")
    with TemporaryDirectory(dir=parent) as scratch:
        folder = Path(scratch) / f"{DISTRIBUTION}-{installed_version()}"
        folder.mkdir()
        gather(source, folder, context.args)
        write_checksums(folder)
        pack(folder, archive)
    typer.echo(f"{archive}: {archive.stat().st_size >> 20} MB")
